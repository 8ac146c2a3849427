import { type CompiledPolicy, type CompiledRule, folded } from './compile-policy.ts';
import { graceEnd } from './grace-end.ts';
import type { PathClass, PolicyOutcome } from './policy-document.ts';
import type { Circumstances, Requirement, Subject } from './requirement.ts';
import { strictest } from './strictest.ts';

/** What became of one rule, for whoever wants to know why. */
export type RuleVerdict = {
  readonly rule: string;
  readonly name: string;
  readonly verdict: 'decides' | 'would_decide' | 'does_not_match' | 'off' | 'not_started' | 'paused';
  /** What did not match, or what comes of it. */
  readonly detail: string;
};

type OnVerdict = (verdict: RuleVerdict) => void;

/**
 * Whether a person must show a second factor. Pure: facts in, an outcome and its reason out. Rules are asked in their
 * order and the first that matches decides, then the default does. A rule in monitor mode says what it would decide
 * and lets the next one decide. An exemption takes away what is owed, and never what is refused.
 *
 * A path that could lead to several places is judged for each of them, and owes what all of them want: nobody picks a
 * lighter rule by a spelling.
 *
 * @param onVerdict told about each rule on the way; nothing is put into words where nobody asks
 */
export function evaluatePolicy(
  policy: CompiledPolicy,
  subject: Subject,
  { possiblePaths, ...circumstances }: Circumstances,
  onVerdict?: OnVerdict,
): Requirement {
  const places = new Set(possiblePaths);
  if (circumstances.path !== undefined) places.add(circumstances.path);
  if (places.size === 1 || !policy.asksForPath) {
    const [place = 'pages'] = places;
    return evaluateAt(policy, subject, { ...circumstances, place }, onVerdict);
  }
  const judged = [...places].map((place) => {
    const verdicts: RuleVerdict[] = [];
    const hear = onVerdict === undefined ? undefined : (verdict: RuleVerdict) => verdicts.push(verdict);
    return { verdicts, requirement: evaluateAt(policy, subject, { ...circumstances, place }, hear) };
  });
  const owed = strictest(judged.map(({ requirement }) => requirement));
  const told = judged.find(({ requirement }) => requirement.rule === owed.rule)?.verdicts ?? [];
  for (const verdict of told) onVerdict?.(verdict);
  return owed;
}

/** Circumstances of which it is settled where they lead. */
type Settled = Omit<Circumstances, 'path' | 'possiblePaths'> & { readonly place: PathClass };

function evaluateAt(
  policy: CompiledPolicy,
  subject: Subject,
  circumstances: Settled,
  onVerdict?: OnVerdict,
): Requirement {
  const watched = { rule: undefined as string | undefined, outcome: undefined as Owing | undefined };
  for (const compiled of policy.rules) {
    const { rule } = compiled;
    const tell = (verdict: RuleVerdict['verdict'], detail: string) =>
      onVerdict?.({ rule: rule.id, name: rule.name, verdict, detail });
    const idle = idleState(compiled, circumstances.now);
    if (idle !== undefined) {
      tell(idle, '');
      continue;
    }
    const mismatch = mismatchOf(compiled, subject, circumstances);
    if (mismatch !== undefined) {
      tell('does_not_match', mismatch);
      continue;
    }
    const owing = owingOf(rule, subject, circumstances.now, compiled.startsAt);
    if (rule.mode === 'monitor') {
      watched.rule ??= rule.id;
      watched.outcome ??= owing;
      tell('would_decide', wordsFor(owing, subject));
      continue;
    }
    tell('decides', wordsFor(owing, subject));
    return finish(policy, {
      subject,
      circumstances,
      owing,
      watched,
      source: rule,
      rule: rule.id,
      enforced: true,
    });
  }
  return byDefault(policy, subject, circumstances, watched, onVerdict);
}

type Watched = { rule: string | undefined; outcome: Owing | undefined };

type Owing = Pick<Requirement, 'outcome' | 'graceUntil' | 'graceBegins'>;

const nothing: Owing = { outcome: 'none' };

function byDefault(
  policy: CompiledPolicy,
  subject: Subject,
  circumstances: Settled,
  watched: Watched,
  onVerdict: OnVerdict | undefined,
): Requirement {
  const { last } = policy;
  const tell = (verdict: RuleVerdict['verdict'], detail: string) =>
    onVerdict?.({ rule: 'default', name: 'Everybody else', verdict, detail });
  const ending = { subject, circumstances, source: last, rule: 'default' };
  const owing = owingOf(last, subject, circumstances.now, 0);
  if (last.mode === 'enforce') {
    tell('decides', wordsFor(owing, subject));
    return finish(policy, { ...ending, owing, watched, enforced: true });
  }
  tell(last.mode === 'off' ? 'off' : 'would_decide', last.mode === 'off' ? '' : wordsFor(owing, subject));
  const seen =
    last.mode === 'off' ? watched : { rule: watched.rule ?? 'default', outcome: watched.outcome ?? owing };
  return finish(policy, { ...ending, owing: nothing, watched: seen, enforced: false });
}

