/**
 * Attack: a person, a link or a header with markup in it, so that a page of the gate runs the attacker's script while
 * the victim types a code. Nothing of it may become a tag, an attribute or an address, and no error that repeats what
 * was sent may be taken for a page.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activeContent } from '../support/gate/active-content.ts';
import { formsOf, type Site, startSite, Visitor } from '../support/gate/index.ts';
import { keyOptionsIn, registerKey, SoftKey } from '../support/gate/soft-key.ts';
import { ask, type RawAnswer, type RawRequest } from '../support/jira/raw-client.ts';

const pages = '/plugins/servlet/two-step';
const html = { accept: 'text/html' };
const script = '"><script>alert(9)</script>';
const hostile: [what: string, text: string][] = [
  ['a script', script],
  ['a picture with a handler', `'><img src=x onerror=alert(9)>`],
  ['an end of the title', '</title></strong><svg/onload=alert(9)>'],
  ['a handler', '" onfocus="alert(9)" autofocus x="'],
  [
    'a link and a frame',
    '</bdi><a href="javascript:alert(9)">A</a><iframe srcdoc="<script>alert(9)</script>">',
  ],
  ['a comment, a base and a form', '<!-- --><base href="//evil.example/"><form action="//evil.example">'],
  ['references to characters', '&lt;script&gt;&#x3c;img src=x onerror=alert(9)&#x3e;'],
  ['another direction of writing', '\u202e>tpircs/<)9(trela>tpircs<\u2066\u200f\u061c'],
  ['wide brackets and control bytes', '＜script＞\u2028alert(9)\u0000\u0008\ufeff{{7*7}}'],
  ['ten kilobytes', '<b>'.repeat(3_500)],
];

type Page = Pick<RawAnswer, 'status' | 'headers' | 'text'>;

function expectHarmless({ status, headers, text }: Page, scripts = 1): void {
  expect(status).toBeLessThan(500);
  expect(headers['x-content-type-options']).toBe('nosniff');
  const type = headers['content-type'];
  if (type === 'application/json;charset=UTF-8') {
    expect(() => JSON.parse(text)).not.toThrow();
    return;
  }
  if (text === '') return;
  expect(type).toBe('text/html;charset=UTF-8');
  expect(activeContent(text)).toEqual([]);
  expect(text).not.toMatch(/<b>|<svg\/|<img src=x|<!--/);
  expect(text.match(/<script/g)).toHaveLength(scripts);
}

describe('the check itself', () => {
  it.each(hostile.slice(0, 6))('sees %s', (_, markup) => {
    expect(() => expectHarmless(page(`<p title="${markup}">${markup}</p>`))).toThrow();
  });
});

describe('a person whose name has', () => {
  let site: Site;
  let recoveryCode: string;
  beforeAll(async () => {
    site = await startSite();
    const alice = new Visitor(site.gate.url);
    recoveryCode = (await alice.enroll('alice', 'alice-password', site.clock.now)).recoveryCode;
  });
  afterAll(() => site?.close());

  /** Logs somebody in under another name; Jira allows user names of 255 characters, and any display name. */
  const logInAs = async (key: string, slug: string, name: string) => {
    const username = `${slug}${name.slice(0, 200).toLowerCase().replaceAll('\0', '')}`;
    site.jira.control.renameUser(key, username);
    const person = site.jira.people.find((one) => one.key === key);
    Object.assign(person ?? {}, { displayName: name });
    const visitor = new Visitor(site.gate.url);
    await visitor.logIn(username, `${slug}-password`);
    return visitor;
  };

  it.each(hostile)('%s is shown by it as text, on every page of the login', async (_, name) => {
    // Whoever typed wrong codes before has had time since.
    site.clock.pass(15 * 60_000);
    const typed = name.slice(0, 200);
    const bob = await logInAs('JIRAUSER10104', 'bob', name);
    const cards = await bob.open(`${pages}/enroll`);
    const setup = await bob.open(`${pages}/enroll?method=app`);
    const alice = await logInAs('JIRAUSER10103', 'alice', name);
    const challenge = await alice.open(`${pages}/challenge`);
    const recover = await alice.open(`${pages}/recover`);
    const shown = [cards, setup, challenge, recover];
    shown.push(await bob.answerForm(setup, { code: typed }));
    shown.push(await alice.answerForm(challenge, { code: typed }));
    shown.push(await alice.answerForm(recover, { recoveryCode: typed }));
    const saved = await alice.follow(await alice.answerForm(recover, { recoveryCode }));
    recoveryCode = /[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}/.exec(saved.text)?.[0] ?? '';
    for (const answer of [...shown, saved]) {
      expect(answer.status).toBe(200);
      expectHarmless(answer);
      expect(answer.text).toContain('<bdi>');
    }
  });
});

