import type { PersonFacts } from '../../../proxy/enrollment/index.ts';

/** What a policy asks about a person: by default one who has an app, or nobody. */
export function buildFacts(since: string | undefined, changes: Partial<PersonFacts> = {}): PersonFacts {
  return { since, methods: since === undefined ? [] : ['TOTP'], ...changes };
}
