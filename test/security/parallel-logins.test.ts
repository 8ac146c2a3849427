/**
 * Attack: begin two logins side by side, in one browser or of one person, verify the one and use the other. A right code
 * counts for the login that it was asked for, and for no other.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversationCookie, copyOf, letsIn, personSeen, verifiedCookie } from '../support/gate/browsers.ts';
import { codeAt, formsOf, type Site, startSite, Visitor } from '../support/gate/index.ts';
import { RestVisitor } from '../support/gate/rest-visitor.ts';
import type { RawAnswer } from '../support/jira/raw-client.ts';

const challenge = '/plugins/servlet/two-step/challenge';

describe('of two pending logins', () => {
  let site: Site;
  const secrets = { alice: '', bob: '' };
  beforeAll(async () => {
    site = await startSite();
    for (const name of ['alice', 'bob'] as const) {
      secrets[name] = (
        await new Visitor(site.gate.url).enroll(name, `${name}-password`, site.clock.now)
      ).secret;
    }
  });
  afterAll(() => site?.close());

  const freshCode = (name: 'alice' | 'bob') => {
    site.clock.pass(30_000);
    return codeAt(secrets[name], site.clock.now);
  };
  const logIn = async (name: string, visitor = new Visitor(site.gate.url)) => {
    await visitor.logIn(name, `${name}-password`);
    const form = await visitor.open(challenge);
    return { visitor, form };
  };
  const challenged = async (visitor: Visitor) =>
    expect((await visitor.open('/browse/DEMO-1')).headers.location).toContain(challenge);

  it('of one person, the one that was verified is in, and the other is not', async () => {
    const [one, other] = [await logIn('alice'), await logIn('alice')];
    expect(letsIn(await one.visitor.answerForm(one.form, { code: freshCode('alice') }))).toBe(true);
    expect(await personSeen(one.visitor)).toBe('alice');
    await challenged(other.visitor);
    other.visitor.client.cookies.set(verifiedCookie, one.visitor.client.cookies.get(verifiedCookie) ?? '');
    await challenged(other.visitor);
  });

  it('of one person, the conversation of one verifies nothing of the other', async () => {
    const [one, other] = [await logIn('alice'), await logIn('alice')];
    const swapped = copyOf(one.visitor, site.gate.url);
    swapped.client.cookies.set(
      conversationCookie,
      other.visitor.client.cookies.get(conversationCookie) ?? '',
    );
    expect(letsIn(await swapped.answerForm(other.form, { code: freshCode('alice') }))).toBe(false);
    await challenged(swapped);
    await challenged(other.visitor);
  });

  it.each<[string, (alice: RawAnswer, bob: RawAnswer) => RawAnswer]>([
    ['the form of the first', (alice) => alice],
    ['the form of the second', (_, bob) => bob],
  ])(
    'of two people in one browser, a code of the first in %s lets nobody in as the second',
    async (_, choose) => {
      const browser = new Visitor(site.gate.url);
      const alice = await logIn('alice', browser);
      const ofAlice = browser.client.cookies.get(conversationCookie) ?? '';
      const bob = await logIn('bob', browser);
      for (const conversation of [browser.client.cookies.get(conversationCookie) ?? '', ofAlice]) {
        browser.client.cookies.set(conversationCookie, conversation);
        const answer = await browser.answerForm(choose(alice.form, bob.form), { code: freshCode('alice') });
        expect(letsIn(answer)).toBe(false);
        await challenged(browser);
      }
    },
  );

  it("of two people in one browser, one's own code lets in as oneself, after which the other login is still asked", async () => {
    const browser = new Visitor(site.gate.url);
    await logIn('alice', browser);
    const pending = copyOf(browser, site.gate.url);
    const bob = await logIn('bob', browser);
    expect(letsIn(await browser.answerForm(bob.form, { code: freshCode('bob') }))).toBe(true);
    expect(await personSeen(browser)).toBe('bob');
    pending.client.cookies.set(verifiedCookie, browser.client.cookies.get(verifiedCookie) ?? '');
    await challenged(pending);
  });

  it('by REST, each conversation hands out its own session, and the other one stays held', async () => {
    const [alice, bob] = [new RestVisitor(site.gate.url), new RestVisitor(site.gate.url)];
    const [ofAlice, ofBob] = [await alice.begin('alice'), await bob.begin('bob')];
    expect((await alice.sendCode(ofBob, freshCode('alice'))).status).toBe(401);
    expect((await alice.sendCode(ofAlice, freshCode('alice'))).status).toBe(204);
    expect((await alice.client.ask('/rest/api/2/myself')).json()).toMatchObject({ name: 'alice' });
    expect(bob.client.cookies.size).toBe(0);
  });

  it('a conversation of the one kind cannot be carried on by the other', async () => {
    const { visitor, form } = await logIn('alice');
    const rest = new RestVisitor(site.gate.url);
    const ofBrowser = visitor.client.cookies.get(conversationCookie) ?? '';
    expect((await rest.sendCode(ofBrowser, freshCode('alice'))).status).toBe(400);
    visitor.client.cookies.set(conversationCookie, await rest.begin('alice'));
    const { hidden = {} } = formsOf(form.text).find(({ action }) => action === challenge) ?? {};
    expect(letsIn(await visitor.submit(challenge, { ...hidden, code: freshCode('alice') }))).toBe(false);
    await challenged(visitor);
  });
});
