import { type PolicyDocument, type PolicyRule, readPolicy } from '../../../proxy/policy/index.ts';
import type { GatePair } from './gate-pair.ts';
import { waitFor } from './gate-process.ts';

/** Both gates have heard by then and read it: a tenth of it is usual. */
const settlesWithin = 500;

type Loose<T> = { readonly [K in keyof T]?: unknown };
export type PolicyDraft = Omit<Loose<PolicyDocument>, 'rules'> & {
  readonly rules?: readonly Loose<PolicyRule>[];
};

/** Stores a policy as it would be stored, over the default that everybody needs a factor. */
export async function givenPolicy({ query }: Pick<GatePair, 'query'>, draft: PolicyDraft): Promise<void> {
  const last = { mode: 'enforce', withFactor: 'require', withoutFactor: { outcome: 'enroll' } };
  const rules = (draft.rules ?? []).map((rule, at) => ({
    ...{ id: `r${at}`, name: `Rule ${at}`, mode: 'enforce', match: {} },
    ...{ withFactor: 'require', withoutFactor: { outcome: 'enroll' } },
    ...rule,
  }));
  const policy = { ...draft, default: { ...last, ...(draft.default as object) }, rules };
  const reading = readPolicy(policy);
  if (reading.kind === 'invalid') throw new Error(reading.problems.join('\n'));
  await query(
    `INSERT INTO site_documents (kind, version, document, actor_name, comment)
     SELECT 'policy', COALESCE(max(version), 0) + 1, $1::jsonb, 'test', 'test' FROM site_documents WHERE kind = 'policy'`,
    [JSON.stringify(policy)],
  );
  // No answer of a gate says which policy it has.
  await new Promise((resolve) => setTimeout(resolve, settlesWithin));
}

/** How long a change takes to show: at most a second, or the test fails. */
export function withinASecond(holds: () => Promise<boolean>): Promise<void> {
  return waitFor(holds, 1_000);
}
