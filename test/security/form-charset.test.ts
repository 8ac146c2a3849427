/**
 * Attack: hide `os_username` and `os_password` from the gate by a charset, or by packing the form. Tomcat decodes form bodies, and query
 * strings too, by the last charset of the Content-Type; in IBM037 the field names look like nothing here. Jira then
 * logs in and performs the page's action in one request.
 */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from '../support/gate/index.ts';
import { ask } from '../support/jira/raw-client.ts';

/** EBCDIC (code page 37), percent-encoded. */
const ebcdic: Record<string, string> = {
  ...Object.fromEntries([...'abcdefghi'].map((letter, at) => [letter, (0x81 + at).toString(16)])),
  ...Object.fromEntries([...'jklmnopqr'].map((letter, at) => [letter, (0x91 + at).toString(16)])),
  ...Object.fromEntries([...'stuvwxyz'].map((letter, at) => [letter, (0xa2 + at).toString(16)])),
  _: '6d',
  '-': '60',
};
const hidden = (text: string) => [...text].map((letter) => `%${ebcdic[letter]}`).join('');
const body = `${hidden('os_username')}=${hidden('alice')}&${hidden('os_password')}=${hidden('alice-password')}`;
const form = 'application/x-www-form-urlencoded';

describe('a password in a charset that hides it', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(() => site?.close());

  it.each([
    `${form}; charset=IBM037`,
    `${form}; charset=utf-8; charset=IBM037`,
    `${form}; Charset=utf-8; charset=IBM037`,
    `${form}; charset =utf-8; charset=IBM037`,
    `${form}; x="; charset=utf-8"; charset=IBM037`,
    `${form}; charset=UTF-16BE`,
    `${form}, text/plain; charset=IBM037`,
    `text/plain; charset=IBM037`,
  ])('never reaches Jira with %s', async (contentType) => {
    for (const authorization of ['', 'Bearer junk']) {
      site.jira.control.clearRequests();
      const answer = await ask(site.gate.url, `/secure/AddComment.jspa?${body}`, {
        method: 'POST',
        body,
        headers: { 'content-type': contentType, ...(authorization === '' ? {} : { authorization }) },
      });
      expect([400, 415]).toContain(answer.status);
      expect(site.jira.requests.filter((request) => request.target.includes('AddComment'))).toEqual([]);
    }
  });

  it.each(['gzip', 'deflate', 'br', 'x-unknown', 'identity, gzip'])(
    'never reaches Jira packed as %s',
    async (coding) => {
      site.jira.control.clearRequests();
      const answer = await ask(site.gate.url, '/secure/AddComment.jspa', {
        method: 'POST',
        body: gzipSync('os_username=alice&os_password=alice-password'),
        headers: { 'content-type': form, 'content-encoding': coding },
      });
      expect(answer.status).toBe(415);
      expect(site.jira.requests.filter((request) => request.target.includes('AddComment'))).toEqual([]);
    },
  );

  it('sends Jira the one reading of a form type that it decided about', async () => {
    site.jira.control.clearRequests();
    await ask(site.gate.url, '/secure/AddComment.jspa', {
      method: 'POST',
      body: 'comment=x',
      headers: { 'content-type': 'Application/X-WWW-Form-Urlencoded ; charset="UTF-8" ;' },
    });
    const request = site.jira.requests.find(({ target }) => target.includes('AddComment'));
    expect(request?.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1]).toBe(
      `${form}; charset=UTF-8`,
    );
  });
});
