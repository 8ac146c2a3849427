/**
 * Attack: name, in `Connection`, the fields that the next hop shall drop: the cookie that was decided about, the
 * address that the gate wrote. Or send fields that are meant for the gate alone, and change how it talks to Jira.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askedOfJira, converse, cookiesOf, rawRequest } from '../support/gate/raw-conversation.ts';
import { startTappedSite, type TappedSite } from '../support/gate/tapped-site.ts';
import { ask } from '../support/jira/raw-client.ts';

const everything =
  'close, cookie, authorization, host, content-length, content-type, x-forwarded-for, x-forwarded-proto, x-forwarded-host';

describe('fields that end at the gate', () => {
  let site: TappedSite;
  beforeAll(async () => {
    site = await startTappedSite();
  });
  afterAll(() => site?.close());
  beforeEach(() => site.forget());

  const headersAtJira = (target: string) => {
    const request = site.jira.requests.find((one) => one.target === target);
    return Object.fromEntries(request?.headers.map(([name, value]) => [name.toLowerCase(), value]) ?? []);
  };

  it.each(['cookie', 'Cookie, X-Forwarded-For', everything, `keep-alive, ${everything}`])(
    'take nothing away that the gate wrote: Connection: %s',
    async (connection) => {
      const answer = await site.alice.client.ask('/rest/api/2/issue/DEMO-1/comment', {
        json: { body: 'x' },
        headers: { connection },
      });
      expect(answer.status).toBe(201);
      expect(headersAtJira('/rest/api/2/issue/DEMO-1/comment')).toMatchObject({
        cookie: expect.stringContaining(`JSESSIONID=${site.alice.client.cookies.get('JSESSIONID')}`),
        host: new URL(site.gate.url).host,
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-host': new URL(site.gate.url).host,
        'x-forwarded-proto': 'http',
        'content-type': 'application/json',
        'content-length': '12',
      });
    },
  );

  it('take no token away', async () => {
    const headers = { authorization: 'Bearer pat-bob', connection: 'authorization' };
    const answer = await ask(site.gate.url, '/rest/api/2/myself', { headers });
    expect(answer.json()).toMatchObject({ name: 'bob' });
  });

  it('take nothing away from a request that owes a factor', async () => {
    for (const connection of ['cookie', everything]) {
      const headers = { connection, cookie: cookiesOf(site.bob) };
      expect((await ask(site.gate.url, '/rest/api/2/dashboard', { headers })).status).toBe(401);
    }
    expect(askedOfJira(site.jira)).toEqual([]);
  });

  it.each([
    'Keep-Alive: timeout=secret',
    'Proxy-Authorization: Basic secret',
    'Proxy-Authenticate: secret',
    'Proxy-Connection: secret',
    'TE: trailers, secret',
    'Trailer: secret',
    'Upgrade: secret',
    'HTTP2-Settings: secret',
    'Connection: secret',
  ])('never reach Jira: %s', async (field) => {
    const fields = [`Cookie: ${cookiesOf(site.alice)}`, field, 'Connection: upgrade, close'];
    const { text } = await converse(site.gate.port, rawRequest('GET /rest/api/2/myself', fields));
    expect(text).toContain('"name":"alice"');
    expect(askedOfJira(site.jira)).toEqual(['GET /rest/api/2/myself']);
    expect(site.tap.heard()).not.toContain('secret');
  });
});
