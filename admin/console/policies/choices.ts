import {
  guardNames,
  loginMethods,
  loginNames,
  modeNames,
  type PathClass,
  pathClasses,
  pathNames,
  policyModes,
  withFactorWords,
} from '../../../proxy/policy/index.ts';
import type { Choice } from '../ui/index.ts';
import { guardChoices, withFactorChoices } from './rule-form.ts';

const pathHints: Readonly<Record<PathClass, string>> = {
  administration: 'Jira’s administration: pages under /secure/admin, apps, global settings, user management.',
  tokens: 'Making personal access tokens and whatever else lets somebody in later, and the page for it.',
  user_export: 'REST resources that list people: user search, members of groups.',
  portal: 'The service desk portal of customers.',
  rest: 'Any other REST resource.',
  pages: 'Everything else: issues, boards, dashboards, attachments.',
};

export const pathChoices: readonly Choice[] = pathClasses.map((value) => ({
  ...{ value, label: pathNames[value], hint: pathHints[value] },
}));

export const loginChoices: readonly Choice[] = loginMethods.map((value) => ({
  ...{ value, label: loginNames[value] },
}));

export const modeChoices: readonly Choice[] = policyModes.map((value) => ({
  value,
  label: modeNames[value],
  hint: {
    off: 'As if the rule were not there.',
    monitor:
      'The audit notes whom the rule would have stopped, once a day for each person. The next rule decides.',
    enforce: 'The rule decides.',
  }[value],
}));

export const withFactorOptions = withFactorChoices.map((value) => ({
  ...{ value, label: sentence(withFactorWords[value]) },
}));

export const withoutFactorOptions = [
  { value: 'enroll', label: 'Has to set one up' },
  { value: 'grace', label: 'Has time to set one up' },
  { value: 'optional', label: 'Goes on, and may set one up' },
  { value: 'exempt', label: 'Goes on without' },
  { value: 'refuse', label: 'Is refused' },
];

export const guardOptions: readonly Choice[] = guardChoices.map((value) => ({
  value,
  label: sentence(guardNames[value]),
  hint: {
    network: 'From these networks nothing further is wanted.',
    mail: 'To the address that Jira has.',
    help_desk_code: 'Which the help desk gives to the person.',
  }[value],
}));

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
