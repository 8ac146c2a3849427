import { describe, expect, it } from 'vitest';
import { buildRequestHeaders, type RequestHeaderPlan } from '../../../proxy/upstream/request-headers.ts';
import { buildRequest } from '../../support/builders/index.ts';

const plan: RequestHeaderPlan = {
  publicOrigin: 'https://jira.example.com',
  address: '203.0.113.9',
  cookie: '',
  authorization: undefined,
  bodyLength: undefined,
  contentType: undefined,
  upgrade: false,
  identityHeaders: [],
};
const written = {
  host: 'jira.example.com',
  'x-forwarded-for': '203.0.113.9',
  'x-forwarded-host': 'jira.example.com',
  'x-forwarded-proto': 'https',
};

type Fields = [name: string, value: string][];
function build(headers: Fields, changes: Partial<RequestHeaderPlan> = {}, method = 'GET') {
  return { ...buildRequestHeaders(buildRequest({ method, headers }), { ...plan, ...changes }) };
}

describe('the header of a request to Jira', () => {
  it('says who is asked and for whom, from what the gate knows', () => {
    expect(build([])).toEqual(written);
    expect(build([], { publicOrigin: 'http://localhost:8080' })).toMatchObject({
      host: 'localhost:8080',
      'x-forwarded-host': 'localhost:8080',
      'x-forwarded-proto': 'http',
    });
  });

  it('has the fields of the client that mean nothing to the gate', () => {
    const fields: Fields = [
      ['Accept', 'text/html'],
      ['Accept-Encoding', 'gzip, br'],
      ['User-Agent', 'curl'],
      ['X-Atlassian-Token', 'no-check'],
      ['X-AUSERNAME', 'x'],
      ['Origin', 'https://jira.example.com'],
      ['If-None-Match', '"a"'],
      ['Range', 'bytes=0-'],
    ];
    expect(build(fields)).toEqual({
      ...written,
      ...Object.fromEntries(fields.map(([name, value]) => [name.toLowerCase(), value])),
    });
  });

  it.each([
    'Connection',
    'Keep-Alive',
    'Proxy-Authenticate',
    'Proxy-Authorization',
    'Proxy-Connection',
    'TE',
    'Trailer',
    'Upgrade',
    'HTTP2-Settings',
    'Expect',
  ])('does not have %s, which ends at the gate', (name) => {
    expect(build([[name, 'x']])).toEqual(written);
  });

  it('does not lose what the client names in Connection', () => {
    const headers = build([['Connection', 'close, cookie, x-forwarded-for, authorization, host']], {
      cookie: 'JSESSIONID=SID',
      authorization: 'Bearer x',
    });
    expect(headers).toEqual({ ...written, cookie: 'JSESSIONID=SID', authorization: 'Bearer x' });
  });

  it.each([
    'X-Forwarded-For',
    'X-Forwarded-Host',
    'X-Forwarded-Proto',
    'X-Forwarded-Port',
    'X-Forwarded-User',
    'X-Forwarded-Uri',
    'Forwarded',
    'X-Real-IP',
    'X-Client-IP',
    'X-Cluster-Client-IP',
    'True-Client-IP',
    'X-Original-URL',
    'X-Original-Host',
    'X-Rewrite-URL',
    'X-HTTP-Method',
    'X-HTTP-Method-Override',
    'X-HTTP-Host-Override',
    'X-Method-Override',
    'X-Seraph-Trusted-App-ID',
    'X-Remote-User',
    'Remote-User',
    'X-Authenticated-User',
    'X-Auth-User',
    'X-User',
    'X-SSO-User',
    'X-WebAuth-User',
    'CF-Connecting-IP',
    'Fastly-Client-IP',
    'X-Host',
    'Proxy',
    'SM-User',
    'IV-User',
    'OIDC-Claim-Email',
  ])('does not have %s from the client, in no spelling', (name) => {
    const spellings = [name, name.toUpperCase(), name.replaceAll('-', '_'), name.replaceAll('-', '.')];
    const mixed = name.replace('-', '_').toLowerCase();
    for (const spelling of [...spellings, mixed]) {
      expect(build([[spelling, 'evil']])).toEqual(written);
      expect(
        build([
          [spelling, 'evil'],
          [spelling, 'evil'],
        ]),
      ).toEqual(written);
    }
  });

  it('has no credentials but those that were decided about', () => {
    const fields: Fields = [
      ['Cookie', 'JSESSIONID=evil'],
      ['Authorization', 'Basic evil'],
      ['Host', 'evil.example'],
    ];
    expect(build(fields)).toEqual(written);
    expect(build(fields, { cookie: 'JSESSIONID=SID' })).toEqual({ ...written, cookie: 'JSESSIONID=SID' });
    expect(build(fields, { authorization: 'Bearer x' })).toEqual({ ...written, authorization: 'Bearer x' });
  });

  it('has the type of the body as it was understood, not as it was written', () => {
    const fields: Fields = [
      ['Content-Type', 'application/x-www-form-urlencoded; charset=utf-8; charset=ibm037'],
    ];
    expect(build(fields)).toEqual(written);
    expect(build(fields, { contentType: 'text/plain' })).toEqual({
      ...written,
      'content-type': 'text/plain',
    });
  });

  it('may have names that mean something to the language', () => {
    const headers = build([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
    expect(Object.getPrototypeOf(headers)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });
});

describe('the framing of a request to Jira', () => {
  it.each<[string, Fields, number | undefined, object]>([
    ['GET', [], undefined, {}],
    ['HEAD', [], undefined, {}],
    ['POST', [], undefined, { 'content-length': '0' }],
    ['DELETE', [], undefined, { 'content-length': '0' }],
    ['OPTIONS', [], undefined, { 'content-length': '0' }],
    ['FOO', [], undefined, { 'content-length': '0' }],
    ['GET', [['Content-Length', '5']], undefined, { 'content-length': '5' }],
    ['DELETE', [['Content-Length', '5']], undefined, { 'content-length': '5' }],
    ['POST', [['Content-Length', '5']], undefined, { 'content-length': '5' }],
    ['POST', [['Transfer-Encoding', 'chunked']], undefined, { 'transfer-encoding': 'chunked' }],
    ['GET', [['Transfer-Encoding', 'gzip, chunked']], undefined, { 'transfer-encoding': 'chunked' }],
    ['POST', [['Content-Length', '5']], 7, { 'content-length': '7' }],
    ['POST', [['Transfer-Encoding', 'chunked']], 7, { 'content-length': '7' }],
    [
      'POST',
      [
        ['Transfer-Encoding', 'chunked'],
        ['Content-Length', '5'],
      ],
      7,
      { 'content-length': '7' },
    ],
    [
      'POST',
      [
        ['Transfer-Encoding', 'chunked'],
        ['Content-Length', '5'],
      ],
      undefined,
      { 'transfer-encoding': 'chunked' },
    ],
    ['POST', [['Content-Length', '5']], 0, { 'content-length': '0' }],
  ])('of %s with %j and %s bytes that were read is %o', (method, fields, bodyLength, framing) => {
    expect(build(fields, { bodyLength }, method)).toEqual({ ...written, ...framing });
  });

  it('of an upgrade is written anew, and has no body', () => {
    const fields: Fields = [
      ['Connection', 'keep-alive, Upgrade, HTTP2-Settings'],
      ['Upgrade', 'WebSocket, h2c'],
      ['Sec-WebSocket-Key', 'x'],
      ['Content-Length', '5'],
    ];
    expect(build(fields, { upgrade: true })).toEqual({
      ...written,
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-key': 'x',
    });
  });
});