function idleState(
  { rule, startsAt }: CompiledRule,
  now: number,
): 'off' | 'paused' | 'not_started' | undefined {
  if (rule.mode === 'off') return 'off';
  if (rule.wave?.paused === true) return 'paused';
  return startsAt > now ? 'not_started' : undefined;
}

/** What keeps a rule from matching, in words; `undefined` where it matches. */
function mismatchOf(
  { rule, groups, users, onNetwork }: CompiledRule,
  subject: Subject,
  { address, place, login }: Settled,
): string | undefined {
  const { paths, logins } = rule.match;
  if (users !== undefined && !users.has(folded(subject.username)) && !users.has(folded(subject.userKey))) {
    return 'another user';
  }
  if (groups !== undefined && !subject.groups.some((group) => groups.has(folded(group))))
    return 'in none of its groups';
  if (onNetwork !== undefined && !onNetwork(address)) return `${address} is on none of its networks`;
  if (logins !== undefined && !logins.includes(login)) return `the login was by ${login}`;
  return paths === undefined || paths.includes(place) ? undefined : `the path is ${place}`;
}

function owingOf(source: PolicyOutcome, subject: Subject, now: number, startsAt: number): Owing {
  if (subject.enrolled) {
    switch (source.withFactor) {
      case 'require':
      case 'refuse':
        return { outcome: source.withFactor };
      case 'exempt':
        return nothing;
      default:
        return source.withFactor satisfies never;
    }
  }
  const { withoutFactor } = source;
  switch (withoutFactor.outcome) {
    case 'enroll':
    case 'refuse':
      return { outcome: withoutFactor.outcome };
    case 'optional':
    case 'exempt':
      return nothing;
    case 'grace':
      return inGrace(
        graceEnd(withoutFactor, subject.graceStartedAt, startsAt, now),
        subject.graceStartedAt,
        now,
      );
    default:
      return withoutFactor satisfies never;
  }
}

function inGrace(end: number, startedAt: number | undefined, now: number): Owing {
  if (end <= now) return { outcome: 'enroll' };
  return { outcome: 'none', graceUntil: end, ...(startedAt === undefined ? { graceBegins: true } : {}) };
}

function finish(
  policy: CompiledPolicy,
  parts: {
    readonly subject: Subject;
    readonly circumstances: Settled;
    readonly owing: Owing;
    readonly watched: Watched;
    readonly source: PolicyOutcome;
    readonly rule: string;
    /** Whether what the source says counts, or is only watched or switched off. */
    readonly enforced: boolean;
  },
): Requirement {
  const { subject, circumstances, owing, watched, source, rule, enforced } = parts;
  const exempt = (subject.exemptUntil ?? 0) > circumstances.now && owing.outcome !== 'refuse';
  const stands = exempt ? nothing : owing;
  const stepUp = exempt ? undefined : stepUpOf(policy, circumstances);
  return {
    ...stands,
    wouldBe: exempt ? 'none' : (watched.outcome?.outcome ?? owing.outcome),
    obliged: !exempt && enforced && ['enroll', 'grace'].includes(source.withoutFactor.outcome),
    because: exempt ? 'an administrator exempted this person for a while' : wordsFor(owing, subject),
    rule: exempt ? 'exemption' : rule,
    ...(watched.rule === undefined || exempt ? {} : { watchedRule: watched.rule }),
    ...(source.methods === undefined ? {} : { methods: source.methods }),
    ...(source.rememberDays === undefined ? {} : { rememberDays: source.rememberDays }),
    ...(stepUp === undefined ? {} : { stepUp }),
  };
}

/** The shortest of those that name the place (ms). */
function stepUpOf({ document }: CompiledPolicy, { place }: Settled): number | undefined {
  const wanted = document.stepUp.filter(({ paths }) => paths.includes(place));
  if (wanted.length === 0) return undefined;
  return Math.min(...wanted.map(({ minutes }) => minutes)) * 60_000;
}

function wordsFor({ outcome, graceUntil }: Owing, { enrolled }: Subject): string {
  switch (outcome) {
    case 'require':
      return 'a second factor is needed, and this person has one';
    case 'enroll':
      return 'a second factor is needed, and this person has none yet';
    case 'refuse':
      return 'logging in this way is not allowed';
    case 'none':
      if (graceUntil !== undefined) {
        return `a second factor is needed from ${new Date(graceUntil).toISOString().slice(0, 16)}Z on`;
      }
      return enrolled
        ? 'no second factor is asked for'
        : 'a second factor is not needed, and this person has none';
    default:
      return outcome satisfies never;
  }
}
