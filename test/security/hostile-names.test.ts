/**
 * Attack: names that mean something to the language. A header, parameter, cookie or JSON field called `__proto__`,
 * `constructor` or `toString` crashes what looks names up in a plain object, finds a value where there is none, or
 * changes every object in the process.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  askedOfJira,
  converse,
  cookiesOf,
  honestAnswers,
  rawRequest,
} from '../support/gate/raw-conversation.ts';
import { startTappedSite, type TappedSite } from '../support/gate/tapped-site.ts';
import { ask } from '../support/jira/raw-client.ts';

const names = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
  '__defineGetter__',
  '__proto__[polluted]',
  'constructor.prototype.polluted',
];
const tokens = names.filter((name) => !name.includes('['));
const form = 'Content-Type: application/x-www-form-urlencoded';

describe('names that mean something to the language', () => {
  let site: TappedSite;
  beforeAll(async () => {
    site = await startTappedSite();
  });
  afterAll(() => site?.close());
  beforeEach(() => site.forget());
  // The gate runs in this process: what it did to all objects would be seen here.
  afterEach(() => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(({} as Record<string, unknown>).verified).toBeUndefined();
  });

  it.each(tokens)('are answered like any other as a header field: %s', async (name) => {
    const fields = [`${name}: x`, `${name}: y`, 'Connection: close'];
    const cookie = `Cookie: ${cookiesOf(site.alice)}`;
    const bytes = rawRequest('GET /rest/api/2/myself', [...fields, cookie]);
    expect((await converse(site.gate.port, bytes)).text).toContain('"name":"alice"');
    for (const own of ['GET /plugins/servlet/two-step/enroll', 'GET /rest/tsv/1.0/totp/unenroll/user/x']) {
      const { statuses } = await converse(site.gate.port, rawRequest(own, fields));
      expect(statuses[0]).toBeLessThan(500);
    }
    expect(await honestAnswers(site.gate.url, site.alice)).toEqual(['alice', 'Stand-in Jira']);
  });

  it.each(names)('are answered like any other as a parameter: %s', async (name) => {
    const cookie = { cookie: cookiesOf(site.bob) };
    for (const target of ['/rest/api/2/dashboard', '/plugins/servlet/two-step/enroll', '/rest/tsv/1.0/x']) {
      const plain = await ask(site.gate.url, `${target}?a=x`, { headers: cookie });
      const odd = await ask(site.gate.url, `${target}?${name}=x&${name}[a]=y&${name}`, { headers: cookie });
      expect(odd.status).toBe(plain.status);
    }
    expect(askedOfJira(site.jira)).toEqual([]);
  });

  it.each(names)('are answered like any other in a form: %s', async (name) => {
    const fields = { [name]: 'verified', code: '000000' };
    const page = '/plugins/servlet/two-step/enroll';
    const plain = await site.bob.submit(page, { code: '000000' });
    const odd = await site.bob.submit(page, fields);
    expect([odd.status, odd.headers.location]).toEqual([plain.status, plain.headers.location]);
    const body = `${name}=x&os_password=x`;
    const bytes = rawRequest('POST /x', [form, `Content-Length: ${body.length}`, 'Connection: close'], body);
    expect((await converse(site.gate.port, bytes)).statuses).toEqual([400]);
  });

  it.each(tokens)('are answered like any other as a cookie: %s', async (name) => {
    const headers = { cookie: `${name}=x; ${cookiesOf(site.bob)}; ${name}=y` };
    expect((await ask(site.gate.url, '/rest/api/2/dashboard', { headers })).status).toBe(401);
    expect(
      (await ask(site.gate.url, '/rest/api/2/serverInfo', { headers: { cookie: `${name}=x` } })).status,
    ).toBe(200);
  });

  it.each([
    [
      'beside the fields',
      '{"username":"alice","password":"wrong","__proto__":{"polluted":1,"verified":true}}',
      401,
    ],
    ['instead of the fields', '{"__proto__":{"username":"alice","password":"alice-password"}}', 400],
    [
      'by way of the constructor',
      '{"constructor":{"prototype":{"polluted":1,"username":"a","password":"b"}}}',
      400,
    ],
    ['as a value', '{"username":"__proto__","password":"constructor"}', 401],
    ['as the top', '["__proto__"]', 400],
  ])('are answered like any other in JSON: %s', async (_, body, status) => {
    const answer = await ask(site.gate.url, '/rest/tsv/1.0/authenticate', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(status);
    expect(await honestAnswers(site.gate.url, site.alice)).toEqual(['alice', 'Stand-in Jira']);
  });

  it.each(['__proto__', 'constructor', 'toString'])(
    'are answered like any other as an operation: %s',
    async (name) => {
      for (const path of [
        `/rest/tsv/1.0/${name}`,
        `/rest/tsv/${name}`,
        `/plugins/servlet/two-step/${name}`,
      ]) {
        expect((await ask(site.gate.url, path)).status).toBe(404);
        expect((await ask(site.gate.url, path, { json: {} })).status).toBe(404);
      }
      expect(askedOfJira(site.jira)).toEqual([]);
    },
  );
});
