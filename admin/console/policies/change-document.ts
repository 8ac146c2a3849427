import { type PolicyDocument, type PolicyRule, policyModes } from '../../../proxy/policy/index.ts';
import { createRuleId } from './rule-id.ts';

export const policyActions = ['up', 'down', ...policyModes, 'duplicate', 'delete', 'delete_step_up'] as const;
export type PolicyAction = (typeof policyActions)[number];

export function isPolicyAction(value: string): value is PolicyAction {
  return policyActions.some((one) => one === value);
}

/** In the place of a rule's id: whoever no rule is about. */
export const defaultId = 'default';

/** One button of the list of rules. @param id of the rule, or the name of a step-up; nothing changes where there is none */
export function changeDocument(document: PolicyDocument, action: PolicyAction, id: string): PolicyDocument {
  const { rules } = document;
  const at = rules.findIndex((rule) => rule.id === id);
  const rule = rules[at];
  switch (action) {
    case 'up':
      return rule === undefined || at === 0 ? document : { ...document, rules: moved(rules, at, at - 1) };
    case 'down':
      return rule === undefined ? document : { ...document, rules: moved(rules, at, at + 1) };
    case 'off':
    case 'monitor':
    case 'enforce':
      if (id === defaultId) return { ...document, default: { ...document.default, mode: action } };
      return rule === undefined
        ? document
        : { ...document, rules: rules.with(at, { ...rule, mode: action }) };
    case 'duplicate':
      return rule === undefined ? document : { ...document, rules: rules.toSpliced(at + 1, 0, copyOf(rule)) };
    case 'delete':
      return rule === undefined ? document : { ...document, rules: rules.toSpliced(at, 1) };
    case 'delete_step_up':
      return { ...document, stepUp: document.stepUp.filter(({ name }) => name !== id) };
    default:
      return action satisfies never;
  }
}

function moved(rules: readonly PolicyRule[], from: number, to: number): PolicyRule[] {
  const rest = rules.toSpliced(from, 1);
  return rest.toSpliced(to, 0, ...rules.slice(from, from + 1));
}

/** Off, until somebody has made something else of it. */
function copyOf(rule: PolicyRule): PolicyRule {
  const name = `Copy of ${rule.name}`.slice(0, 100).trim();
  return { ...rule, name, id: createRuleId(name), mode: 'off' };
}
