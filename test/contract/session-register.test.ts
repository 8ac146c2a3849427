import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../proxy/kernel/clock.ts';
import type { RegisteredSession } from '../../proxy/session/index.ts';
import { bothKinds, givenRepositories, times } from './open-repositories.ts';

const start = Date.UTC(2026, 2, 1, 12);
const at = (after = 0) => new Date(start + after);

describe.each(bothKinds)('the register of verified sessions in %s', (_name, open) => {
  const given = givenRepositories(open);
  let made = 0;

  async function givenSession(changes: Partial<RegisteredSession> = {}): Promise<RegisteredSession> {
    made += 1;
    const session = {
      ...{
        key: `key ${made}`,
        family: `family ${made}`,
        userKey: changes.userKey ?? (await given.enrolled()),
      },
      ...{ method: 'TOTP', browser: 'Firefox · Windows', address: '2001:db8::1' },
      ...{ verifiedAt: at(), expiresAt: at(12 * hour) },
      ...changes,
    };
    await given.all().sessions.add(session);
    return session;
  }

  const list = (userKey: string, when = at(hour)) => given.all().sessions.list(userKey, when);

  it('has them as they were added, for their owner', async () => {
    const session = await givenSession();
    expect(await list(session.userKey)).toEqual([session]);
    expect(await list(await given.enrolled())).toEqual([]);
    expect(await list('nobody')).toEqual([]);
  });

  it('takes none of somebody who is not enrolled', async () => {
    await givenSession({ userKey: 'nobody' });
    expect(await list('nobody')).toEqual([]);
  });

  it('has each once, as it was first, of ten at once too', async () => {
    const session = await givenSession();
    await times(10, (n) => givenSession({ ...session, browser: `other ${n}` }));
    expect(await list(session.userKey)).toEqual([session]);
  });

  it('lists the latest first, and none that is too old', async () => {
    const { userKey } = await givenSession({ browser: 'first' });
    for (const [browser, after] of [
      ['third', 2 * minute],
      ['second', minute],
    ] as const) {
      await givenSession({ userKey, browser, verifiedAt: at(after), expiresAt: at(after + 12 * hour) });
    }
    const browsers = async (when: Date) => (await list(userKey, when)).map(({ browser }) => browser);
    expect(await browsers(at(12 * hour - 1))).toEqual(['third', 'second', 'first']);
    expect(await browsers(at(12 * hour))).toEqual(['third', 'second']);
  });

  it('lists fifty at most', async () => {
    const userKey = await given.enrolled();
    for (let n = 0; n < 53; n += 1) {
      await givenSession({ userKey, browser: `${n}`, verifiedAt: at(n), expiresAt: at(12 * hour) });
    }
    const listed = await list(userKey);
    expect(listed).toHaveLength(50);
    expect(listed[0]?.browser).toBe('52');
  });

  it('forgets all of one login at once, and nothing else', async () => {
    const { userKey, family } = await givenSession();
    await givenSession({ userKey, family });
    const stays = await givenSession({ userKey, verifiedAt: at(minute) });
    const other = await givenSession({ family });
    await given.all().sessions.removeFamily(userKey, family);
    expect(await list(userKey)).toEqual([stays]);
    expect(await list(other.userKey)).toEqual([other]);
    await given.all().sessions.removeFamily(userKey, 'no family');
    expect(await list(userKey)).toEqual([stays]);
  });

  it('loses those that go with the enrollment', async () => {
    const { userKey } = await givenSession();
    await given.all().enrollments.remove(userKey);
    await given.enrolled({ userKey });
    expect(await list(userKey)).toEqual([]);
  });

  it('throws the old ones of a person away when a new one comes', async () => {
    const { userKey } = await givenSession({ expiresAt: at(hour) });
    await givenSession({ userKey, verifiedAt: at(2 * hour), expiresAt: at(14 * hour) });
    expect(await list(userKey, at(minute))).toHaveLength(1);
  });
});

describe.each(bothKinds)('what people want to be asked for first, in %s', (_name, open) => {
  const given = givenRepositories(open);
  const { all, enrolled } = given;

  it('is what they said last', async () => {
    const userKey = await enrolled();
    expect(await all().preferences.find(userKey)).toBeUndefined();
    for (const method of ['TOTP', 'WEBAUTHN', 'WEBAUTHN']) {
      await all().preferences.set(userKey, method);
      expect(await all().preferences.find(userKey)).toBe(method);
    }
    expect(await all().preferences.find(await enrolled())).toBeUndefined();
  });

  it('is one thing, of ten at once', async () => {
    const userKey = await enrolled();
    await times(10, (n) => all().preferences.set(userKey, `METHOD_${n}`));
    expect(await all().preferences.find(userKey)).toMatch(/^METHOD_\d$/);
  });

  it('is nothing for people who are not enrolled, or not any more', async () => {
    await all().preferences.set('nobody', 'TOTP');
    expect(await all().preferences.find('nobody')).toBeUndefined();
    const userKey = await enrolled();
    await all().preferences.set(userKey, 'TOTP');
    await all().enrollments.remove(userKey);
    await enrolled({ userKey });
    expect(await all().preferences.find(userKey)).toBeUndefined();
  });
});
