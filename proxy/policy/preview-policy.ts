import type { Clock } from '../kernel/clock.ts';
import type { CompiledPolicy } from './compile-policy.ts';
import { inSlices } from './in-slices.ts';
import { JudgeAlike, type Judgement } from './judge-alike.ts';
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
    inSlices(batch, steadyClock, (person) => tally.add(person, judge.judge(person))),
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

function stateOf({ outcome, graceUntil, methods }: Requirement, person: JudgedPerson): PreviewState {
  if (outcome === 'none') return graceUntil === undefined ? 'none' : 'grace';
  if (outcome !== 'require' || methods === undefined) return outcome;
  return methods.some((method) => person.methods.includes(method)) ? 'require' : 'add_method';
}

class Tally {
  #people = 0;
  #withoutFactor = 0;
  #affected = 0;
  #affectedWithoutFactor = 0;
  #watched = 0;
  readonly #before = new Map<PreviewState, number>();
  readonly #after = new Map<PreviewState, number>();
  readonly #changes = new Map<
    string,
    { from: PreviewState; to: PreviewState; count: number; examples: string[] }
  >();

  add(person: JudgedPerson, { before, after }: Judgement): void {
    const [from, to] = [stateOf(before, person), stateOf(after, person)];
    this.#people += 1;
    if (!person.enrolled) this.#withoutFactor += 1;
    if (after.watchedRule !== undefined && after.wouldBe !== after.outcome) this.#watched += 1;
    this.#before.set(from, (this.#before.get(from) ?? 0) + 1);
    this.#after.set(to, (this.#after.get(to) ?? 0) + 1);
    if (from === to) return;
    this.#affected += 1;
    if (!person.enrolled) this.#affectedWithoutFactor += 1;
    const key = `${from} ${to}`;
    const change = this.#changes.get(key) ?? { from, to, count: 0, examples: [] };
    change.count += 1;
    if (change.examples.length < mostExamples) change.examples.push(person.username);
    this.#changes.set(key, change);
  }

  result(): Omit<PolicyPreview, 'at' | 'loginAt'> {
    return {
      people: this.#people,
      withoutFactor: this.#withoutFactor,
      affected: this.#affected,
      affectedWithoutFactor: this.#affectedWithoutFactor,
      watched: this.#watched,
      states: previewStates.map((state) => ({
        state,
        before: this.#before.get(state) ?? 0,
        after: this.#after.get(state) ?? 0,
      })),
      changes: [...this.#changes.values()].sort((a, b) => b.count - a.count),
    };
  }
}
