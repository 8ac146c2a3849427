/**
 * Attack: line breaks, in every spelling that something on the way may turn into one, in an address, a destination or a
 * name, so that the rest becomes a header or a whole second reply: a cookie, or a page that a cache keeps.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { formsOf, type Site, startSite, Visitor } from '../support/gate/index.ts';
import { type RawAnswer, sendBytes } from '../support/jira/raw-client.ts';

const pages = '/plugins/servlet/two-step';
const field = 'X-Split: 1';
const breaks: [name: string, text: string][] = [
  ['CR LF', '%0d%0a'],
  ['LF', '%0a'],
  ['CR', '%0D'],
  ['two, and a body', '%0d%0a%0d%0a<html>'],
  ['a fold', '%0d%0a%20'],
  ['encoded twice', '%250d%250a'],
  ['wide characters that end in CR and LF', '%E5%98%8A%E5%98%8D'],
  ['overlong UTF-8', '%c0%8d%c0%8a'],
  ['line separators', '%e2%80%a8%e2%80%a9%c2%85'],
  ['vertical tab, form feed, NUL', '%0b%0c%00'],
  ['an escape', '%5cr%5cn'],
  ['UTF-16', '%u000d%u000a'],
];
const pathWith = (broken: string) => `/browse/A${broken}${encodeURIComponent(field)}`;
/** As the character that stands behind the encoding, where there is one. */
const decoded = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

describe('a line break', () => {
  let site: Site;
  let nobody: Visitor;
  let pending: Visitor;
  let verified: Visitor;
  let token: string;
  beforeAll(async () => {
    site = await startSite();
    nobody = new Visitor(site.gate.url);
    verified = new Visitor(site.gate.url);
    const { shown } = await verified.enroll('alice', 'alice-password', site.clock.now);
    token = formsOf(shown.text)[0]?.hidden.token ?? '';
    pending = new Visitor(site.gate.url);
    await pending.logIn('alice', 'alice-password');
  });
  afterAll(() => site?.close());
  afterEach(() => {
    const names = site.jira.requests.flatMap(({ headers }) => headers.map(([name]) => name.toLowerCase()));
    expect(names).not.toContain('x-split');
  });

  const expectWhole = ({ status, headers }: RawAnswer) => {
    expect(status).toBeLessThan(500);
    expect(headers).not.toHaveProperty('x-split');
    for (const value of Object.values(headers).flat()) expect(value).toMatch(/^[\t -~]*$/);
    for (const line of headers['set-cookie'] ?? []) expect(line).not.toContain('X-Split');
  };

  it.each(breaks)('in an address splits nothing: %s', async (_, broken) => {
    const path = pathWith(broken);
    const odd = [path, `${pages}${path}`, `/rest/api/2/issue/x?${path}`, `/rest/tsv/1.0${path}`];
    for (const visitor of [nobody, pending, verified]) {
      for (const target of [...odd, `/login.jsp?os_destination=${path}`])
        expectWhole(await visitor.open(target));
    }
  });

  it.each(breaks)('in a destination splits nothing: %s', async (_, broken) => {
    for (const destination of [pathWith(broken), decoded(pathWith(broken))]) {
      const query = `destination=${encodeURIComponent(destination)}`;
      for (const visitor of [nobody, pending, verified])
        for (const page of ['challenge', 'enroll', 'recover', 'recovery-code', 'ended'])
          expectWhole(await visitor.open(`${pages}/${page}?${query}`));
      expectWhole(await verified.submit(`${pages}/recovery-code`, { token, saved: 'yes', destination }));
      expectWhole(await new Visitor(site.gate.url).logIn('bob', 'bob-password', destination));
      const json = { username: 'bob', password: 'bob-password', targetUrl: destination };
      expectWhole(await nobody.client.ask('/rest/tsv/1.0/authenticate', { json }));
    }
    expectWhole(await nobody.open(`${pages}/challenge?destination=${pathWith(broken)}`));
  });

  it.each(breaks)('in a name splits nothing: %s', async (_, broken) => {
    const username = decoded(broken).replaceAll('\0', '') + field.toLowerCase();
    site.jira.control.renameUser('JIRAUSER10104', username);
    const bob = new Visitor(site.gate.url);
    expectWhole(await bob.logIn(username, 'bob-password'));
    expectWhole(await bob.open('/browse/DEMO-1'));
    const setup = await bob.open(`${pages}/enroll?method=app`);
    expectWhole(setup);
    expectWhole(await bob.answerForm(setup, { code: '', destination: `/${username}` }));
  });

  it('in a name is not in the name of the file with the recovery code', async () => {
    const username = `carol\r\n\u2028"${field.toLowerCase()}/../x`;
    site.jira.control.renameUser('JIRAUSER10105', username);
    const carol = new Visitor(site.gate.url);
    const { shown } = await carol.enroll(username, 'carol-password', site.clock.now);
    expectWhole(shown);
    expect(/download="([^"]*)"/.exec(shown.text)?.[1]).toMatch(/^jira-backup-codes-[\w.-]+\.txt$/);
    expectWhole(await carol.open('/browse/DEMO-1'));
  });
});

describe('a bare line break', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(() => site?.close());

  it.each([
    ['CR in the address', `GET /browse/A\r${field} HTTP/1.1\r\nHost: localhost\r\n\r\n`],
    ['CR in a field', `GET /browse/A HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r${field}\r\n\r\n`],
    ['LF in a field', `GET /browse/A HTTP/1.1\r\nHost: localhost\r\nCookie: a=b\n${field}\r\n\r\n`],
    ['NUL in a field', `GET /browse/A HTTP/1.1\r\nHost: localhost\r\nCookie: a=b\0${field}\r\n\r\n`],
    ['a fold', `GET /browse/A HTTP/1.1\r\nHost: localhost\r\nCookie: a=b\r\n ${field}\r\n\r\n`],
  ])('is no request: %s', async (_, bytes) => {
    site.jira.control.clearRequests();
    const received = await sendBytes(site.gate.port, bytes, 5_000);
    expect(received).toMatch(/^HTTP\/1\.1 400 /);
    expect(received).not.toContain('X-Split');
    expect(site.jira.requests).toEqual([]);
  });
});
