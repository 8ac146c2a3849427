import { typeMatcher } from './audit-search.ts';

/** Days by type or pattern (`login.*`); 0 keeps for ever, as what no pattern means. */
export type Retention = Readonly<Record<string, number>>;

/** For how many days events of a type are kept whole; undefined: for ever. The longest pattern that fits decides. */
export function retentionDays(retention: Retention, type: string): number | undefined {
  if (type === 'audit.pruned') return undefined;
  const [found] = Object.entries(retention)
    .filter(([pattern]) => typeMatcher(pattern)(type))
    .toSorted(([a], [b]) => b.length - a.length);
  return found === undefined || found[1] <= 0 ? undefined : found[1];
}
