import { beforeEach, describe, expect, it, vi } from 'vitest';
import { hour, second } from '../../../proxy/kernel/clock.ts';
import { createKeyedHash } from '../../../proxy/kernel/keyed-hash.ts';
import { TrustedDeviceService } from '../../../proxy/trusted-device/index.ts';
import { buildKeyRing } from '../../support/builders/index.ts';
import {
  createFakeClock,
  createFakeRandomBytes,
  type FakeClock,
  FakeTrustedDeviceRepository,
} from '../../support/fakes/index.ts';

const day = 24 * hour;
const alice = { userKey: 'JIRAUSER1', browser: 'Firefox · Windows', address: '192.0.2.1' };

describe('a remembered browser', () => {
  let clock: FakeClock;
  let repository: FakeTrustedDeviceRepository;
  let service: TrustedDeviceService;
  const randomBytes = createFakeRandomBytes();
  const serviceWith = (days: number, allowed: readonly string[] = ['TOTP'], key = 'test') =>
    new TrustedDeviceService({
      ...{
        repository,
        randomBytes,
        days: () => days,
        clock: clock.read,
        hash: createKeyedHash(buildKeyRing(key)),
      },
      mayBeRemembered: (method) => allowed.includes(method),
    });
  const trust = async () => {
    const cookie = await service.trust(alice, 'TOTP');
    if (cookie === undefined) throw new Error('not trusted');
    return cookie;
  };
  const use = (cookie: string, visit = alice) => service.use(cookie, visit);
  const next = async (cookie: string) => {
    const outcome = await use(cookie);
    if (outcome.kind !== 'trusted' || outcome.cookie === undefined) throw new Error('no next cookie');
    return outcome.cookie;
  };

  beforeEach(() => {
    clock = createFakeClock();
    repository = new FakeTrustedDeviceRepository();
    service = serviceWith(30);
  });

  it('comes back with its cookie, and gets the next one each time', async () => {
    const seen = new Set<string>();
    let cookie = await trust();
    for (let n = 0; n < 5; n += 1) {
      expect(cookie).toMatch(/^[\w-]{43}\.[1-9]\d*\.[\w-]{43}$/);
      seen.add(cookie);
      clock.pass(hour);
      cookie = await next(cookie);
    }
    expect(seen.size).toBe(5);
    expect(await service.list(alice.userKey)).toMatchObject([{ browser: alice.browser, method: 'TOTP' }]);
  });

  it('is known to the database by a hash of what the browser holds', async () => {
    const add = vi.spyOn(repository, 'add');
    const [secret = ''] = (await trust()).split('.');
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(JSON.stringify(add.mock.calls)).not.toContain(secret);
  });

  it('is let in for the person that it was trusted for, and for nobody else', async () => {
    const cookie = await trust();
    expect(await use(cookie, { ...alice, userKey: 'JIRAUSER2' })).toEqual({ kind: 'unknown' });
    expect(await use(cookie)).toMatchObject({ kind: 'trusted', device: { userKey: alice.userKey } });
  });

  it('that asks several times at once is let in each time, and gets one cookie', async () => {
    const cookie = await trust();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => use(cookie)));
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['trusted']));
    const cookies = outcomes.flatMap((one) => (one.kind === 'trusted' && one.cookie ? [one.cookie] : []));
    expect(cookies).toHaveLength(1);
    expect(await use(cookies[0] ?? '')).toMatchObject({ kind: 'trusted' });
  });

  it('whose cookie was copied is noticed when the copy is used, and neither is let in any more', async () => {
    const copied = await trust();
    const own = await next(copied);
    clock.pass(10 * second);
    expect(await use(copied)).toEqual({ kind: 'stolen' });
    expect(await use(own)).toEqual({ kind: 'unknown' });
    expect(await service.list(alice.userKey)).toEqual([]);
  });

  it('whose cookie was copied is noticed also when the thief was faster', async () => {
    const own = await trust();
    const stolen = await next(own);
    clock.pass(hour);
    expect(await use(own)).toEqual({ kind: 'stolen' });
    expect(await use(stolen)).toEqual({ kind: 'unknown' });
  });

  it('is not known by a cookie that the gate did not make, and nothing is asked about it', async () => {
    const asked = vi.spyOn(repository, 'use');
    const [secret = '', , mark = ''] = (await trust()).split('.');
    const forged = [
      `${secret}.2.${mark}`,
      `${secret}.1.`,
      `${secret}.1`,
      secret,
      '',
      '..',
      `${secret}.0.${mark}`,
    ];
    const odd = [
      `${secret}.1.${mark}.x`,
      `${secret}.01.${mark}`,
      `${secret}.1e0.${mark}`,
      `${secret}.-1.${mark}`,
    ];
    for (const cookie of [...forged, ...odd, `x${secret}.1.${mark}`, 'x'.repeat(10_000)]) {
      expect(await use(cookie), cookie).toEqual({ kind: 'unknown' });
    }
    const foreign = await serviceWith(30, ['TOTP'], 'foreign').trust(alice, 'TOTP');
    expect(await use(foreign ?? '')).toEqual({ kind: 'unknown' });
    expect(asked).not.toHaveBeenCalled();
  });

  it('is remembered for so many days, however often it comes', async () => {
    let cookie = await trust();
    for (let passed = 1; passed < 30; passed += 1) {
      clock.pass(day);
      cookie = await next(cookie);
    }
    clock.pass(day - 1);
    expect(await service.list(alice.userKey)).toHaveLength(1);
    clock.pass(1);
    expect(await use(cookie)).toEqual({ kind: 'unknown' });
    expect(await service.list(alice.userKey)).toEqual([]);
  });

  it('is remembered no longer than the site wants it now', async () => {
    const cookie = await trust();
    clock.pass(7 * day);
    service = serviceWith(7);
    expect(await service.list(alice.userKey)).toEqual([]);
    expect(await use(cookie)).toEqual({ kind: 'unknown' });
  });

  it('is not remembered where the site wants none', async () => {
    const cookie = await trust();
    service = serviceWith(0);
    expect(await service.trust(alice, 'TOTP')).toBeUndefined();
    expect(await use(cookie)).toEqual({ kind: 'unknown' });
  });

  it('is not let in with what the site takes no more', async () => {
    const cookie = await trust();
    service = serviceWith(30, ['WEBAUTHN']);
    expect(await service.list(alice.userKey)).toEqual([]);
    expect(await use(cookie)).toEqual({ kind: 'unknown' });
  });

  it('is one of ten: the eleventh makes the one go that was seen longest ago', async () => {
    const first = await trust();
    for (let n = 0; n < 10; n += 1) {
      clock.pass(second);
      await trust();
    }
    expect(await service.list(alice.userKey)).toHaveLength(10);
    expect(await use(first)).toEqual({ kind: 'unknown' });
  });

  it('is forgotten when its owner says so, one or all', async () => {
    const cookie = await trust();
    const other = await trust();
    const [device] = await service.list(alice.userKey);
    expect(await service.revoke('JIRAUSER2', device?.id ?? '')).toBe(false);
    expect(await service.revoke(alice.userKey, device?.id ?? '')).toBe(true);
    expect(await service.revokeAll(alice.userKey)).toBe(1);
    for (const one of [cookie, other]) expect(await use(one)).toEqual({ kind: 'unknown' });
  });

  it('cannot be told while the database is away', async () => {
    const cookie = await trust();
    vi.spyOn(repository, 'use').mockRejectedValue(new Error('the database is away'));
    await expect(use(cookie)).rejects.toThrow('the database is away');
  });
});
