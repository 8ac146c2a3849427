import type { Clock } from '../kernel/clock.ts';
import { folded } from './compile-policy.ts';
import { inSlices } from './in-slices.ts';
import type { JudgedPerson, PeopleSource } from './people-source.ts';
import type { PolicyDocument, PolicyRule } from './policy-document.ts';

/** A rule that begins at some moment: one step of a roll-out. */
export type WaveRule = PolicyRule & { readonly wave: NonNullable<PolicyRule['wave']> };

export type WaveState = 'planned' | 'running' | 'paused' | 'done' | 'rolled_back';

export type WaveCount = { readonly people: number; readonly enrolled: number };

export type Wave = {
  readonly rule: WaveRule;
  readonly state: WaveState;
  /** Absent where nobody knows who there is. */
  readonly count: WaveCount | undefined;
};

export function wavesOf({ rules }: PolicyDocument): readonly WaveRule[] {
  return rules.filter((rule): rule is WaveRule => rule.wave !== undefined);
}

/** Waves that have yet to begin, the next one first. */
export function waitingWaves(document: PolicyDocument, now: number): readonly WaveRule[] {
  const startOf = ({ wave }: WaveRule) => Date.parse(wave.startsAt);
  return wavesOf(document)
    .filter((rule) => rule.mode !== 'off' && !rule.wave.paused && startOf(rule) > now)
    .sort((a, b) => startOf(a) - startOf(b));
}

/** Done is a wave whose people all have a factor. */
export function waveState({ mode, wave }: WaveRule, count: WaveCount | undefined, now: number): WaveState {
  if (mode === 'off') return 'rolled_back';
  if (wave.paused) return 'paused';
  if (Date.parse(wave.startsAt) > now) return 'planned';
  return count !== undefined && count.people > 0 && count.enrolled === count.people ? 'done' : 'running';
}

/**
 * How far each wave is, as of `at` (ms since the epoch), and how many people there are in `all`. Somebody is in a wave by
 * their groups and name: where they work from does not matter.
 * @throws AppError `store_unavailable`
 */
export async function countWaves(
  rules: readonly WaveRule[],
  people: PeopleSource<JudgedPerson>,
  steadyClock: Clock,
): Promise<{ readonly at: number; readonly all: number; readonly counts: ReadonlyMap<string, WaveCount> }> {
  const counted = rules.map(({ id, match }) => ({
    id,
    holds: memberTest(match),
    people: 0,
    enrolled: 0,
  }));
  let all = 0;
  const at = await people.forEachActive((batch) => {
    all += batch.length;
    return inSlices(batch, steadyClock, (person) => {
      for (const one of counted) {
        if (!one.holds(person)) continue;
        one.people += 1;
        if (person.enrolled) one.enrolled += 1;
      }
    });
  });
  return {
    ...{ at, all },
    counts: new Map(counted.map(({ id, people: own, enrolled }) => [id, { people: own, enrolled }])),
  };
}

function memberTest({ groups, users }: PolicyRule['match']): (person: JudgedPerson) => boolean {
  const wantedGroups = groups && new Set(groups.map(folded));
  const wantedUsers = users && new Set(users.map(folded));
  // Many people have the same list: it is looked through once.
  const known = new Map<readonly string[], boolean>();
  const isWanted = (has: readonly string[]) => {
    const answer = known.get(has) ?? has.some((group) => wantedGroups?.has(folded(group)));
    known.set(has, answer);
    return answer;
  };
  return ({ userKey, username, groups: has }) => {
    if (wantedUsers !== undefined && !wantedUsers.has(folded(username)) && !wantedUsers.has(folded(userKey)))
      return false;
    return wantedGroups === undefined || isWanted(has);
  };
}

/** After the waves that there are, so that they count in the order in which they were made; else before whatever is about everybody. */
export function withWave(document: PolicyDocument, rule: PolicyRule): PolicyDocument {
  const lastWave = document.rules.findLastIndex(({ wave }) => wave !== undefined);
  const catchAll = document.rules.findIndex(({ match }) =>
    Object.values(match).every((list) => list === undefined),
  );
  const place = lastWave >= 0 ? lastWave + 1 : catchAll >= 0 ? catchAll : document.rules.length;
  return { ...document, rules: document.rules.toSpliced(place, 0, rule) };
}
