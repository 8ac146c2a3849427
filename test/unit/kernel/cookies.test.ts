import { describe, expect, it } from 'vitest';
import { cookieValue, parseSetCookie, readCookies } from '../../../proxy/kernel/cookies.ts';

const session = (header: string | undefined) => {
  const reading = readCookies(header);
  return reading.kind === 'read' ? cookieValue(reading.cookies, 'JSESSIONID') : reading.kind;
};

// Each row: what Tomcat was seen to take for the session. Where the gate would have to guess, it refuses.
describe('the session cookie', () => {
  it.each([
    ['JSESSIONID=SID', 'SID'],
    ['a=b; JSESSIONID=SID; c=d', 'SID'],
    ['a=b;JSESSIONID=SID', 'SID'],
    ['a=b;   JSESSIONID=SID', 'SID'],
    ['JSESSIONID=SID   ; a=b', 'SID'],
    ['=x; JSESSIONID=SID', 'SID'],
    ['foo; JSESSIONID=SID', 'SID'],
    ['a="b; JSESSIONID=SID; c=d"', 'SID'],
    ['a="b"; JSESSIONID=SID', 'SID'],
    ['a=\u00fc; JSESSIONID=SID', 'SID'],
    ['$Version=1; JSESSIONID=SID', 'SID'],
    ['JSESSIONID=SID.node2', 'SID.node2'],
    [';;; JSESSIONID=SID;;;', 'SID'],
  ])('is found in %s', (header, value) => {
    expect(session(header)).toBe(value);
  });

  it.each([
    ['JSESSIONID=bogus; JSESSIONID=SID'],
    ['JSESSIONID=SID; JSESSIONID=SID'],
    ['JSESSIONID=SID; JSESSIONID='],
    ['JSESSIONID="SID"'],
    ['JSESSIONID="SID'],
    ['JSESSIONID = SID'],
    ['JSESSIONID =SID'],
    ['JSESSIONID= SID'],
    ['a=b;\tJSESSIONID=SID'],
    ['a=b;\u00a0JSESSIONID=SID'],
    ['JSESSIONID'],
    ['JSESSIONID=S\\ID'],
    ['JSESSIONID=S ID'],
    ['JSESSIONID=S\u00fcD'],
    ['a=b JSESSIONID=SID'],
    ['a="b JSESSIONID=SID"'],
    ['$Version="1" JSESSIONID=SID'],
    ['\u000bJSESSIONID=SID'],
  ])('makes the header ambiguous in %j', (header) => {
    expect(session(header)).toBe('ambiguous');
  });

  it.each([
    [undefined],
    [''],
    [';'],
    ['a=b'],
    ['jsessionid=SID'],
    ['%4aSESSIONID=SID'],
    ['a=b,JSESSIONID=SID'],
    ['XJSESSIONID=SID'],
  ])('is not there in %s', (header) => {
    expect(session(header)).toBeUndefined();
  });
});

describe('other cookies', () => {
  it('are read in their order, repetitions included', () => {
    expect(readCookies('a=1; b=2; a=3; c=')).toEqual({
      kind: 'read',
      cookies: [
        { name: 'a', value: '1' },
        { name: 'b', value: '2' },
        { name: 'a', value: '3' },
        { name: 'c', value: '' },
      ],
    });
  });

  it.each(['a b=1', 'a="1"', 'a=1 2', 'a=1\\', 'a', '=1', 'a\0=1', 'ü=1', 'a=\u0001', 'a=ü', '(a)=1'])(
    'are dropped when they are not well-formed: %j',
    (piece) => {
      expect(readCookies(`${piece}; ok=1`)).toEqual({ kind: 'read', cookies: [{ name: 'ok', value: '1' }] });
    },
  );

  it('may hold what Jira writes into them', () => {
    const header = 'atlassian.xsrf.token=BXYZ-1234_abc|lin; AJS.conglomerate.cookie={a}:[b]/c?d=e&f';
    expect(readCookies(header)).toMatchObject({ cookies: [{}, { value: '{a}:[b]/c?d=e&f' }] });
  });

  it('cannot reach the prototype of anything', () => {
    expect(readCookies('__proto__=a; constructor=b')).toMatchObject({
      cookies: [{ name: '__proto__' }, { name: 'constructor' }],
    });
  });

  it('are read in linear time, also from 60 kB of bait', () => {
    const started = performance.now();
    for (const bait of [' ', ';', 'a=', 'a=b; ', '"', '=']) readCookies(bait.repeat(60_000 / bait.length));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('a Set-Cookie line', () => {
  it.each([
    ['JSESSIONID=SID; Path=/; HttpOnly', { name: 'JSESSIONID', value: 'SID' }],
    [' a = b ;Secure', { name: 'a', value: 'b' }],
    ['a=b=c', { name: 'a', value: 'b=c' }],
    ['a=', { name: 'a', value: '' }],
    ['=a', undefined],
    ['a', undefined],
    ['', undefined],
  ])('"%s" sets %o', (line, cookie) => {
    expect(parseSetCookie(line)).toEqual(cookie);
  });
});
