import type { PolicyDocument, PolicyOutcome } from '../../../proxy/policy/index.ts';

export type Network = PolicyDocument['networks'][number];

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
const names = (list: readonly string[] | undefined, name: string) =>
  list?.some((one) => same(one, name)) ?? false;

export function findNetwork({ networks }: PolicyDocument, name: string): Network | undefined {
  return networks.find((one) => same(one.name, name));
}

/** The rules that speak of a network, by their names. */
export function usersOf({ rules, default: last }: PolicyDocument, name: string): readonly string[] {
  const used = rules.filter(
    ({ match, guard }) => names(match.networks, name) || names(guard?.networks, name),
  );
  return [...used.map((rule) => rule.name), ...(names(last.guard?.networks, name) ? ['Everybody else'] : [])];
}

export function withoutNetwork(document: PolicyDocument, name: string): PolicyDocument {
  return { ...document, networks: document.networks.filter((one) => !same(one.name, name)) };
}

/** A new network, or one in the place of an earlier one: then rules speak of it by its new name. */
export function withNetwork(document: PolicyDocument, earlier: string, network: Network): PolicyDocument {
  const at = document.networks.findIndex(({ name }) => same(name, earlier));
  if (at < 0) return { ...document, networks: [...document.networks, network] };
  const rename = (list: readonly string[]) => list.map((one) => (same(one, earlier) ? network.name : one));
  const inGuard = <T extends PolicyOutcome>(source: T): T =>
    source.guard?.networks === undefined
      ? source
      : { ...source, guard: { ...source.guard, networks: rename(source.guard.networks) } };
  return {
    ...document,
    networks: document.networks.with(at, network),
    default: inGuard(document.default),
    rules: document.rules.map((rule) => {
      const { networks } = rule.match;
      const match = networks === undefined ? rule.match : { ...rule.match, networks: rename(networks) };
      return inGuard({ ...rule, match });
    }),
  };
}
