import type { Owed, Requirement } from './requirement.ts';

const ranks = { none: 0, require: 1, enroll: 1, refuse: 2 } as const satisfies Record<Owed, number>;

/**
 * What satisfies all of them. One factor is shown for a request: where each of them takes another one, none would do,
 * and the request is refused.
 * @param all of one person, for the places to which one request may lead; at least one
 */
export function strictest(all: readonly Requirement[]): Requirement {
  const [first, ...others] = all;
  if (first === undefined) throw new RangeError('nothing to choose from');
  const owed = others.reduce((one, other) => (isStricter(other, one) ? other : one), first);
  const demanding = all.filter(({ outcome }) => outcome === owed.outcome);
  const methods = common(demanding.flatMap((one) => (one.methods === undefined ? [] : [one.methods])));
  const days = least(demanding, 'rememberDays');
  const stepUp = least(all, 'stepUp');
  const merged = {
    ...owed,
    obliged: all.some(({ obliged }) => obliged),
    ...(methods === undefined ? {} : { methods }),
    ...(days === undefined ? {} : { rememberDays: days }),
    ...(stepUp === undefined ? {} : { stepUp }),
  };
  if (methods?.length !== 0 || owed.outcome === 'none') return merged;
  const because = 'the address could lead to places that take different methods';
  return { ...merged, outcome: 'refuse', because };
}

function isStricter(one: Requirement, other: Requirement): boolean {
  const difference = ranks[one.outcome] - ranks[other.outcome];
  if (difference !== 0) return difference > 0;
  return (one.graceUntil ?? Number.POSITIVE_INFINITY) < (other.graceUntil ?? Number.POSITIVE_INFINITY);
}

/** `undefined` where nobody names any. */
function common(lists: readonly (readonly string[])[]): readonly string[] | undefined {
  const [first, ...others] = lists;
  return first?.filter((method) => others.every((list) => list.includes(method)));
}

function least(all: readonly Requirement[], name: 'rememberDays' | 'stepUp'): number | undefined {
  const given = all.flatMap((one) => one[name] ?? []);
  return given.length === 0 ? undefined : Math.min(...given);
}
