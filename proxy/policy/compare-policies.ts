import type { PolicyDocument } from './policy-document.ts';
import { defaultFacts, type PolicyFact, ruleFacts, stepUpFacts } from './policy-words.ts';

/** What became of one part of a policy, in words. */
export type PolicyDifference = {
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  /** "Rule “Contractors”" */
  readonly what: string;
  readonly details: readonly string[];
};

type Part = { readonly id: string; readonly what: string; readonly facts: readonly PolicyFact[] };

/** What changes from one policy to another, part by part; empty where they say the same. */
export function comparePolicies(before: PolicyDocument, after: PolicyDocument): readonly PolicyDifference[] {
  return [
    ...compareParts(rulesOf(before), rulesOf(after)),
    ...movesBetween(before, after),
    ...compareParts([defaultOf(before)], [defaultOf(after)]),
    ...compareParts(stepUpsOf(before), stepUpsOf(after)),
    ...compareParts(networksOf(before), networksOf(after)),
  ];
}

const rulesOf = ({ rules }: PolicyDocument): Part[] =>
  rules.map((rule) => ({ id: rule.id, what: `Rule “${rule.name}”`, facts: ruleFacts(rule) }));

const defaultOf = (document: PolicyDocument): Part => ({
  id: 'default',
  what: 'Everybody else',
  facts: defaultFacts(document.default),
});

const stepUpsOf = ({ stepUp }: PolicyDocument): Part[] =>
  stepUp.map((one) => ({ id: one.name, what: `Step-up “${one.name}”`, facts: stepUpFacts(one) }));

const networksOf = ({ networks }: PolicyDocument): Part[] =>
  networks.map(({ name, ranges }) => ({
    id: name,
    what: `Network “${name}”`,
    facts: [{ label: 'Ranges', text: ranges.join(', ') }],
  }));

function compareParts(before: readonly Part[], after: readonly Part[]): PolicyDifference[] {
  const earlier = new Map(before.map((part) => [part.id, part]));
  const kept = new Set(after.map(({ id }) => id));
  const removed = before
    .filter(({ id }) => !kept.has(id))
    .map(({ what, facts }): PolicyDifference => ({ kind: 'removed', what, details: facts.map(inWords) }));
  const rest = after.flatMap((part): PolicyDifference[] => {
    const was = earlier.get(part.id);
    if (was === undefined) return [{ kind: 'added', what: part.what, details: part.facts.map(inWords) }];
    const details = changedFacts(was.facts, part.facts);
    return details.length === 0 ? [] : [{ kind: 'changed', what: was.what, details }];
  });
  return [...removed, ...rest];
}

const inWords = ({ label, text }: PolicyFact) => `${label}: ${text}`;

function changedFacts(before: readonly PolicyFact[], after: readonly PolicyFact[]): string[] {
  const was = new Map(before.map(({ label, text }) => [label, text]));
  const is = new Map(after.map(({ label, text }) => [label, text]));
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((label) => {
    const [from, to] = [was.get(label), is.get(label)];
    if (from === to) return [];
    if (from === undefined) return [`${label}: now ${to}`];
    return to === undefined ? [`${label}: no longer ${from}`] : [`${label}: ${from} → ${to}`];
  });
}

/** The fewest rules that have to be moved so that the rest stands in the order that it had. */
function movesBetween(before: PolicyDocument, after: PolicyDocument): PolicyDifference[] {
  const earlier = before.rules.map(({ id }) => id);
  const common = after.rules.filter(({ id }) => earlier.includes(id));
  const stayed = longestRising(common.map(({ id }) => earlier.indexOf(id)));
  return common
    .filter((_, at) => !stayed.has(at))
    .map(({ id, name }) => {
      const place = after.rules.findIndex((rule) => rule.id === id) + 1;
      const details = [`Place: ${earlier.indexOf(id) + 1} → ${place}`];
      return { kind: 'moved', what: `Rule “${name}”`, details };
    });
}

/** Indexes of a longest rising row of numbers. */
function longestRising(values: readonly number[]): ReadonlySet<number> {
  const best = values.map((): number[] => []);
  let longest: number[] = [];
  values.forEach((value, at) => {
    const before = best
      .slice(0, at)
      .filter((_, earlier) => (values[earlier] ?? 0) < value)
      .reduce((a, b) => (b.length > a.length ? b : a), []);
    const row = [...before, at];
    best[at] = row;
    if (row.length > longest.length) longest = row;
  });
  return new Set(longest);
}
