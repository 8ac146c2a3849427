/**
 * Attack: keep a stolen session alive for ever by using it. However busy it is, and whatever new ids it gets, it has to be
 * verified again twelve hours after its code.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOf, personSeen } from '../support/gate/browsers.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { formsOf, Visitor } from '../support/gate/index.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('a verified session that is in use all the time', () => {
  let pair: GatePair;
  beforeAll(async () => {
    pair = await startPair();
  });
  afterAll(() => pair?.close());

  const webSudo = async (visitor: Visitor) => {
    const form = await visitor.follow(await visitor.open('/secure/admin/ViewApplicationProperties.jspa'));
    const token = /name="atl_token"[^>]*value="([^"]*)"/.exec(form.text)?.[1] ?? '';
    const before = visitor.client.cookies.get('JSESSIONID');
    const fields = { webSudoPassword: 'admin-password', webSudoIsPost: 'false', atl_token: token };
    await visitor.submit('/secure/admin/WebSudoAuthenticate.jspa', fields);
    expect(visitor.client.cookies.get('JSESSIONID')).not.toBe(before);
  };

  const endOthers = async (visitor: Visitor) => {
    const profile = await visitor.open('/plugins/servlet/two-step/profile');
    const { token = '' } =
      formsOf(profile.text).find(({ action }) => action.endsWith('/backup-codes'))?.hidden ?? {};
    const ended = await visitor.submit('/plugins/servlet/two-step/sessions', { token, id: 'others' });
    expect(ended.headers.location).toContain('done=ended');
  };

  it.each<[string, string, (visitor: Visitor) => Promise<void>]>([
    ['as it is', 'alice', async () => undefined],
    ['with new ids from WebSudo', 'admin', webSudo],
    ['after ending all others', 'bob', endOthers],
  ])('ends after twelve hours on every gate, %s', async (_, name, renew) => {
    const visitor = new Visitor(pair.first.url);
    const begin = pair.clock.now;
    await visitor.enroll(name, `${name}-password`, begin);
    for (const passed of [1, 3, 5, 7, 9, 11]) {
      pair.clock.now = begin + passed * hour;
      expect(await personSeen(visitor)).toBe(name);
      if (passed === 9) await renew(visitor);
    }
    const elsewhere = copyOf(visitor, pair.second.url);
    pair.clock.now = begin + 12 * hour - minute;
    expect(await personSeen(elsewhere)).toBe(name);
    expect(await personSeen(visitor)).toBe(name);
    pair.clock.now = begin + 12 * hour;
    for (const browser of [visitor, elsewhere]) {
      expect((await browser.open('/browse/DEMO-1')).headers.location).toContain('/two-step/challenge');
    }
  });
});
