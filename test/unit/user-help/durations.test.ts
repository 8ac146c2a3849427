import { beforeEach, describe, expect, it } from 'vitest';
import { hour, minute } from '../../../proxy/kernel/clock.ts';
import { alice, givenHelp } from './given-help.ts';

describe('help that ends by itself', () => {
  let given: Awaited<ReturnType<typeof givenHelp>>;
  beforeEach(async () => {
    given = await givenHelp();
  });
  const asks = () => given.asks({ proof: { kind: 'elevated' } });

  it.each([0, -1, 721, Number.NaN, Number.POSITIVE_INFINITY])(
    'is no exemption of %d hours',
    async (hours) => {
      expect(await given.exemptions.grant({ ...asks(), hours })).toEqual({ kind: 'bad_duration' });
      expect(await given.exemptions.find(alice.userKey)).toBeUndefined();
    },
  );

  it.each([0, -1, 481, Number.NaN])('is no help-desk code of %d minutes', async (minutes) => {
    expect(await given.issuing.issue({ ...asks(), minutes })).toEqual({ kind: 'bad_duration' });
  });

  it('is an exemption of a day, unless said otherwise, and can end early', async () => {
    const granted = await given.exemptions.grant(asks());
    expect(granted).toMatchObject({ kind: 'granted', endsAt: new Date(given.clock.read() + 24 * hour) });
    expect(await given.exemptions.find(alice.userKey)).toMatchObject({ reason: 'lost the phone' });
    expect(await given.exemptions.end(asks())).toMatchObject({ kind: 'ended' });
    expect(await given.exemptions.end(asks())).toEqual({ kind: 'not_exempt' });
    await given.exemptions.grant({ ...asks(), hours: 720 });
    given.clock.pass(720 * hour);
    expect(await given.exemptions.find(alice.userKey)).toBeUndefined();
  });

  it('is a code of half an hour, read as it is typed, tried five times', async () => {
    const issue = async () => {
      const issued = await given.issuing.issue(asks());
      if (issued.kind !== 'issued') throw new Error(issued.kind);
      return issued;
    };
    const { code, expiresAt } = await issue();
    expect(expiresAt.getTime()).toBe(given.clock.read() + 30 * minute);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(await given.codes.use(alice.userKey, ` ${code.toLowerCase().replace('-', ' ')}`)).toMatchObject({
      kind: 'right',
    });
    const second = await issue();
    for (let wrong = 0; wrong < 5; wrong += 1) await given.codes.use(alice.userKey, 'AAAA-AAAA');
    expect(await given.codes.consumeFor(alice.userKey, second.code)).toBe(false);
    const third = await issue();
    // What has another shape is no try of it: a backup code that was mistyped, say.
    for (let wrong = 0; wrong < 5; wrong += 1) await given.codes.use(alice.userKey, 'AAAAA-AAAAA-AAAAA');
    expect(await given.codes.consumeFor(alice.userKey, third.code)).toBe(true);
  });
});
