import { describe, expect, it } from 'vitest';
import { hour, second } from '../../proxy/kernel/clock.ts';
import type { DevicePresented, NewTrustedDevice } from '../../proxy/trusted-device/index.ts';
import { bothKinds, givenRepositories, times } from './open-repositories.ts';

const start = Date.UTC(2026, 2, 1, 12);
const day = 24 * hour;
const at = (after = 0) => new Date(start + after);
const grace = 10 * second;

describe.each(bothKinds)('remembered browsers in %s', (_name, open) => {
  const given = givenRepositories(open);
  let made = 0;

  async function givenDevice(changes: Partial<NewTrustedDevice> = {}, most = 10) {
    made += 1;
    const userKey = changes.userKey ?? (await given.enrolled());
    const place = { method: 'TOTP', browser: 'Firefox · Windows', address: '192.0.2.1' };
    const device = { ...place, addedAt: at(), expiresAt: at(30 * day), series: `series ${made}`, ...changes };
    expect(await given.all().devices.add({ userKey, ...device }, most)).toBe(true);
    return { userKey, series: device.series };
  }

  const use = (device: { userKey: string; series: string }, changes: Partial<DevicePresented> = {}) =>
    given.all().devices.use({ ...device, counter: 1, address: '192.0.2.9', at: at(hour), grace, ...changes });
  const list = (userKey: string, when = at(hour)) => given.all().devices.list(userKey, when);

  it('are listed as they were added, without the series', async () => {
    const { userKey } = await givenDevice();
    expect(await list(userKey)).toEqual([
      {
        ...{ id: expect.any(String), userKey, method: 'TOTP', browser: 'Firefox · Windows' },
        ...{ address: '192.0.2.1', addedAt: at(), lastSeenAt: at(), expiresAt: at(30 * day) },
      },
    ]);
  });

  it('are none of somebody who is not enrolled', async () => {
    const device = { userKey: 'nobody', series: 'series of nobody', addedAt: at(), expiresAt: at(day) };
    const place = { method: 'TOTP', browser: '', address: '' };
    expect(await given.all().devices.add({ ...device, ...place }, 10)).toBe(false);
    expect(await list('nobody')).toEqual([]);
  });

  describe('that come back', () => {
    it('are known by series, counter and person, and count up', async () => {
      const device = await givenDevice();
      expect(await use(device)).toEqual({
        kind: 'rotated',
        device: expect.objectContaining({ lastSeenAt: at(hour), address: '192.0.2.9', addedAt: at() }),
      });
      expect(await use(device, { counter: 2, at: at(2 * hour) })).toMatchObject({ kind: 'rotated' });
      expect(await list(device.userKey, at(3 * hour))).toMatchObject([{ lastSeenAt: at(2 * hour) }]);
    });

    it('twenty times at once with one counter count up once; the rest came in parallel', async () => {
      const device = await givenDevice();
      const outcomes = await times(20, () => use(device));
      expect(outcomes.filter(({ kind }) => kind === 'rotated')).toHaveLength(1);
      expect(outcomes.filter(({ kind }) => kind === 'parallel')).toHaveLength(19);
      expect(await use(device, { counter: 2, at: at(2 * hour) })).toMatchObject({ kind: 'rotated' });
    });

    it('with the counter before are taken for so long, and not a millisecond longer', async () => {
      const device = await givenDevice();
      await use(device);
      const late = (after: number) => use(device, { at: at(hour + after) });
      expect(await late(grace - 1)).toMatchObject({ kind: 'parallel', device: { userKey: device.userKey } });
      expect(await late(grace)).toEqual({ kind: 'stolen', userKey: device.userKey });
    });

    it('with a counter before that one are copies, at once', async () => {
      const device = await givenDevice();
      await use(device);
      await use(device, { counter: 2 });
      expect(await use(device)).toEqual({ kind: 'stolen', userKey: device.userKey });
    });

    it('with a counter that was never given out are copies', async () => {
      const device = await givenDevice();
      expect(await use(device, { counter: 2 })).toEqual({ kind: 'stolen', userKey: device.userKey });
    });

    it('are forgotten once one of them was a copy, whichever it was', async () => {
      const device = await givenDevice();
      const other = await givenDevice({ userKey: device.userKey });
      await use(device);
      await use(device, { at: at(2 * hour) });
      for (const counter of [1, 2, 3]) expect(await use(device, { counter })).toEqual({ kind: 'unknown' });
      expect(await list(device.userKey)).toHaveLength(1);
      expect(await use(other)).toMatchObject({ kind: 'rotated' });
    });

    it('twenty times at once after the grace let nobody in', async () => {
      const device = await givenDevice();
      await use(device);
      const outcomes = await times(20, () => use(device, { at: at(2 * hour) }));
      const kinds = new Set(outcomes.map(({ kind }) => kind));
      expect(kinds.has('stolen')).toBe(true);
      for (const kind of kinds) expect(['stolen', 'unknown']).toContain(kind);
      expect(await list(device.userKey)).toEqual([]);
    });

    it('are not known for another person, and are not forgotten for their trying', async () => {
      const device = await givenDevice();
      const other = await given.enrolled();
      for (const userKey of [other, 'nobody', '']) {
        expect(await use(device, { userKey })).toEqual({ kind: 'unknown' });
        expect(await use(device, { userKey, counter: 7 })).toEqual({ kind: 'unknown' });
      }
      expect(await use(device)).toMatchObject({ kind: 'rotated' });
    });

    it('are not known by another series', async () => {
      const device = await givenDevice();
      expect(await use({ ...device, series: `${device.series} ` })).toEqual({ kind: 'unknown' });
      expect(await use({ ...device, series: '' })).toEqual({ kind: 'unknown' });
    });

    it('are known until they expire, to the millisecond', async () => {
      const device = await givenDevice();
      expect(await use(device, { at: at(30 * day - 1) })).toMatchObject({ kind: 'rotated' });
      expect(await use(device, { counter: 2, at: at(30 * day) })).toEqual({ kind: 'unknown' });
      expect(await list(device.userKey, at(30 * day - 1))).toHaveLength(1);
      expect(await list(device.userKey, at(30 * day))).toEqual([]);
    });
  });

  describe('of which there are many', () => {
    it('are listed by when they were seen last', async () => {
      const { userKey, series } = await givenDevice({ browser: 'first', addedAt: at() });
      await givenDevice({ userKey, browser: 'second', addedAt: at(second) });
      await givenDevice({ userKey, browser: 'third', addedAt: at(2 * second) });
      expect((await list(userKey)).map(({ browser }) => browser)).toEqual(['third', 'second', 'first']);
      await use({ userKey, series });
      expect((await list(userKey)).map(({ browser }) => browser)).toEqual(['first', 'third', 'second']);
    });

    it('are so many at most: those that were seen longest ago go', async () => {
      const userKey = await given.enrolled();
      const devices = [];
      for (let n = 0; n < 3; n += 1) {
        devices.push(await givenDevice({ userKey, browser: `${n}`, addedAt: at(n * second) }, 3));
      }
      const [first, second_] = devices;
      if (first === undefined || second_ === undefined) throw new Error('no devices');
      await use(first);
      const other = await givenDevice();
      await givenDevice({ userKey, browser: 'new', addedAt: at(2 * hour) }, 3);
      expect((await list(userKey, at(3 * hour))).map(({ browser }) => browser)).toEqual(['new', '0', '2']);
      expect(await use(second_)).toEqual({ kind: 'unknown' });
      expect(await list(other.userKey)).toHaveLength(1);
    });
  });

  describe('that are forgotten', () => {
    it('are forgotten one by one, by their owner', async () => {
      const { userKey, series } = await givenDevice();
      await givenDevice({ userKey, addedAt: at(second) });
      const [, oldest] = await list(userKey);
      const id = oldest?.id ?? '';
      const other = await given.enrolled();
      expect(await given.all().devices.remove(other, id)).toBe(false);
      for (const unknown of ['', 'x', "' OR ''='"]) {
        expect(await given.all().devices.remove(userKey, unknown)).toBe(false);
      }
      expect(await given.all().devices.remove(userKey, id)).toBe(true);
      expect(await given.all().devices.remove(userKey, id)).toBe(false);
      expect(await list(userKey)).toHaveLength(1);
      expect(await use({ userKey, series })).toEqual({ kind: 'unknown' });
    });

    it('are forgotten all at once, and those of others are not', async () => {
      const { userKey } = await givenDevice();
      await givenDevice({ userKey });
      const other = await givenDevice();
      expect(await given.all().devices.removeAll(userKey)).toBe(2);
      expect(await given.all().devices.removeAll(userKey)).toBe(0);
      expect(await list(userKey)).toEqual([]);
      expect(await use(other)).toMatchObject({ kind: 'rotated' });
    });

    it('are forgotten of the person with a name, in any case, or with a key', async () => {
      const named = await givenDevice({ userKey: await given.enrolled({ username: 'Ida.Ünal' }) });
      const keyed = await givenDevice();
      const other = await givenDevice();
      const { devices } = given.all();
      for (const nobody of ['', 'ida', '%', 'Ida.Ünal ', named.userKey.toLowerCase()]) {
        await devices.removeAllOf(nobody);
      }
      expect(await list(named.userKey)).toHaveLength(1);
      await devices.removeAllOf('IDA.ÜNAL');
      await devices.removeAllOf(keyed.userKey);
      expect(await list(named.userKey)).toEqual([]);
      expect(await list(keyed.userKey)).toEqual([]);
      expect(await list(other.userKey)).toHaveLength(1);
    });

    it('go with the enrollment, and do not come back with the next one', async () => {
      const device = await givenDevice();
      await given.all().enrollments.remove(device.userKey);
      expect(await use(device)).toEqual({ kind: 'unknown' });
      await given.enrolled({ userKey: device.userKey });
      expect(await use(device)).toEqual({ kind: 'unknown' });
      expect(await list(device.userKey)).toEqual([]);
    });
  });
});
