import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GivenPerson, givenAdministrator } from '../support/gate/administrator.ts';
import { copyOf, personSeen } from '../support/gate/browsers.ts';
import {
  askForHelp,
  givenEnrolledMember,
  nextCode,
  refreshFromJira,
} from '../support/gate/console-people.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { waitFor } from '../support/gate/index.ts';

describe('help through the console of one gate', () => {
  let pair: GatePair;
  let ada: GivenPerson;
  beforeAll(async () => {
    pair = await startPair({}, { crowd: 9 });
    ada = await givenAdministrator({ gate: pair.first, clock: pair.clock, jira: pair.jira }, 1);
    await refreshFromJira(ada);
  });
  afterAll(() => pair?.close());

  it.each([
    ['reset', 2, () => ({ scope: 'all', code: nextCode(ada, pair.clock) })],
    ['end-sessions', 3, () => ({})],
  ] as const)('ends what is open at the other one within a second: %s', async (action, number, fields) => {
    const bob = await givenEnrolledMember(pair.first.url, pair.clock.now, number);
    const there = copyOf(bob.visitor, pair.second.url);
    expect(await personSeen(there)).toBe(bob.name);
    const done = await askForHelp(ada, action, bob.userKey, fields());
    expect(done.headers.location).toContain('done=');
    await waitFor(async () => (await personSeen(there)) === undefined, 1_000, 'the end at the other gate');
    expect(await personSeen(bob.visitor)).toBeUndefined();
  });
});
