/**
 * Attack: a `Cookie` header in which the gate and Jira find different sessions. Tomcat takes the first valid one of
 * several `JSESSIONID`, finds it inside quotes and behind stray blanks, and tabs separate for it too. So whoever has a
 * verified session of their own and the password of somebody else writes both down, in one that each server reads.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { converse, honestAnswers, rawRequest } from '../support/gate/raw-conversation.ts';
import { startTappedSite, type TappedSite } from '../support/gate/tapped-site.ts';

/** The gate's question whose session it is; it may be asked about anybody's, and shows the browser nothing. */
const question = '/rest/api/2/myself?expand=groups';

describe('a cookie header with a verified and a pending session', () => {
  let site: TappedSite;
  beforeAll(async () => {
    site = await startTappedSite();
  });
  afterAll(() => site?.close());
  beforeEach(() => site.forget());

  /** V stands for the verified session, P for the pending one, and the gate's own cookie comes first. */
  const ask = async (lines: readonly string[]) => {
    const session = (who: 'alice' | 'bob') => site[who].client.cookies.get('JSESSIONID') ?? '';
    const fields = lines.map((line) =>
      line.replace(/\b[VP]\b/g, (letter) => session(letter === 'V' ? 'alice' : 'bob')),
    );
    const secret = `two-step=${site.alice.client.cookies.get('two-step')}`;
    const [first = '', ...more] = fields;
    const cookies = [`Cookie: ${secret}; ${first}`, ...more.map((line) => `Cookie: ${line}`)];
    const { statuses, text } = await converse(
      site.gate.port,
      rawRequest('GET /rest/api/2/dashboard', [...cookies, 'Connection: close']),
    );
    const forwarded = site.jira.requests.filter(({ target }) => target !== question);
    const sessions = forwarded.map(({ headers }) =>
      headers
        .filter(([name]) => name.toLowerCase() === 'cookie')
        .flatMap(([, value]) => [...value.matchAll(/JSESSIONID/gi)].map(() => value)),
    );
    return {
      status: statuses[0],
      text,
      sessions,
      users: forwarded.map(({ user }) => user),
      verified: session('alice'),
    };
  };

  it.each([
    ['two, the pending one first', ['JSESSIONID=P; JSESSIONID=V']],
    ['two, the verified one first', ['JSESSIONID=V; JSESSIONID=P']],
    ['the same twice', ['JSESSIONID=V; JSESSIONID=V']],
    ['one that is empty', ['JSESSIONID=; JSESSIONID=V']],
    ['two without a blank', ['JSESSIONID=P;JSESSIONID=V']],
    ['two in two headers', ['JSESSIONID=P', 'JSESSIONID=V']],
    ['two in three headers', ['JSESSIONID=V', 'a=b', 'JSESSIONID=P']],
    ['quoted', ['JSESSIONID="P"; JSESSIONID=V']],
    ['quoted, last', ['JSESSIONID=V; JSESSIONID="P"']],
    ['half quoted', ['JSESSIONID="P; JSESSIONID=V']],
    ['blanks round the sign', ['JSESSIONID = P; JSESSIONID=V']],
    ['a blank before the sign', ['JSESSIONID =P; JSESSIONID=V']],
    ['a blank after the sign', ['JSESSIONID= P; JSESSIONID=V']],
    ['a tab before it', ['a=b;\tJSESSIONID=P; JSESSIONID=V']],
    ['a tab after it', ['JSESSIONID=P\t; JSESSIONID=V']],
    ['a tab for a separator', ['a=b\tJSESSIONID=P; JSESSIONID=V']],
    ['a blank for a separator', ['a=b JSESSIONID=P; JSESSIONID=V']],
    ['inside quotes', ['a="b; JSESSIONID=P; c=d"; JSESSIONID=V']],
    ['behind a quote that does not end', ['a="b; JSESSIONID=P; JSESSIONID=V']],
    ['behind a version', ['$Version=1; JSESSIONID=P; JSESSIONID=V']],
    ['with a path', ['JSESSIONID=P; $Path=/; JSESSIONID=V']],
    ['with an 8-bit byte in it', ['JSESSIONID=P\xfc; JSESSIONID=V']],
    ['behind an 8-bit blank', ['a=b;\xa0JSESSIONID=P; JSESSIONID=V']],
    ['with a backslash in it', ['JSESSIONID=\\P; JSESSIONID=V']],
    ['without a sign', ['JSESSIONID; JSESSIONID=V']],
    ['a comma for a separator', ['JSESSIONID=P,JSESSIONID=V']],
    ['a comma for a separator, the verified one first', ['JSESSIONID=V,JSESSIONID=P']],
    ['with a comma at its end', ['JSESSIONID=V,']],
    ['folded in a name of its own', ['a=JSESSIONID=P JSESSIONID=P; JSESSIONID=V']],
  ])('is refused: %s', async (_, lines) => {
    const { status, sessions } = await ask(lines);
    expect(status).toBe(400);
    expect(sessions).toEqual([]);
    expect(await honestAnswers(site.gate.url, site.alice)).toEqual(['alice', 'Stand-in Jira']);
  });

  it.each([
    ['nothing else', ['JSESSIONID=V']],
    ['quotes round another cookie', ['a="b"; JSESSIONID=V']],
    ['a quote that does not end', ['a="b; JSESSIONID=V']],
    ['a version', ['$Version=1; JSESSIONID=V']],
    ['a cookie without a name', ['=x; JSESSIONID=V']],
    ['a cookie without a sign', ['foo; JSESSIONID=V']],
    ['8-bit bytes elsewhere', ['a=\xfc\xff; JSESSIONID=V']],
    ['empty pieces', [';;; ; JSESSIONID=V;;']],
    ['a second header', ['a=b', 'JSESSIONID=V']],
    ['no blank', ['a=b;JSESSIONID=V']],
    ['many blanks', ['a=b;    JSESSIONID=V   ']],
    ['the pending one in other letters', ['jsessionid=P; JSESSIONID=V']],
    ['the pending one under an encoded name', ['%4aSESSIONID=P; JSESSIONID=V']],
    ['the pending one behind a comma', ['a=b,JSESSIONID=P; JSESSIONID=V']],
    ['the pending one under a longer name', ['XJSESSIONID=P; JSESSIONIDX=P; JSESSIONID=V']],
  ])('is answered for the verified one, which alone can be read there: %s', async (_, lines) => {
    const { status, sessions, users, verified } = await ask(lines);
    expect(status).toBe(200);
    expect(users).toEqual(['alice']);
    const [[cookie = ''] = []] = sessions;
    expect(cookie).toMatch(new RegExp(`^JSESSIONID=${verified}(?:; |$)`));
    // Exact letters and a whole name: what Jira, too, takes for its session.
    expect(cookie.split('; ').filter((piece) => /^\s*"?JSESSIONID\s*=/.test(piece))).toHaveLength(1);
    expect(cookie).not.toMatch(/two-step|"/);
  });

  it.each([
    ['nothing else', ['JSESSIONID=P']],
    ['the verified one in other letters', ['jsessionid=V; JSESSIONID=P']],
    ['the verified one under an encoded name', ['%4aSESSIONID=V; JSESSIONID=P']],
    ['the verified one under a longer name', ['XJSESSIONID=V; JSESSIONID=P']],
    ['8-bit bytes elsewhere', ['a=\xfc; JSESSIONID=P']],
    ['a version', ['$Version=1; JSESSIONID=P']],
  ])('is asked for the factor where the pending one is read: %s', async (_, lines) => {
    const { status, sessions } = await ask(lines);
    expect(status).toBe(401);
    expect(sessions).toEqual([]);
  });
});
