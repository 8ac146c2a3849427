import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JiraClient } from '../../../proxy/upstream/index.ts';
import { type ScriptedJira, startScriptedJira } from './scripted-jira.ts';

const alice = {
  key: 'JIRAUSER1',
  name: 'alice',
  displayName: 'Alice',
  emailAddress: 'alice@example.com',
  locale: 'de_DE',
  groups: { items: [{ name: 'staff' }, { name: 'jira-users' }] },
};
const unavailable = { code: 'jira_unavailable' };

describe("the gate's own questions to Jira", () => {
  let jira: ScriptedJira;
  let client: JiraClient;
  const answer = (status: number, body: unknown, headers = {}) => {
    jira.script = () => ({ status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
  };
  beforeEach(async () => {
    jira = await startScriptedJira('/jira');
    client = new JiraClient(jira.http);
  });
  afterEach(() => jira.close());

  it('are asked with exactly what they are asked for, below the context path', async () => {
    answer(200, alice);
    await client.whoAmI({ cookie: 'JSESSIONID=SID', userAgent: 'Firefox', address: '203.0.113.9' });
    const [asked] = jira.asked;
    expect(asked).toMatchObject({ method: 'GET', path: '/jira/rest/api/2/myself?expand=groups', body: '' });
    expect(asked?.headers).toMatchObject({
      host: 'jira.example.com',
      cookie: 'JSESSIONID=SID',
      'user-agent': 'Firefox',
      'x-forwarded-for': '203.0.113.9',
    });
    expect(asked?.headers).not.toHaveProperty('authorization');
  });

  it('answer a person, and the cookies that came along', async () => {
    answer(200, alice, { 'set-cookie': ['JSESSIONID=NEW'] });
    expect(await client.whoAmI({})).toEqual({
      caller: {
        kind: 'person',
        principal: {
          userKey: 'JIRAUSER1',
          username: 'alice',
          displayName: 'Alice',
          email: 'alice@example.com',
          groups: ['staff', 'jira-users'],
          locale: 'de_DE',
        },
      },
      setCookies: ['JSESSIONID=NEW'],
    });
  });

  it.each([401, 403])('answer nobody for %s', async (status) => {
    answer(status, '<html>');
    expect((await client.whoAmI({})).caller).toEqual({ kind: 'anonymous' });
  });

  it.each<[string, number, unknown]>([
    ['a server error', 500, {}],
    ['a page instead of data', 200, '<html>login</html>'],
    ['a redirect', 302, ''],
    ['nothing there', 404, {}],
    ['half an answer', 200, '{"key":"JIRAUSER1","na'],
    ['nobody’s data', 200, {}],
    ['an empty key', 200, { ...alice, key: '' }],
    ['an empty name', 200, { ...alice, name: '' }],
    ['a key of another kind', 200, { ...alice, key: 5 }],
    ['null', 200, null],
    ['somebody else', 204, ''],
    ['more than four megabytes', 200, `{"key":"${'x'.repeat(4 * 1024 * 1024)}"}`],
  ])('answer nothing, and nobody, for %s', async (_what, status, body) => {
    answer(status, body);
    await expect(client.whoAmI({})).rejects.toMatchObject(unavailable);
  });

  it('answer nothing when Jira breaks off', async () => {
    jira.script = () => ({ status: 200, headers: { 'content-length': '100' }, body: '{"key"' });
    const asked = client.whoAmI({});
    while (jira.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await jira.close();
    await expect(asked).rejects.toMatchObject(unavailable);
    jira = await startScriptedJira();
  });

  it.each<[number, unknown, boolean]>([
    [200, { permissions: { SYSTEM_ADMIN: { havePermission: true } } }, true],
    [200, { permissions: { SYSTEM_ADMIN: { havePermission: false } } }, false],
    [401, '', false],
    [403, '', false],
  ])('tell who is a system administrator by %s %j: %s', async (status, body, is) => {
    answer(status, body);
    expect(await client.isSystemAdministrator({ authorization: 'Bearer x' })).toBe(is);
    expect(jira.asked[0]?.headers).toMatchObject({ authorization: 'Bearer x' });
  });

  it.each([{}, { permissions: {} }, { permissions: { SYSTEM_ADMIN: { havePermission: 'yes' } } }, '<html>'])(
    'do not take %j for a yes',
    async (body) => {
      answer(200, body);
      await expect(client.isSystemAdministrator({})).rejects.toMatchObject(unavailable);
    },
  );

  it('look people up by a name that may hold anything', async () => {
    answer(200, alice);
    expect(await client.findUser('a b&c=d/ü?', {})).toMatchObject({ userKey: 'JIRAUSER1' });
    expect(jira.asked[0]?.path).toBe(
      '/jira/rest/api/2/user?username=a%20b%26c%3Dd%2F%C3%BC%3F&expand=groups',
    );
    answer(404, {});
    expect(await client.findUser('nobody', {})).toBeUndefined();
    answer(403, {});
    await expect(client.findUser('alice', {})).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('tell whether Jira runs', async () => {
    answer(200, { state: 'RUNNING' });
    expect(await client.isRunning()).toBe(true);
    answer(503, {});
    expect(await client.isRunning()).toBe(false);
  });
});
