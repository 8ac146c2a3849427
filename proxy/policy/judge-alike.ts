import { type CompiledPolicy, folded } from './compile-policy.ts';
import { evaluatePolicy } from './evaluate-policy.ts';
import type { JudgedPerson } from './people-source.ts';
import type { Circumstances, Requirement } from './requirement.ts';

/** What two policies say of the same person. */
export type Judgement = { readonly before: Requirement; readonly after: Requirement };

/**
 * Judges people by two policies under the same circumstances. Those whom neither policy can tell apart are judged once:
 * a hundred thousand people are a few hundred kinds.
 */
export class JudgeAlike {
  readonly #policies: readonly [CompiledPolicy, CompiledPolicy];
  readonly #circumstances: Circumstances;
  readonly #groups: ReadonlySet<string>;
  readonly #users: ReadonlySet<string>;
  /** Whether it matters since when somebody has had time. */
  readonly #countsDays: boolean;
  readonly #judged = new Map<string, Judgement>();
  readonly #marks = new Map<readonly string[], string>();

  constructor(before: CompiledPolicy, after: CompiledPolicy, circumstances: Circumstances) {
    const rules = [...before.rules, ...after.rules];
    this.#policies = [before, after];
    this.#circumstances = circumstances;
    this.#groups = new Set(rules.flatMap(({ groups }) => [...(groups ?? [])]));
    this.#users = new Set(rules.flatMap(({ users }) => [...(users ?? [])]));
    this.#countsDays = [before.last, after.last, ...rules.map(({ rule }) => rule)].some(
      ({ withoutFactor }) => withoutFactor.outcome === 'grace' && withoutFactor.days !== undefined,
    );
  }

  judge(person: JudgedPerson): Judgement {
    const kind = this.#kindOf(person);
    const known = this.#judged.get(kind);
    if (known !== undefined) return known;
    const [before, after] = this.#policies;
    const judgement = {
      before: evaluatePolicy(before, person, this.#circumstances),
      after: evaluatePolicy(after, person, this.#circumstances),
    };
    this.#judged.set(kind, judgement);
    return judgement;
  }

  /** Everything of a person that either policy asks about. */
  #kindOf({ userKey, username, groups, enrolled, exemptUntil = 0, graceStartedAt }: JudgedPerson): string {
    const isNamed = this.#users.size > 0 && [username, userKey].some((name) => this.#users.has(folded(name)));
    const grace = this.#countsDays ? (graceStartedAt ?? '') : graceStartedAt !== undefined;
    const isExempt = exemptUntil > this.#circumstances.now;
    return `${enrolled} ${isExempt} ${enrolled ? '' : grace} ${this.#markOf(groups)} ${isNamed ? userKey : ''}`;
  }

  /** Those of the groups that either policy names. The same list, which many people have, is looked through once. */
  #markOf(groups: readonly string[]): string {
    const known = this.#marks.get(groups);
    if (known !== undefined) return known;
    const named = groups.map(folded).filter((group) => this.#groups.has(group));
    const mark = JSON.stringify(named.sort());
    this.#marks.set(groups, mark);
    return mark;
  }
}
