import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeAt, formsOf, type Site, secretIn, startSite, Visitor } from '../support/gate/index.ts';
import { keyOptionsIn, registerKey, SoftKey } from '../support/gate/soft-key.ts';
import type { RawAnswer } from '../support/jira/raw-client.ts';

const pages = '/plugins/servlet/two-step';
const origin = 'http://jira.localhost:8080';
const minute = 60_000;

describe("people's own page", () => {
  let site: Site;
  let optional: Site;
  let people = 0;
  let name: string;
  beforeAll(async () => {
    site = await startSite({ PUBLIC_URL: origin }, { crowd: 20 });
    optional = await startSite({ PUBLIC_URL: origin, TSV_ENFORCEMENT: 'optional', TSV_REMEMBER_DAYS: '0' });
  });
  afterAll(async () => {
    await site?.close();
    await optional?.close();
  });
  beforeEach(() => {
    people += 1;
    name = `user${people}`;
  });

  const enrolled = async () => {
    const visitor = new Visitor(site.gate.url);
    const { secret, recoveryCode } = await visitor.enroll(name, `${name}-password`, site.clock.now);
    return { visitor, secret, recoveryCode };
  };
  const logIn = async () => {
    const visitor = new Visitor(site.gate.url);
    await visitor.logIn(name, `${name}-password`);
    return visitor;
  };
  const freshCode = (secret: string) => {
    site.clock.pass(30_000);
    return codeAt(secret, site.clock.now);
  };
  const profile = (visitor: Visitor) => visitor.open(`${pages}/profile`);
  /** Presses a button of the page by where its form goes, and follows. */
  const press = async (
    visitor: Visitor,
    page: RawAnswer,
    action: string,
    fields: Record<string, string> = {},
  ) => {
    const form = formsOf(page.text).find(
      (one) =>
        one.action.endsWith(`/${action}`) &&
        Object.entries(fields).every(([field, value]) => one.hidden[field] === value),
    );
    if (form === undefined)
      throw new Error(`no form for ${action}: ${page.status} ${page.text.slice(0, 300)}`);
    return visitor.follow(
      await visitor.client.ask(form.action, {
        form: { ...form.hidden, ...fields },
        headers: { accept: 'text/html' },
      }),
    );
  };

  it('is there for whoever is through, and leads everybody else through first', async () => {
    const { visitor } = await enrolled();
    expect((await profile(visitor)).text).toContain('Your two-step verification');
    const asked = await profile(await logIn());
    expect(asked.headers.location).toMatch(/challenge\?destination=.*profile$/);
    expect((await new Visitor(site.gate.url).open(`${pages}/profile`)).headers.location).toContain(
      '/login.jsp',
    );
  });

  it('gives a factor another name, and makes one the first that is asked for', async () => {
    const { visitor } = await enrolled();
    const key = new SoftKey({ origin });
    await registerKey(visitor, key);
    const page = await profile(visitor);
    const rename = /href="([^"]*\/rename\?id=app)"/.exec(page.text)?.[1] ?? '';
    const form = await visitor.client.ask(rename, { headers: { accept: 'text/html' } });
    const renamed = await press(visitor, form, 'rename', {});
    expect(renamed.text).not.toContain('My phone');
    const named = await visitor.follow(await visitor.answerForm(form, { name: ' My\u0000 phone <b> ' }));
    expect(named.text).toContain('Authenticator app: My phone &lt;b>');
    const asked = await press(visitor, named, 'default', { method: 'app' });
    expect(asked.text).toContain('Asked for first');
    expect((await (await logIn()).open(`${pages}/challenge`)).text).toContain('name="code"');
  });

  it('shows where somebody is logged in, and ends one login, or all others', async () => {
    const { visitor, secret } = await enrolled();
    const elsewhere = await logIn();
    await elsewhere.fillIn('challenge', { code: freshCode(secret) });
    const third = await logIn();
    await third.fillIn('challenge', { code: freshCode(secret) });
    const page = await profile(visitor);
    expect(page.text.match(/Log out<\/button>/g)?.length).toBeGreaterThanOrEqual(3);
    const [first] = formsOf(page.text).filter(
      ({ action, hidden }) => action.endsWith('/sessions') && hidden.id !== 'others',
    );
    const after = await press(visitor, page, 'sessions', { id: first?.hidden.id ?? '' });
    const open = async (one: Visitor) => (await one.open('/browse/DEMO-1')).status;
    expect([await open(visitor), await open(elsewhere), await open(third)].sort()).toEqual([200, 200, 302]);
    await press(visitor, after, 'sessions', { id: 'others' });
    expect([await open(visitor), await open(elsewhere), await open(third)]).toEqual([200, 302, 302]);
  });

  it('makes new codes, which void the old ones at once', async () => {
    const { visitor, recoveryCode } = await enrolled();
    const shown = await press(visitor, await profile(visitor), 'backup-codes');
    const codes = [...shown.text.matchAll(/>([0-9A-Z]{5}(?:-[0-9A-Z]{5}){2})</g)].map(
      ([, code = '']) => code,
    );
    expect(codes).toHaveLength(15);
    const again = await press(visitor, await profile(visitor), 'backup-codes');
    expect(again.text).not.toContain(codes[0]);
    const rotated = await press(visitor, await profile(visitor), 'new-recovery-code');
    const next = /[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}/.exec(rotated.text)?.[0] ?? '';
    expect(next).not.toBe(recoveryCode);
    const lost = await logIn();
    for (const old of [codes[0] ?? '', recoveryCode]) {
      expect((await lost.fillIn('recover', { recoveryCode: old })).status).toBe(200);
    }
    expect((await lost.fillIn('recover', { recoveryCode: next })).headers.location).toContain(
      '/recovery-code',
    );
  });

  it('moves the app to a new phone with a saved code, and the old phone is out, everywhere', async () => {
    const { visitor, secret, recoveryCode } = await enrolled();
    const lost = await logIn();
    await lost.follow(await lost.fillIn('recover', { recoveryCode }));
    const setup = await lost.open(`${pages}/new-phone`);
    const newSecret = secretIn(setup.text);
    expect(newSecret).not.toBe(secret);
    site.clock.pass(30_000);
    const moved = await lost.follow(
      await lost.answerForm(setup, { code: codeAt(newSecret, site.clock.now) }),
    );
    expect(moved.text).toContain('Your new phone is set up.');
    expect((await visitor.open('/browse/DEMO-1')).headers.location).toContain('/challenge');
    const later = await logIn();
    expect((await later.fillIn('challenge', { code: freshCode(secret) })).status).toBe(200);
    expect((await later.fillIn('challenge', { code: freshCode(newSecret) })).headers.location).toBe('/');
  });

  it('asks for a factor again after ten minutes, and comes back to what was wanted', async () => {
    const { visitor, secret } = await enrolled();
    site.clock.pass(11 * minute);
    const asked = await visitor.open(`${pages}/add`);
    expect(asked.headers.location).toContain('/confirm?destination=');
    const page = await visitor.follow(asked);
    const wrong = await visitor.answerForm(page, { code: '000000' });
    expect(wrong.text).toContain('role="alert"');
    const on = await visitor.answerForm(wrong, { code: freshCode(secret) });
    expect(on.headers.location).toBe(`${pages}/add`);
    expect(keyOptionsIn(await visitor.follow(on)).challenge).not.toBe('');
  });

  it('keeps the last way where one is required, and says why', async () => {
    const { visitor } = await enrolled();
    const page = await profile(visitor);
    expect(page.text).toContain('This is your only way to verify');
    expect(page.text).not.toContain('/remove?id=');
    const form = await visitor.open(`${pages}/remove?id=app`);
    const refused = await visitor.answerForm(form, {});
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('This is your only way to verify');
    expect((await visitor.open('/browse/DEMO-1')).status).toBe(200);
  });

  it('turns it all off where nobody has to have it, and offers no remembered browsers where there are none', async () => {
    const visitor = new Visitor(optional.gate.url);
    await visitor.logIn('alice', 'alice-password');
    expect((await profile(visitor)).text).toContain('Two-step verification is off.');
    const setup = await visitor.open(`${pages}/enroll?method=app`);
    await visitor.answerForm(setup, { code: codeAt(secretIn(setup.text), optional.clock.now) });
    const page = await profile(visitor);
    expect(page.text).not.toContain('Remembered browsers');
    const question = await visitor.open(`${pages}/turn-off`);
    const off = await visitor.follow(await visitor.answerForm(question, {}));
    expect(off.text).toContain('Two-step verification is off.');
    const again = new Visitor(optional.gate.url);
    await again.logIn('alice', 'alice-password');
    expect((await again.open('/browse/DEMO-1')).status).toBe(200);
  });

  it.each([
    ['de-AT,de;q=0.9,en;q=0.5', 'de'],
    ['ja', 'ja'],
    ['it,es;q=0.3', 'es'],
    ['it', 'en'],
  ])('speaks the language of the browser before anybody is known: %s', async (wish, lang) => {
    const headers = { accept: 'text/html', 'accept-language': wish };
    const { text } = await new Visitor(site.gate.url).client.ask(`${pages}/logged-out`, { headers });
    expect(text).toContain(`<html lang="${lang}"`);
  });
});
