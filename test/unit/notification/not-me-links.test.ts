import { beforeEach, describe, expect, it } from 'vitest';
import { hour } from '../../../proxy/kernel/clock.ts';
import { createKeyedHash } from '../../../proxy/kernel/keyed-hash.ts';
import { NotMeLinks } from '../../../proxy/notification/index.ts';
import { buildKeyRing } from '../../support/builders/index.ts';
import { createFakeClock, type FakeClock } from '../../support/fakes/index.ts';

const week = 7 * 24 * hour;

describe('the link "it was not me"', () => {
  let clock: FakeClock;
  let links: NotMeLinks;
  beforeEach(() => {
    clock = createFakeClock();
    links = new NotMeLinks(createKeyedHash(buildKeyRing()), clock.read);
  });

  it.each([
    ['a usual key', 'JIRAUSER1'],
    ['a key with signs', 'Ünïcode "key"'],
    ['a key with points', 'a.b.c'],
    ['the longest key', 'x'.repeat(255)],
    ['the longest key in another script', '鍵'.repeat(255)],
  ])('says whose it is: %s', (_what, userKey) => {
    const token = links.create(userKey);
    expect(token).toMatch(/^[\w.-]+$/);
    expect(links.read(token)).toBe(userKey);
  });

  it('may be pressed more than once, for a week', () => {
    const token = links.create('JIRAUSER1');
    clock.pass(week - 1);
    expect(links.read(token)).toBe('JIRAUSER1');
    expect(links.read(token)).toBe('JIRAUSER1');
    clock.pass(1);
    expect(links.read(token)).toBeUndefined();
  });

  it('is worth nothing when it was changed', () => {
    const [body = '', mark = ''] = links.create('JIRAUSER1').split('.');
    const [otherBody = '', otherMark = ''] = links.create('JIRAUSER2').split('.');
    const forged = Buffer.from(JSON.stringify({ userKey: 'JIRAUSER2', until: 9e15 })).toString('base64url');
    const tokens = [`${otherBody}.${mark}`, `${body}.${otherMark}`, `${forged}.${mark}`, `${body}.`, body];
    for (const token of [
      ...tokens,
      `${body}.${mark}.x`,
      `.${mark}`,
      `${body}.${mark}x`,
      ` ${body}.${mark}`,
    ]) {
      expect(links.read(token), token).toBeUndefined();
    }
  });

  it('is worth nothing where another key made it', () => {
    const foreign = new NotMeLinks(createKeyedHash(buildKeyRing('foreign')), clock.read);
    expect(links.read(foreign.create('JIRAUSER1'))).toBeUndefined();
  });

  it.each(['', '.', '..', 'null', '{}', '\0', 'x'.repeat(100_000), `${'x'.repeat(50_000)}.y`])(
    'is not %j',
    (token) => {
      expect(links.read(token)).toBeUndefined();
    },
  );
});
