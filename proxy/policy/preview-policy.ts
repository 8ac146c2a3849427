import type { Clock } from '../kernel/clock.ts';
import type { CompiledPolicy } from './compile-policy.ts';
import { inSlices } from './in-slices.ts';
import { type Alike, JudgeAlike } from './judge-alike.ts';
import type { JudgedPerson, PeopleSource } from './people-source.ts';
import type { LoginMethod, PathClass } from './policy-document.ts';
import type { Circumstances, Requirement } from './requirement.ts';

/** What comes of a login, as a preview counts it. */
export const previewStates = ['require', 'add_method', 'enroll', 'grace', 'none', 'refuse'] as const;
export type PreviewState = (typeof previewStates)[number];

export type PreviewChange = {
  readonly from: PreviewState;
  readonly to: PreviewState;
  readonly count: number;
  /** User names, fifty at most. */
  readonly examples: readonly string[];
};

/** Whom a policy would reach that another one does not, and how. */
export type PolicyPreview = {
  /** As of when people are what they are here (ms since the epoch). */
  readonly at: number;
  /** When everybody is thought to log in (ms since the epoch). */
  readonly loginAt: number;
  readonly people: number;
  readonly withoutFactor: number;
  readonly affected: number;
  readonly affectedWithoutFactor: number;
  /** Whom a rule in monitor mode would stop, were it enforced. */
  readonly watched: number;
  readonly states: readonly {
    readonly state: PreviewState;
    readonly before: number;
    readonly after: number;
  }[];
  /** The largest first. */
  readonly changes: readonly PreviewChange[];
};

/** Under which circumstances everybody is thought to log in. */
export type PreviewPlace = {
  readonly address?: string | undefined;
  readonly path?: PathClass | undefined;
  readonly login?: LoginMethod | undefined;
  /** When (ms since the epoch); absent: now. */
  readonly at?: number | undefined;
};

export type PreviewParts = {
  readonly people: PeopleSource<JudgedPerson>;
  readonly clock: Clock;
  readonly steadyClock: Clock;
};

const mostExamples = 50;
/** No address: it is on no network, whatever ranges there are. */
const nowhere = 'elsewhere';

/**
 * Judges everybody by two policies, in slices between which others get their turn.
 * @throws AppError `store_unavailable`
 */
export async function previewPolicy(
  before: CompiledPolicy,
  after: CompiledPolicy,
  { people, clock, steadyClock }: PreviewParts,
  place: PreviewPlace = {},
): Promise<PolicyPreview> {
  const tally = new Tally();
  const loginAt = place.at ?? clock();
  const circumstances = circumstancesAt(place, loginAt);
  const judge = new JudgeAlike(before, after, circumstances);
  const at = await people.forEachActive((batch) =>
    inSlices(batch, steadyClock, (person) => tally.add(person, judge.kindOf(person))),
  );
  return { at, loginAt, ...tally.result() };
}

/** A login by password for an ordinary page, from outside of all networks, unless the place says otherwise. */
export function circumstancesAt(
  { address = nowhere, path = 'pages', login = 'password' }: PreviewPlace,
  now: number,
): Circumstances {
  return { address, path, possiblePaths: new Set([path]), login, now };
}

function stateOf({ outcome, graceUntil, methods }: Requirement, owned: readonly string[]): PreviewState {
  if (outcome === 'none') return graceUntil === undefined ? 'none' : 'grace';
  if (outcome !== 'require' || methods === undefined) return outcome;
  return methods.some((method) => owned.includes(method)) ? 'require' : 'add_method';
}

type Counted = { count: number; readonly names: string[] };

class Tally {
  readonly #kinds = new Map<Alike, Counted>();

  add({ username }: JudgedPerson, kind: Alike): void {
    const known = this.#kinds.get(kind);
    if (known === undefined) {
      this.#kinds.set(kind, { count: 1, names: [username] });
      return;
    }
    known.count += 1;
    if (known.names.length < mostExamples) known.names.push(username);
  }

  result(): Omit<PolicyPreview, 'at' | 'loginAt'> {
    const kinds = [...this.#kinds].map(([{ before, after, enrolled, methods }, counted]) => ({
      ...{ ...counted, enrolled, from: stateOf(before, methods), to: stateOf(after, methods) },
      isWatched: after.watchedRule !== undefined && after.wouldBe !== after.outcome,
    }));
    type Kind = (typeof kinds)[number];
    const sum = (fits: (kind: Kind) => boolean) =>
      kinds.reduce((all, kind) => (fits(kind) ? all + kind.count : all), 0);
    const changed = Map.groupBy(
      kinds.filter(({ from, to }) => from !== to),
      ({ from, to }) => `${from} ${to}`,
    );
    return {
      people: sum(() => true),
      withoutFactor: sum(({ enrolled }) => !enrolled),
      affected: sum(({ from, to }) => from !== to),
      affectedWithoutFactor: sum(({ from, to, enrolled }) => from !== to && !enrolled),
      watched: sum(({ isWatched }) => isWatched),
      states: previewStates.map((state) => ({
        state,
        before: sum(({ from }) => from === state),
        after: sum(({ to }) => to === state),
      })),
      changes: [...changed.values()].map(changeOf).sort((a, b) => b.count - a.count),
    };
  }
}

function changeOf(kinds: readonly (Counted & Pick<PreviewChange, 'from' | 'to'>)[]): PreviewChange {
  const [{ from, to } = { from: 'none', to: 'none' } as const] = kinds;
  return {
    ...{ from, to },
    count: kinds.reduce((all, { count }) => all + count, 0),
    examples: kinds.flatMap(({ names }) => names).slice(0, mostExamples),
  };
}
