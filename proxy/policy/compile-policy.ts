import { rangeMatcher } from './network-range.ts';
import type { PolicyDocument, PolicyOutcome, PolicyRule } from './policy-document.ts';

type Test<T> = (value: T) => boolean;

/** A rule whose lists were made ready to be looked up for every request. */
export type CompiledRule = {
  readonly rule: PolicyRule;
  readonly groups: ReadonlySet<string> | undefined;
  readonly users: ReadonlySet<string> | undefined;
  readonly onNetwork: Test<string> | undefined;
  /** ms since the epoch; 0 for a rule that is no wave */
  readonly startsAt: number;
};

export type CompiledPolicy = {
  readonly version: number;
  readonly document: PolicyDocument;
  readonly rules: readonly CompiledRule[];
  readonly last: PolicyOutcome;
  /** Whether any rule asks how the session came about: else nobody has to find out. */
  readonly asksForLogin: boolean;
  /** Whether anything depends on where a request leads. */
  readonly asksForPath: boolean;
  /** For the guard of a first enrollment, by the entries of its list. */
  readonly onNetworks: (names: readonly string[], address: string) => boolean;
};

/** @param version of the stored document; 0 for the one that comes from the settings */
export function compilePolicy(document: PolicyDocument, version: number): CompiledPolicy {
  const named = new Map(document.networks.map(({ name, ranges }) => [name.toLowerCase(), ranges]));
  const matcherOf = (entries: readonly string[]) =>
    rangeMatcher(entries.flatMap((entry) => named.get(entry.toLowerCase()) ?? [entry]));
  const guards = new Map<readonly string[], Test<string>>();
  return {
    version,
    document,
    rules: document.rules.map((rule) => ({
      rule,
      groups: rule.match.groups && foldedSet(rule.match.groups),
      users: rule.match.users && foldedSet(rule.match.users),
      onNetwork: rule.match.networks && matcherOf(rule.match.networks),
      startsAt: rule.wave === undefined ? 0 : Date.parse(rule.wave.startsAt),
    })),
    last: document.default,
    asksForPath: document.stepUp.length > 0 || document.rules.some(({ match }) => match.paths !== undefined),
    asksForLogin: document.rules.some(({ match }) => match.logins !== undefined),
    onNetworks: (names, address) => {
      const known = guards.get(names) ?? matcherOf(names);
      guards.set(names, known);
      return known(address);
    },
  };
}

export function folded(name: string): string {
  return name.toLowerCase();
}

function foldedSet(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map(folded));
}