describe('a factor whose name, in a browser whose name has', () => {
  let site: Site;
  let alice: Visitor;
  let key: SoftKey;
  beforeAll(async () => {
    site = await startSite();
    alice = new Visitor(site.gate.url);
    await alice.enroll('alice', 'alice-password', site.clock.now);
    key = new SoftKey({ origin: site.gate.config.publicOrigin });
    await registerKey(alice, key);
  });
  afterAll(() => site?.close());

  it.each(hostile)('%s is shown by it as text, on every page of the settings', async (_, name) => {
    const profile = await alice.open(`${pages}/profile`);
    const id = /\/rename\?id=([0-9a-f-]{36})/.exec(profile.text)?.[1];
    const form = await alice.open(`${pages}/rename?id=${id}`);
    await alice.answerForm(form, { name: name.slice(0, 2_000) });
    const phone = new Visitor(site.gate.url);
    await phone.logIn('alice', 'alice-password');
    const asked = await phone.open(`${pages}/challenge?method=key`);
    expectHarmless(asked, 2);
    const fields = { ...formsOf(asked.text)[0]?.hidden, response: key.get(keyOptionsIn(asked)) };
    const agent = name.slice(0, 2_000).replace(/[^\t -~]/g, '');
    const headers = { ...html, 'user-agent': agent };
    await phone.client.ask(`${pages}/challenge`, { form: { ...fields, remember: 'yes' }, headers });
    for (const page of [
      'profile',
      `rename?id=${id}`,
      `remove?id=${id}`,
      'confirm/ways',
      'add',
      'new-phone',
    ]) {
      const answer = await phone.open(`${pages}/${page}`);
      expect(answer.status).toBe(200);
      expectHarmless(answer, page === 'add' ? answer.text.match(/<script/g)?.length : 1);
    }
  });
});

describe('what a request says', () => {
  let site: Site;
  let pending: Visitor;
  beforeAll(async () => {
    site = await startSite();
    pending = new Visitor(site.gate.url);
    await new Visitor(site.gate.url).enroll('alice', 'alice-password', site.clock.now);
    await pending.logIn('alice', 'alice-password');
  });
  afterAll(() => site?.close());

  it.each(hostile)('in a destination is text: %s', async (_, text) => {
    const wanted = encodeURIComponent(`/browse/${text}`.slice(0, 1_500));
    for (const place of ['challenge', 'recover', 'ended', 'enroll', 'recovery-code', 'nowhere'])
      expectHarmless(await pending.open(`${pages}/${place}?destination=${wanted}`));
    expectHarmless(
      await pending.submit(`${pages}/challenge`, { destination: `/${text}`, token: text, code: '' }),
    );
    expectHarmless(await new Visitor(site.gate.url).open(`${pages}/challenge?destination=${wanted}`));
  });

  it.each([
    `${pages}/${script}`,
    `${pages}/${encodeURIComponent(script)}`,
    `${pages}/assets/x/${encodeURIComponent(script)}`,
    `${pages}/challenge?${script}=${script}`,
    `/browse/${script}?${script}`,
    `/browse/%3Cscript%3Ealert(9)%3C/script%3E/..;/x`,
    `/rest/tsv/1.0/${encodeURIComponent(script)}`,
    `/rest/tsv/1.0/totp/unenroll/user/${encodeURIComponent(script)}`,
    `//${script}`,
  ])('in the address is repeated nowhere: %s', async (target) => {
    for (const accept of ['text/html', '*/*', 'application/json']) {
      for (const method of ['GET', 'POST', 'DELETE']) {
        const answer = await pending.client.ask(target, { method, headers: { accept } });
        expectHarmless(answer);
        expect(answer.text).not.toContain('alert(9)');
      }
    }
  });

  it.each([
    'user-agent',
    'referer',
    'host',
    'accept-language',
    'x-forwarded-for',
    'x-requested-with',
    'origin',
    'cookie',
  ])('in the field %s is repeated nowhere', async (name) => {
    const headers = { ...html, [name]: `zqmark${script}` };
    for (const target of [
      `${pages}/challenge`,
      `${pages}/nowhere`,
      '/browse/DEMO-1',
      '/rest/tsv/1.0/status',
      '//[',
    ])
      for (const method of ['GET', 'POST']) {
        const answer = await ask(site.gate.url, target, { method, headers });
        expect(answer.text).not.toContain('zqmark');
        expect(JSON.stringify(answer.headers)).not.toContain('zqmark');
      }
  });

  const at = '/rest/tsv/1.0';
  const admin = { authorization: 'Bearer pat-admin' };
  it.each<[string, string, RawRequest]>([
    ['a name', `${at}/authenticate`, { json: { username: script, password: script } }],
    ['a field', `${at}/authenticate`, { json: { [script]: script } }],
    [
      'a conversation',
      `${at}/authenticate/totp-code`,
      { json: { conversationId: script, totpCode: script } },
    ],
    [
      'half a body',
      `${at}/authenticate`,
      { body: `{"${script}`, headers: { 'content-type': 'application/json' } },
    ],
    [
      'a type',
      `${at}/authenticate`,
      { method: 'POST', body: script, headers: { 'content-type': `text/${script}` } },
    ],
    [
      'a user',
      `${at}/totp/unenroll/user/%22%3E${script}`,
      { method: 'DELETE', json: { totpCode: script }, headers: admin },
    ],
    ['a caller', `${at}/status`, { headers: { authorization: `Bearer ${script}` } }],
    ['a way in', `/browse/DEMO-1`, { headers: { authorization: `Basic ${script}` } }],
    ['a step owed', `/rest/api/2/issue/${script}`, { headers: { cookie: 'JSESSIONID=PENDING' } }],
  ])('in REST comes back as JSON at most: %s', async (_, target, request) => {
    const cookie = `JSESSIONID=${pending.client.cookies.get('JSESSIONID')}`;
    const headers = { ...request.headers, ...(request.headers?.cookie === undefined ? {} : { cookie }) };
    const answer = await ask(site.gate.url, target, { ...request, headers });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expectHarmless(answer);
    expect(answer.headers['content-type']).toBe('application/json;charset=UTF-8');
    expect(answer.text).not.toContain('alert(9)');
  });
});

function page(text: string): Page {
  const headers = { 'content-type': 'text/html;charset=UTF-8', 'x-content-type-options': 'nosniff' };
  return {
    status: 200,
    headers,
    text: `<script src="/two-step/assets/x/two-step.js" defer></script>${text}`,
  };
}
