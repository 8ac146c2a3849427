import type { AuditLog } from '../audit/index.ts';
import type { EnrollmentDirectory, PersonFacts } from '../enrollment/enrollment-directory.ts';
import { type Clock, hour } from '../kernel/clock.ts';
import {
  type Circumstances,
  type CompiledPolicy,
  evaluatePolicy,
  type GracePeriods,
  type LoginMethod,
  type PolicySource,
  type Requirement,
  type RuleVerdict,
  type Subject,
} from '../policy/index.ts';
import type { Principal } from '../principal/index.ts';
import type { SharedStore } from '../store/index.ts';
import type { PathFacts } from './path-classes.ts';

export type Whereabouts = {
  /** Worked out only where something depends on it. */
  readonly paths: () => PathFacts;
  readonly address: string;
  readonly requestId: string;
  /** Asked only where a rule wants to know. */
  readonly login: () => Promise<LoginMethod>;
};

export type RequirementParts = {
  readonly policies: PolicySource;
  readonly enrollments: EnrollmentDirectory;
  readonly grace: GracePeriods;
  readonly audit: AuditLog;
  readonly store: SharedStore;
  /** That people may set up and use here. */
  readonly siteMethods: ReadonlySet<string>;
  readonly clock: Clock;
};

export type Owing = { readonly requirement: Requirement; readonly facts: PersonFacts };

const anywhere: PathFacts = { path: 'pages', possiblePaths: new Set(['pages']) };

/** How often one person's request that a watched rule would have stopped is written down (ms). */
const notedEvery = 24 * hour;

/** What the policy wants of a person, and what comes of that besides the decision: grace that begins, notes of watched rules. */
export class RequirementService {
  readonly #parts: RequirementParts;
  /** What was noted from here already, so that the store is not asked at every request. */
  #noted = { since: 0, keys: new Set<string>() };

  constructor(parts: RequirementParts) {
    this.#parts = parts;
  }

  /** @throws AppError `store_unavailable`: whoever cannot be judged does not get in */
  async of(principal: Principal, whereabouts: Whereabouts): Promise<Owing> {
    const { policies, enrollments, clock } = this.#parts;
    const policy = policies.current;
    const facts = await enrollments.facts(principal.userKey);
    const { address } = whereabouts;
    const { path, possiblePaths } = policy.asksForPath ? whereabouts.paths() : anywhere;
    const login = policy.asksForLogin ? await whereabouts.login() : 'password';
    const circumstances = { address, path, possiblePaths, login, now: clock() };
    const requirement = this.#possible(evaluatePolicy(policy, subjectOf(principal, facts), circumstances));
    if (requirement.graceBegins === true) await this.#beginGrace(principal, requirement, whereabouts);
    if (requirement.watchedRule !== undefined && requirement.wouldBe !== requirement.outcome) {
      await this.#note(principal, requirement, whereabouts);
    }
    return { requirement, facts };
  }

  /** The same, told rule by rule, about anybody, and under another policy where one is given; nothing comes of it. */
  async explain(
    principal: Pick<Principal, 'userKey' | 'username' | 'groups'>,
    circumstances: Omit<Circumstances, 'now'>,
    policy: CompiledPolicy = this.#parts.policies.current,
  ): Promise<{
    readonly requirement: Requirement;
    readonly verdicts: readonly RuleVerdict[];
    readonly facts: PersonFacts;
  }> {
    const { enrollments, clock } = this.#parts;
    const facts = await enrollments.facts(principal.userKey);
    const verdicts: RuleVerdict[] = [];
    const requirement = evaluatePolicy(
      policy,
      subjectOf(principal, facts),
      { ...circumstances, now: clock() },
      (verdict) => verdicts.push(verdict),
    );
    return { requirement, verdicts, facts };
  }

  /** Methods that this site does not take cannot be wanted of anybody: nobody could show one, or set one up. */
  #possible(requirement: Requirement): Requirement {
    const { methods, ...rest } = requirement;
    const possible = methods?.filter((method) => this.#parts.siteMethods.has(method));
    return possible === undefined || possible.length === 0 ? rest : { ...rest, methods: possible };
  }

  async #beginGrace(principal: Principal, { rule }: Requirement, place: Whereabouts): Promise<void> {
    const { grace, enrollments, audit, clock } = this.#parts;
    const began = await grace.begin(principal.userKey, new Date(clock()));
    enrollments.forget(principal.userKey);
    if (!began) return;
    await audit.record({
      ...aboutPerson(principal, place),
      type: 'grace.started',
      outcome: 'success',
      reason: rule,
    });
  }

  /** Once a day for each person and rule, on all gates together. */
  async #note(principal: Principal, { watchedRule = '' }: Requirement, place: Whereabouts): Promise<void> {
    const { audit, store, clock } = this.#parts;
    const now = clock();
    if (now - this.#noted.since > notedEvery) this.#noted = { since: now, keys: new Set() };
    const key = `watched:${watchedRule}:${principal.userKey}`;
    if (this.#noted.keys.has(key)) return;
    this.#noted.keys.add(key);
    const mark = place.requestId;
    if ((await store.getOrSet(key, mark, notedEvery)) !== mark) return;
    const event = { type: 'policy.would_have_challenged', outcome: 'success', reason: watchedRule } as const;
    await audit.record({ ...aboutPerson(principal, place), ...event });
  }
}

export function subjectOf(
  { userKey, username, groups }: Pick<Principal, 'userKey' | 'username' | 'groups'>,
  { since, exemptUntil, graceStartedAt }: PersonFacts,
): Subject {
  return { userKey, username, groups, enrolled: since !== undefined, exemptUntil, graceStartedAt };
}

function aboutPerson({ userKey, username }: Principal, { address, requestId }: Whereabouts) {
  const person = { userKey, username };
  return { actor: person, target: person, address, requestId };
}
