import type { PolicyDocument, PolicyOutcome, PolicyRule } from './policy-document.ts';

/** What is allowed, and probably not meant: shown before a policy is published. One sentence each. */
export function policyWarnings(document: PolicyDocument, siteMethods: readonly string[]): readonly string[] {
  const { rules, default: last } = document;
  const named = [
    ...rules.map((rule) => ({ name: `The rule “${rule.name}”`, source: rule as PolicyOutcome })),
    { name: 'The rule for everybody else', source: last },
  ];
  return [
    ...unreachable(rules),
    ...rules.filter(isLenientSomewhere).map(({ name }) => {
      return `The rule “${name}” asks for less at some places only. What is not asked for there opens the same Jira: check that nothing more than these places is meant.`;
    }),
    ...named.flatMap(({ name, source }) => {
      const missing = (source.methods ?? []).filter((method) => !siteMethods.includes(method));
      return missing.length === 0
        ? []
        : [`${name} counts methods that this site does not have: ${missing.join(', ')}.`];
    }),
    ...rules.filter(lettingRemembered).map(({ name }) => {
      return `The rule “${name}” lets remembered logins off. Whoever has the password can get one (“remember me”): the password alone is enough then.`;
    }),
    ...(last.mode === 'enforce' ? [] : ['Whoever no rule is about is not asked for a second factor.']),
  ];
}

/** Rules behind one that decides about everybody, everywhere. */
function unreachable(rules: readonly PolicyRule[]): string[] {
  const end = rules.findIndex(
    ({ mode, match, wave }) =>
      mode === 'enforce' && wave === undefined && Object.values(match).every((list) => list === undefined),
  );
  if (end < 0) return [];
  return rules
    .slice(end + 1)
    .map(
      ({ name }) =>
        `The rule “${name}” is never reached: “${rules[end]?.name}” before it is about everybody.`,
    );
}

function lettingRemembered({ mode, match, withFactor, withoutFactor }: PolicyRule): boolean {
  if (mode === 'off' || match.logins?.includes('remembered') !== true) return false;
  return withFactor === 'exempt' || withoutFactor.outcome === 'exempt';
}

function isLenientSomewhere({ mode, match, withFactor, withoutFactor }: PolicyRule): boolean {
  if (mode === 'off' || match.paths === undefined) return false;
  return withFactor === 'exempt' || ['optional', 'exempt', 'grace'].includes(withoutFactor.outcome);
}
