/**
 * Attack: a policy asks for less in one place (the customer portal, say) than in all others. Somebody with the password
 * and the weaker factor of a victim looks for a way to be judged by the lighter rule: by a spelling of the path that
 * could mean both places, by the name of the lighter place within another one, or as a destination of the gate's pages.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { givenPolicy, withinASecond } from '../support/gate/given-policy.ts';
import { codeAt, Visitor } from '../support/gate/index.ts';
import { registerKey, SoftKey } from '../support/gate/soft-key.ts';

const day = 24 * 60 * 60 * 1_000;
const pages = '/plugins/servlet/two-step';
const publicUrl = 'http://jira.localhost:8080';
const portal = '/servicedesk/customer/portals';
const issue = '/browse/DEMO-1';
const to = (page: string, destination: string) =>
  `${pages}/${page}?destination=${encodeURIComponent(destination)}`;

describe('a rule that asks for less in one place', () => {
  let pair: GatePair;
  let people = 0;
  let name: string;
  let secret: string;
  let home: Visitor;
  beforeAll(async () => {
    pair = await startPair({ PUBLIC_URL: publicUrl, TSV_METHODS: 'TOTP,WEBAUTHN' }, { crowd: 40 });
  });
  afterAll(() => pair?.close());
  beforeEach(async () => {
    await givenPolicy(pair, { rules: [] });
    people += 1;
    name = `user${people}`;
    home = new Visitor(pair.first.url);
    ({ secret } = await home.enroll(name, `${name}-password`, pair.clock.now));
    pair.clock.pass(60_000);
  });

  const code = () => codeAt(secret, pair.clock.now);
  const isSentTo = async (visitor: Visitor, path: string, page: string) =>
    (await visitor.open(path)).headers.location?.includes(`${pages}/${page}`) === true;
  /** Password and app, on the way to the portal. */
  const thief = async (fields: Record<string, string> = {}) => {
    const visitor = new Visitor(pair.second.url);
    await visitor.logIn(name, `${name}-password`);
    const page = await visitor.open(`${to('challenge', portal)}&method=app`);
    pair.clock.pass(30_000);
    expect((await visitor.answerForm(page, { code: code(), ...fields })).headers.location).toBe(portal);
    return visitor;
  };
  const portalTakesApps = { match: { paths: ['portal'] }, methods: ['TOTP'] };

  describe('as to methods', () => {
    let visitor: Visitor;
    beforeEach(async () => {
      await registerKey(home, new SoftKey({ origin: publicUrl }));
      await givenPolicy(pair, { rules: [portalTakesApps], default: { methods: ['WEBAUTHN'] } });
      visitor = await thief();
      await withinASecond(() => isSentTo(visitor, issue, 'challenge'));
      expect((await visitor.open(portal)).headers.location ?? '').not.toContain(pages);
    });

    it.each([
      '//browse/DEMO-1',
      '/browse;x/DEMO-1',
      '/servicedesk/customer/..;/..;/browse/DEMO-1',
      '/%62rowse/%2e/DEMO-1',
      '/browse/DEMO-1/_/servicedesk/customer/portals',
      '/secure/attachment/10000/_/servicedesk/customer/portals',
    ])('is not the rule for %s', async (target) => {
      const before = pair.jira.requests.length;
      const answer = await visitor.client.ask(target, { headers: { accept: 'application/json' } });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(pair.jira.requests.slice(before).map((one) => one.target)).not.toContain(target);
    });

    it('does not let a stronger factor be added', async () => {
      const form = await visitor.open(`${to('add', portal)}&method=key`);
      expect(form.headers.location ?? form.text).toMatch(new RegExp(`^${pages}/challenge`));
    });
  });

  it('lets nobody past it, nor past the strict one, by a path that might be either', async () => {
    const lax = { match: { paths: ['portal'] }, withFactor: 'exempt', withoutFactor: { outcome: 'exempt' } };
    await givenPolicy(pair, { rules: [lax] });
    const visitor = new Visitor(pair.second.url);
    await visitor.logIn(name, `${name}-password`);
    await withinASecond(async () => !(await isSentTo(visitor, portal, 'challenge')));
    expect((await visitor.open(portal)).status).toBe(200);
    for (const target of [
      '/secure/attachment/10000/_/servicedesk/customer/x',
      '//servicedesk/customer/portals',
    ]) {
      const answer = await visitor.client.ask(target, { headers: { accept: 'application/json' } });
      expect(answer.status).toBe(401);
    }
  });

  it('remembers a browser for longer in its own place only', async () => {
    await givenPolicy(pair, { rules: [{ match: { paths: ['portal'] } }], default: { rememberDays: 1 } });
    const visitor = await thief({ remember: 'yes' });
    pair.clock.pass(3 * day);
    visitor.client.cookies.delete('JSESSIONID');
    await visitor.logIn(name, `${name}-password`);
    expect((await visitor.open(to('challenge', portal))).headers.location).toBe(portal);
    expect(await isSentTo(visitor, issue, 'challenge')).toBe(true);
  });
});
