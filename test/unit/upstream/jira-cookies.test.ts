import { describe, expect, it } from 'vitest';
import { readCookies } from '../../../proxy/kernel/cookies.ts';
import { adoptingCookieHeader, cookieHeader, sessionIdIn } from '../../../proxy/upstream/index.ts';

function cookies(header: string) {
  const reading = readCookies(header);
  if (reading.kind !== 'read') throw new Error(reading.reason);
  return reading.cookies;
}
const everything = cookies(
  'a=1; JSESSIONID=SID; seraph.rememberme.cookie=R; crowd.token_key=C; two-step=S; __Host-two-step=S; ' +
    '__Secure-two-step-conversation=S; atlassian.xsrf.token=X|lin; AWSALB=L',
);

describe('the Cookie header for Jira', () => {
  it('has the one session id that was decided about, and nothing else that logs anybody in', () => {
    expect(cookieHeader(everything, 'OTHER')).toBe(
      'JSESSIONID=OTHER; a=1; atlassian.xsrf.token=X|lin; AWSALB=L',
    );
  });

  it('has no session id where none was decided about, whatever the browser sent', () => {
    expect(cookieHeader(everything, undefined)).toBe('a=1; atlassian.xsrf.token=X|lin; AWSALB=L');
    expect(cookieHeader([], undefined)).toBe('');
  });

  it('for adopting has what makes Jira open a session, but no session', () => {
    expect(adoptingCookieHeader(everything)).toBe(
      'a=1; seraph.rememberme.cookie=R; crowd.token_key=C; atlassian.xsrf.token=X|lin; AWSALB=L',
    );
  });
});

describe('the session id in a reply', () => {
  it.each<[readonly string[], string | undefined]>([
    [['JSESSIONID=SID; Path=/; HttpOnly'], 'SID'],
    [['a=1', 'JSESSIONID=A', 'JSESSIONID=B; Secure'], 'B'],
    [['JSESSIONID=; Path=/'], undefined],
    [['JSESSIONID=SID; Max-Age=0'], undefined],
    [['JSESSIONID=SID; max-age=0; Expires=Thu, 01 Jan 1970 00:00:10 GMT'], undefined],
    [['XJSESSIONID=SID', 'jsessionid=SID'], undefined],
    [[], undefined],
  ])('of %j is %s', (lines, sessionId) => {
    expect(sessionIdIn(lines)).toBe(sessionId);
  });
});
