import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeAt, type Site, startSite, Visitor } from '../support/gate/index.ts';
import { ask, type RawAnswer } from '../support/jira/raw-client.ts';

const login = { os_username: 'alice', os_password: 'alice-password' };

/** Clients that know nothing of a second factor: they log in as ever, and are told what is missing. */
describe('the older doors', () => {
  let site: Site;
  let secret: string;
  beforeAll(async () => {
    site = await startSite();
    ({ secret } = await new Visitor(site.gate.url).enroll('alice', 'alice-password', site.clock.now));
  });
  afterAll(() => site?.close());

  it.each<[string, (visitor: Visitor) => Promise<RawAnswer>, Record<string, unknown>]>([
    [
      'the REST session',
      ({ client }) =>
        client.ask('/rest/auth/1/session', { json: { username: 'alice', password: 'alice-password' } }),
      { session: { name: 'JSESSIONID' } },
    ],
    [
      'the gadget',
      ({ client }) => client.ask('/rest/gadget/1.0/login', { form: login }),
      { loginSucceeded: true },
    ],
    [
      'the portal',
      ({ client }) =>
        client.ask('/servicedesk/customer/user/login', {
          form: login,
          headers: { 'x-atlassian-token': 'no-check' },
        }),
      { loginSucceeded: true },
    ],
  ])('answer as ever, and their session can go on to verify: %s', async (_, enter, answered) => {
    const visitor = new Visitor(site.gate.url);
    const entered = await enter(visitor);
    expect(entered.status).toBe(200);
    expect(entered.json()).toMatchObject(answered);

    const owed = await visitor.client.ask('/rest/api/2/myself');
    expect(owed.status).toBe(401);
    expect(owed.headers['www-authenticate']).toBe('OAuth realm="Jira"');
    const { code, challengeUrl } = owed.json() as { code: string; challengeUrl: string };
    expect(code).toBe('second_factor_required');

    site.clock.pass(60_000);
    const page = await visitor.open(new URL(challengeUrl).pathname);
    await visitor.answerForm(page, { code: codeAt(secret, site.clock.now) });
    expect((await visitor.client.ask('/rest/api/2/myself')).json()).toMatchObject({ name: 'alice' });
  });

  it.each([
    ['application/json', 'application/json;charset=UTF-8', /^\{"message":"Basic Auth.*"\}$/],
    ['*/*', 'application/json;charset=UTF-8', /^\{"message":"Basic Auth.*"\}$/],
    [
      'application/xml',
      'application/xml;charset=UTF-8',
      /^<error><message>Basic Auth.*<\/message><\/error>$/,
    ],
    ['text/plain', 'text/plain;charset=UTF-8', /^Basic Auth.*\.$/],
  ])('say in the words of Jira that Basic is closed: %s', async (accept, type, text) => {
    const authorization = `Basic ${Buffer.from('alice:alice-password').toString('base64')}`;
    const headers = { accept, authorization };
    const closed = await ask(site.gate.url, '/rest/api/2/myself', { headers });
    expect(closed.status).toBe(403);
    expect(closed.headers['content-type']).toBe(type);
    expect(closed.text).toMatch(text);
  });
});
