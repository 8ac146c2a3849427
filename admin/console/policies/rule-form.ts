import {
  type EnrollmentGuard,
  type LoginMethod,
  loginMethods,
  type PathClass,
  type PolicyMode,
  type PolicyOutcome,
  type PolicyRule,
  pathClasses,
  policyModes,
} from '../../../proxy/policy/index.ts';
import type { Parameters } from '../parameters.ts';

export const withFactorChoices = ['require', 'exempt', 'refuse'] as const;
export const withoutFactorChoices = ['enroll', 'grace', 'optional', 'exempt', 'refuse'] as const;
export const guardChoices = ['network', 'mail', 'help_desk_code'] as const;

/** What stands in the fields of the editor, as it was typed. */
export type RuleForm = {
  readonly name: string;
  readonly mode: PolicyMode;
  readonly groups: string;
  readonly users: string;
  readonly networks: string;
  readonly paths: readonly PathClass[];
  readonly logins: readonly LoginMethod[];
  readonly withFactor: PolicyOutcome['withFactor'];
  readonly withoutFactor: PolicyOutcome['withoutFactor']['outcome'];
  readonly graceDays: string;
  readonly graceUntil: string;
  readonly methods: readonly string[];
  readonly rememberDays: string;
  readonly guards: readonly EnrollmentGuard['any'][number][];
  readonly guardNetworks: string;
  readonly isWave: boolean;
  readonly startsAt: string;
  readonly isPaused: boolean;
  readonly sendsMails: boolean;
};

/** Enough for the five hundred entries that a list may have. */
export const longestList = 15_000;

const joined = (entries: readonly string[] = []) => entries.join('\n');
const minuteOf = (at: string | undefined) =>
  at === undefined ? '' : new Date(at).toISOString().slice(0, 16);

/** A rule, or the default, as its editor shows it. */
export function formOf(source: PolicyRule | PolicyOutcome): RuleForm {
  const rule: Partial<PolicyRule> = source;
  const { groups, users, networks, paths = [], logins = [] } = rule.match ?? {};
  const { withoutFactor: without, guard } = source;
  const grace = without.outcome === 'grace' ? without : undefined;
  return {
    ...{ name: rule.name ?? '', mode: source.mode, paths, logins },
    ...{ groups: joined(groups), users: joined(users), networks: joined(networks) },
    ...{ withFactor: source.withFactor, withoutFactor: without.outcome },
    graceDays: grace?.days === undefined ? '' : String(grace.days),
    graceUntil: minuteOf(grace?.until),
    methods: source.methods ?? [],
    rememberDays: source.rememberDays === undefined ? '' : String(source.rememberDays),
    ...{ guards: guard?.any ?? [], guardNetworks: joined(guard?.networks) },
    ...{ isWave: rule.wave !== undefined, startsAt: minuteOf(rule.wave?.startsAt) },
    ...{ isPaused: rule.wave?.paused ?? false, sendsMails: rule.wave?.mails ?? false },
  };
}

/** Only watched, so that nothing happens before somebody says so. */
export const newRule: RuleForm = formOf({
  mode: 'monitor',
  withFactor: 'require',
  withoutFactor: { outcome: 'enroll' },
});

/**
 * What came from the editor, to be shown again or made a rule of.
 * @throws AppError `bad_request` for what the editor cannot have sent
 */
export function readForm(fields: Parameters, siteMethods: readonly string[]): RuleForm {
  const list = (name: string) => fields.lines(name, longestList);
  return {
    name: fields.text('name', 100),
    mode: fields.choice('mode', policyModes, 'monitor'),
    ...{ groups: list('groups'), users: list('users'), networks: list('networks') },
    paths: fields.choices('paths', pathClasses),
    logins: fields.choices('logins', loginMethods),
    withFactor: fields.choice('with-factor', withFactorChoices, 'require'),
    withoutFactor: fields.choice('without-factor', withoutFactorChoices, 'enroll'),
    ...{ graceDays: fields.text('grace-days', 10), graceUntil: fields.text('grace-until', 32) },
    methods: fields.choices('methods', siteMethods),
    rememberDays: fields.text('remember-days', 10),
    guards: fields.choices('guards', guardChoices),
    guardNetworks: list('guard-networks'),
    ...{ isWave: fields.isTicked('wave'), startsAt: fields.text('starts-at', 32) },
    ...{ isPaused: fields.isTicked('paused'), sendsMails: fields.isTicked('mails') },
  };
}
