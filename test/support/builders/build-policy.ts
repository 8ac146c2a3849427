import { type PolicyDocument, readPolicy } from '../../../proxy/policy/index.ts';

/** A policy under which everybody needs a factor, with what is said over it. @throws Error for what is no policy */
export function buildPolicy(
  draft: {
    readonly networks?: readonly object[];
    readonly rules?: readonly object[];
    readonly default?: object;
    readonly stepUp?: readonly object[];
  } = {},
): PolicyDocument {
  const last = { mode: 'enforce', withFactor: 'require', withoutFactor: { outcome: 'enroll' } };
  const rules = (draft.rules ?? []).map((rule, at) => ({
    ...{ id: `r${at}`, name: `Rule ${at}`, match: {} },
    ...last,
    ...rule,
  }));
  const reading = readPolicy({ ...draft, default: { ...last, ...draft.default }, rules });
  if (reading.kind === 'invalid') throw new Error(reading.problems.join('; '));
  return reading.document;
}
