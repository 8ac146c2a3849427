/**
 * Attack: plant cookies in a victim's browser (from a neighbouring host, or by a minute at their desk), let the victim
 * log in and verify, and come back with the same cookies. What was known before the verification is worth nothing after.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversationCookie, copyOf, letsIn, personSeen, verifiedCookie } from '../support/gate/browsers.ts';
import { codeAt, type Site, startSite, Visitor } from '../support/gate/index.ts';

describe('cookies planted in a browser before its login', () => {
  let site: Site;
  let secret: string;
  beforeAll(async () => {
    site = await startSite();
    ({ secret } = await new Visitor(site.gate.url).enroll('alice', 'alice-password', site.clock.now));
  });
  afterAll(() => site?.close());

  const freshCode = () => {
    site.clock.pass(30_000);
    return codeAt(secret, site.clock.now);
  };
  const verify = async (victim: Visitor) => {
    expect(letsIn(await victim.fillIn('challenge', { code: freshCode() }))).toBe(true);
    expect(await personSeen(victim)).toBe('alice');
  };

  it('do not follow the victim through the password: the session id is a new one', async () => {
    const thief = new Visitor(site.gate.url);
    await thief.open('/login.jsp');
    expect(thief.client.cookies.has('JSESSIONID')).toBe(true);
    const victim = copyOf(thief, site.gate.url);
    await victim.logIn('alice', 'alice-password');
    await verify(victim);
    expect(victim.client.cookies.get('JSESSIONID')).not.toBe(thief.client.cookies.get('JSESSIONID'));
    expect(await personSeen(thief)).toBeUndefined();
  });

  it('let nobody else in who planted a login with the right password, and its conversation', async () => {
    const thief = new Visitor(site.gate.url);
    await thief.logIn('alice', 'alice-password');
    const form = await thief.open('/plugins/servlet/two-step/challenge');
    const victim = copyOf(thief, site.gate.url);
    expect([...victim.client.cookies.keys()]).toEqual(
      expect.arrayContaining(['JSESSIONID', conversationCookie]),
    );
    const code = freshCode();
    expect(letsIn(await victim.fillIn('challenge', { code }))).toBe(true);
    expect(await personSeen(victim)).toBe('alice');
    expect(letsIn(await thief.answerForm(form, { code }))).toBe(false);
    expect((await thief.open('/browse/DEMO-1')).headers.location).toContain('/two-step/challenge');
  });

  it("are not taken for the gate's own half, whatever they were set to", async () => {
    const bob = new Visitor(site.gate.url);
    await bob.enroll('bob', 'bob-password', site.clock.now);
    for (const planted of [bob.client.cookies.get(verifiedCookie) ?? '', 'planted']) {
      const thief = new Visitor(site.gate.url);
      await thief.logIn('alice', 'alice-password');
      thief.client.cookies.set(verifiedCookie, planted);
      const victim = copyOf(thief, site.gate.url);
      await verify(victim);
      expect(victim.client.cookies.get(verifiedCookie)).not.toBe(planted);
      expect((await thief.open('/browse/DEMO-1')).headers.location).toContain('/two-step/challenge');
    }
  });
});
