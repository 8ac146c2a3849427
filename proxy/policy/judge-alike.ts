import { type CompiledPolicy, folded } from './compile-policy.ts';
import { evaluatePolicy } from './evaluate-policy.ts';
import type { JudgedPerson } from './people-source.ts';
import type { PolicyOutcome } from './policy-document.ts';
import type { Circumstances, Requirement } from './requirement.ts';

/**
 * People of whom two policies say the same under the same circumstances, as to what comes of a login; until when somebody
 * has time, and the words about it, may differ.
 */
export type Alike = {
  readonly before: Requirement;
  readonly after: Requirement;
  readonly enrolled: boolean;
  readonly methods: readonly string[];
};

const day = 24 * 60 * 60 * 1_000;
/** No more lists than this have a number of their own; numbers of all kinds stay exact. */
const room = 2 ** 20;

/** Sorts people into kinds, so that each kind is judged once: a hundred thousand people are a few hundred kinds. */
export class JudgeAlike {
  readonly #policies: readonly [CompiledPolicy, CompiledPolicy];
  readonly #circumstances: Circumstances;
  readonly #users: ReadonlySet<string>;
  /** Time that began later than one of these is not over (ms since the epoch). */
  readonly #graceLimits: readonly number[];
  readonly #groupMarks: Marks;
  readonly #methodMarks = new Marks((method) => method);
  readonly #kinds = new Map<number | string, Alike>();

  constructor(before: CompiledPolicy, after: CompiledPolicy, circumstances: Circumstances) {
    const rules = [...before.rules, ...after.rules];
    const outcomes: readonly PolicyOutcome[] = [before.last, after.last, ...rules.map(({ rule }) => rule)];
    const wanted = new Set(rules.flatMap(({ groups }) => [...(groups ?? [])]));
    this.#policies = [before, after];
    this.#circumstances = circumstances;
    this.#users = new Set(rules.flatMap(({ users }) => [...(users ?? [])]));
    this.#graceLimits = graceLimitsOf(outcomes, circumstances.now);
    this.#groupMarks = new Marks((group) => (wanted.has(folded(group)) ? folded(group) : undefined));
  }

  /** The same object for all of a kind. */
  kindOf(person: JudgedPerson): Alike {
    const key = this.#keyOf(person);
    const known = this.#kinds.get(key);
    if (known !== undefined) return known;
    const [before, after] = this.#policies;
    const kind = {
      before: evaluatePolicy(before, person, this.#circumstances),
      after: evaluatePolicy(after, person, this.#circumstances),
      ...{ enrolled: person.enrolled, methods: person.methods },
    };
    this.#kinds.set(key, kind);
    return kind;
  }

  /** Everything of a person that either policy asks about; a number, which takes a fraction of the time of a text. */
  #keyOf({ userKey, username, groups, methods, enrolled, exemptUntil = 0, graceStartedAt }: JudgedPerson) {
    if (this.#users.size > 0 && (this.#users.has(folded(username)) || this.#users.has(folded(userKey))))
      return userKey;
    let grace = 0;
    if (!enrolled && graceStartedAt !== undefined) {
      grace = 1;
      for (const limit of this.#graceLimits) if (graceStartedAt > limit) grace += 1;
    }
    const isExempt = exemptUntil > this.#circumstances.now;
    const standing = (grace * 2 + (enrolled ? 1 : 0)) * 2 + (isExempt ? 1 : 0);
    return (standing * room + this.#groupMarks.of(groups)) * room + this.#methodMarks.of(methods);
  }
}

/** At `now`, whatever began at the `days`-th day before it is over. */
function graceLimitsOf(outcomes: readonly PolicyOutcome[], now: number): readonly number[] {
  const days = outcomes.flatMap(({ withoutFactor }) =>
    withoutFactor.outcome === 'grace' && withoutFactor.days !== undefined ? [withoutFactor.days] : [],
  );
  return [...new Set(days)].map((count) => now - count * day);
}

/** Numbers for lists of names. The same list, which many people have, is looked through once. */
class Marks {
  readonly #countsAs: (name: string) => string | undefined;
  readonly #known = new Map<readonly string[], number>();
  readonly #numbers = new Map<string, number>();

  /** @param countsAs names that count as the same are one; `undefined`: does not count at all */
  constructor(countsAs: (name: string) => string | undefined) {
    this.#countsAs = countsAs;
  }

  of(list: readonly string[]): number {
    const known = this.#known.get(list);
    if (known !== undefined) return known;
    const counting = list.map(this.#countsAs).filter((name) => name !== undefined);
    const text = JSON.stringify(counting.sort());
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    this.#known.set(list, number);
    return number;
  }
}
