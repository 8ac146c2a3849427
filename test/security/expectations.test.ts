/**
 * Attack: `Expect`. A client that announces a body and waits makes a proxy answer before the body came; where the two
 * servers behind each other disagree whether it will come, the body is taken for a request. The gate reads every body
 * to its end or ends the connection, and Jira never hears of the expectation.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  askedOfJira,
  converse,
  cookiesOf,
  honestAnswers,
  rawRequest,
  smuggled,
} from '../support/gate/raw-conversation.ts';
import { startTappedSite, type TappedSite } from '../support/gate/tapped-site.ts';

const form = 'Content-Type: application/x-www-form-urlencoded';
const password = 'os_username=alice&os_password=alice-password';
const waiting = 'Expect: 100-continue';
const withBody = (line: string, fields: string[], body: string) =>
  rawRequest(line, [...fields, `Content-Length: ${body.length}`], body);

describe('a request with an expectation', () => {
  let site: TappedSite;
  beforeAll(async () => {
    site = await startTappedSite();
  });
  afterAll(() => site?.close());
  beforeEach(() => site.forget());

  it('may be a login, which Jira gets without it', async () => {
    const bytes = withBody('POST /login.jsp', [form, waiting, 'Connection: close'], password);
    const { statuses, text } = await converse(site.gate.port, bytes);
    expect(statuses).toEqual([100, 302]);
    expect(text).toMatch(/set-cookie: JSESSIONID=/i);
    expect(site.tap.heard()).toContain(password);
    expect(site.tap.heard()).not.toMatch(/expect/i);
  });

  it.each<[string, string, string[]]>([
    ['a password posted to another page', 'POST /secure/AddComment.jspa', [form]],
    ['a form in a charset that hides fields', 'POST /secure/AddComment.jspa', [`${form}; charset=IBM037`]],
    ['two sessions', 'POST /login.jsp', [form, 'Cookie: JSESSIONID=a; JSESSIONID=b']],
    ['an odd spelling of the login', 'POST //login.jsp', [form]],
    ['a target of another host', 'POST http://evil.example/login.jsp', [form]],
    ['Basic where it is off', 'POST /login.jspa', [`Authorization: Basic ${btoa('alice:alice-password')}`]],
  ])('is refused like any other, and its body is no request: %s', async (_, line, fields) => {
    const body = `${password}\r\n\r\n${smuggled}`;
    const { statuses } = await converse(
      site.gate.port,
      withBody(line, [...fields, waiting, 'Connection: close'], body),
    );
    expect(statuses[0]).toBe(100);
    expect([[400], [403], [415]]).toContainEqual(statuses.slice(1));
    expect(site.tap.heard()).toBe('');
    expect(await honestAnswers(site.gate.url, site.alice)).toEqual(['alice', 'Stand-in Jira']);
  });

  it('is asked for its factor like any other, and its body is no request', async () => {
    const fields = [`Cookie: ${cookiesOf(site.bob)}`, waiting, 'Connection: close'];
    const { statuses } = await converse(
      site.gate.port,
      withBody('PUT /rest/api/2/issue/DEMO-1', fields, smuggled),
    );
    expect(statuses).toEqual([100, 401]);
    expect(askedOfJira(site.jira)).toEqual([]);
  });

  it.each(['nonsense', '200-ok', ''])('that nobody can meet gets nowhere: "%s"', async (expectation) => {
    const fields = [form, `Expect: ${expectation}`];
    const bytes = withBody('POST /secure/AddComment.jspa', fields, smuggled);
    const end = rawRequest('GET /status', ['Connection: close']);
    const { statuses } = await converse(site.gate.port, bytes + end);
    expect(statuses.at(-1)).toBe(200);
    expect(site.tap.heard()).not.toMatch(/expect/i);
    expect(askedOfJira(site.jira)).not.toContain('GET /smuggled');
    if (expectation !== '') expect(askedOfJira(site.jira)).toEqual(['GET /status']);
  });
});
