/**
 * Attack: send cookies that Tomcat reads differently than the gate: two session ids, quotes, `$Version`, blanks, 8-bit
 * bytes. Whatever a client sends, what reaches Tomcat is a header that the gate wrote; a real Tomcat has to find the
 * one session in it that the gate decided about, or none.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cookieValue, readCookies } from '../../proxy/kernel/cookies.ts';
import { cookieHeader } from '../../proxy/upstream/index.ts';
import { runs, timeFor } from '../support/generated/runs.ts';
import { startTomcat, type TestTomcat } from '../support/servers/tomcat.ts';
import { TomcatProbe } from '../support/tomcat/probe.ts';

let tomcat: TestTomcat;
let probe: TomcatProbe;
beforeAll(async () => {
  tomcat = await startTomcat();
  probe = new TomcatProbe(tomcat.port);
});
afterAll(async () => {
  probe?.close();
  await tomcat?.close();
});

const name = fc.constantFrom(
  'JSESSIONID',
  'JSESSIONID',
  'jsessionid',
  'JSESSIONID ',
  'a',
  '$Version',
  '$Path',
  'x"',
  '',
);
const value = fc.constantFrom(
  'A',
  'B',
  '"A"',
  '"',
  'A"; JSESSIONID=B; "',
  '1',
  '',
  'A=B',
  '\xe9',
  'A,JSESSIONID=B',
  '\\"',
  'A\tB',
);
const cookie = fc.tuple(name, fc.constantFrom('=', ' = ', '= ', ''), value).map((parts) => parts.join(''));
const header = fc
  .array(fc.tuple(cookie, fc.constantFrom('; ', ';', ' ;', ';\t', ',', ', ', ' ')), { maxLength: 5 })
  .map((cookies) => cookies.map((parts) => parts.join('')).join(''));

it('Tomcat finds the one session that the gate decided about', { timeout: timeFor(120) }, async () => {
  const property = fc.asyncProperty(header, async (sent) => {
    const reading = readCookies(sent);
    if (reading.kind === 'ambiguous') return;
    const sessionId = cookieValue(reading.cookies, 'JSESSIONID') || undefined;
    const written = cookieHeader(reading.cookies, sessionId);
    const served = await probe.ask('/x', written === '' ? {} : { headers: { cookie: written } });
    expect(served?.sessionId ?? undefined).toBe(sessionId);
  });
  await fc.assert(property, runs(2_000));
});
