import type { PeopleMirror, PersonRow } from '../../proxy/people/index.ts';

type Finding =
  | { readonly kind: 'found'; readonly person: PersonRow }
  /** `near`: names that look like it. */
  | { readonly kind: 'unknown'; readonly near: readonly string[] };

const mostNear = 5;

/** Somebody whom the gate knows, by name or key. */
export async function findPerson(mirror: PeopleMirror, nameOrKey: string): Promise<Finding> {
  const moment = { now: Date.now() };
  const person = (await mirror.findByName(nameOrKey, moment)) ?? (await mirror.find(nameOrKey, moment));
  if (person !== undefined) return { kind: 'found', person };
  const near: string[] = [];
  // The longest beginning that anybody's name has.
  for (let length = nameOrKey.length; length >= 2 && near.length === 0; length -= 1) {
    const text = nameOrKey.slice(0, length);
    const page = await mirror.search({ text, filter: 'all' }, moment, mostNear);
    near.push(...page.people.map(({ username }) => username));
  }
  return { kind: 'unknown', near };
}

export function unknownText(name: string, near: readonly string[]): string {
  const hint = near.length === 0 ? '' : ` Known are: ${near.join(', ')}.`;
  return `The gate knows nobody called "${name}".${hint}`;
}
