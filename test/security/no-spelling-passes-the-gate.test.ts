/**
 * Attack: with the password alone, find any spelling of any request that reaches Jira as the person. A gate in front of
 * a real Tomcat that names nobody in its replies, so that nothing but the decision before forwarding protects; the
 * session owes its factor. Generated targets, methods and messages: Tomcat must never run one as the person.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GateHere, startGateHere } from '../support/gate/index.ts';
import { runs, timeFor } from '../support/generated/runs.ts';
import { requestTarget } from '../support/generated/targets.ts';
import { ask, type RawRequest } from '../support/jira/raw-client.ts';
import { createDatabase, type TestDatabase } from '../support/servers/index.ts';
import { startTomcat, type TestTomcat } from '../support/servers/tomcat.ts';
import { TomcatProbe, type Understood } from '../support/tomcat/probe.ts';

const pairs = 'os_username=alice&os_password=alice-password';
const form = 'application/x-www-form-urlencoded';

describe('a gate in front of Tomcat', () => {
  let tomcat: TestTomcat;
  let database: TestDatabase;
  let gate: GateHere;
  let probe: TomcatProbe;
  let session: string;
  beforeAll(async () => {
    [tomcat, database] = await Promise.all([startTomcat(), createDatabase()]);
    probe = new TomcatProbe(tomcat.port);
    gate = await startGateHere({
      JIRA_URL: `http://127.0.0.1:${tomcat.port}`,
      DATABASE_URL: database.url,
      PUBLIC_URL: 'http://localhost',
    });
    const login = await ask(gate.url, '/login.jsp', {
      method: 'POST',
      body: pairs,
      headers: { 'content-type': form },
    });
    session = login.cookie('JSESSIONID') ?? '';
    expect(session).not.toBe('');
  });
  afterAll(async () => {
    await gate?.close();
    probe?.close();
    await Promise.all([tomcat?.close(), database?.drop()]);
  });

  const countAsAlice = async () => {
    const answer = await ask(`http://127.0.0.1:${tomcat.port}`, '/test/as-alice');
    return Number((answer.json() as { count: string }).count);
  };

  it('has a Tomcat behind it that would run them', async () => {
    const before = await countAsAlice();
    const served = await probe.ask('/images/..;/secure/Dashboard.jspa', {
      headers: { cookie: `JSESSIONID=${session}` },
    });
    expect(served).toMatchObject({ path: '/secure/Dashboard.jspa', user: 'alice' });
    expect(await countAsAlice()).toBe(before + 1);
  });

  it('lets no spelling through as the person', { timeout: timeFor(240) }, async () => {
    const before = await countAsAlice();
    const request: fc.Arbitrary<RawRequest> = fc.record({
      method: fc.constantFrom(
        'GET',
        'GET',
        'GET',
        'HEAD',
        'POST',
        'PUT',
        'DELETE',
        'OPTIONS',
        'PATCH',
        'PROPFIND',
      ),
      headers: fc.record({
        cookie: fc.constantFrom(`JSESSIONID=${session}`, `a=b; JSESSIONID=${session}; JSESSIONID=x`, ''),
        accept: fc.constantFrom('text/html', 'application/json', '*/*'),
        'content-type': fc.constantFrom(form, 'application/json', `${form};charset=utf-8`),
      }),
      body: fc.constantFrom(pairs, '', 'a=b', '{"username":"alice","password":"alice-password"}'),
    });
    const query = fc.constantFrom('', '', `?${pairs}`, '?os_authType=any', '?oauth_signature=x', '#x');
    const property = fc.asyncProperty(requestTarget, query, request, async (target, end, sent) => {
      const answer = await ask(gate.url, target + end, sent);
      expect(answer.text).not.toContain('"user":"alice"');
      // What Jira opened meanwhile is another session that owes its factor.
      expect(answer.headers['set-cookie']?.join() ?? '').not.toContain(session);
    });
    await fc.assert(property, runs(1_500));
    expect(await countAsAlice()).toBe(before);
  });

  it.each([
    '/issues/?jql=project%20%3D%20DEMO%20AND%20text%20~%20%22a%22%20ORDER%20BY%20created%20DESC',
    '/issues/?jql=text~"a|b"+AND+x={y}^[z]&filter=-1',
    '/rest/api/2/search?jql=assignee=currentUser()&fields=*all,-comment&expand=names',
    '/secure/attachment/10000/a%20b%20%5B1%5D%25.png',
    '/secure/attachment/10000/%C3%A4%23%3F%3B.pdf',
    '/secure/attachment/10000/[draft]|final.txt',
    '/secure//attachment/10000//x.txt',
    '/browse/DEMO-1?focusedCommentId=10000#comment-10000',
    '/secure/QuickSearch.jspa?searchString=100%25',
    "/secure/RapidBoard.jspa?rapidView=1&quickFilter=2'3",
    '/plugins/servlet/project-config/DEMO/summary;a=b',
  ])('hands odd but legal addresses on byte for byte: %s', async (target) => {
    const sent = target.replace(/#.*$/, '');
    const direct = await probe.ask(sent);
    expect(direct).toBeDefined();
    const { uri, query, path } = (await ask(gate.url, sent)).json() as Understood;
    expect({ uri, query, path }).toEqual({ uri: direct?.uri, query: direct?.query, path: direct?.path });
  });
});
