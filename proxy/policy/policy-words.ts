import type {
  EnrollmentGuard,
  LoginMethod,
  PathClass,
  PolicyDocument,
  PolicyMode,
  PolicyOutcome,
  PolicyRule,
} from './policy-document.ts';

/** What administrators read, in the console and in the history. English, as the console is (ADR 17). */
export const modeNames: Readonly<Record<PolicyMode, string>> = {
  off: 'Off',
  monitor: 'Monitor',
  enforce: 'Enforce',
};

export const pathNames: Readonly<Record<PathClass, string>> = {
  administration: 'Administration',
  tokens: 'Access tokens',
  user_export: 'Lists of people',
  portal: 'Service desk portal',
  rest: 'REST',
  pages: 'Pages',
};

export const loginNames: Readonly<Record<LoginMethod, string>> = {
  password: 'Password',
  remembered: 'Remembered login',
  single_sign_on: 'Single sign-on',
};

export const withFactorWords: Readonly<Record<PolicyOutcome['withFactor'], string>> = {
  require: 'has to show it',
  exempt: 'is not asked for it',
  refuse: 'is refused',
};

const withoutFactorWords = {
  enroll: 'has to set one up',
  optional: 'goes on, and may set one up',
  exempt: 'goes on without',
  refuse: 'is refused',
} as const;

export const guardNames: Readonly<Record<EnrollmentGuard['any'][number], string>> = {
  network: 'a network',
  mail: 'a code by mail',
  help_desk_code: 'a code of the help desk',
};

/** One thing that a rule says, and what. */
export type PolicyFact = { readonly label: string; readonly text: string };

const listed = (names: readonly string[]) => names.join(', ');

/** UTC, to the minute. */
export function momentInWords(at: string | number | Date): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

export function withoutFactorInWords(source: PolicyOutcome['withoutFactor']): string {
  if (source.outcome !== 'grace') return withoutFactorWords[source.outcome];
  const days = source.days === undefined ? [] : [`${source.days} days from when they were told`];
  const until = source.until === undefined ? [] : [`until ${momentInWords(source.until)}`];
  return `has time to set one up: ${[...days, ...until].join(', but only ')}`;
}

/** Whom a rule is about, and where; no facts: everybody, everywhere. */
export function matchFacts({ groups, users, networks, paths, logins }: PolicyRule['match']): PolicyFact[] {
  return [
    ...(groups === undefined ? [] : [{ label: 'Groups', text: listed(groups) }]),
    ...(users === undefined ? [] : [{ label: 'Users', text: listed(users) }]),
    ...(networks === undefined ? [] : [{ label: 'Networks', text: listed(networks) }]),
    ...(paths === undefined ? [] : [{ label: 'Places', text: listed(paths.map((one) => pathNames[one])) }]),
    ...(logins === undefined
      ? []
      : [{ label: 'Logins', text: listed(logins.map((one) => loginNames[one])) }]),
  ];
}

/** What a rule, or the default, wants. */
export function outcomeFacts({
  withFactor,
  withoutFactor,
  methods,
  rememberDays,
  guard,
}: PolicyOutcome): PolicyFact[] {
  return [
    { label: 'Who has a factor', text: withFactorWords[withFactor] },
    { label: 'Who has none', text: withoutFactorInWords(withoutFactor) },
    ...(methods === undefined ? [] : [{ label: 'Methods', text: listed(methods) }]),
    ...(rememberDays === undefined
      ? []
      : [{ label: 'Remembered browsers', text: rememberWords(rememberDays) }]),
    ...(guard === undefined ? [] : [{ label: 'First setup', text: guardInWords(guard) }]),
  ];
}

function rememberWords(days: number): string {
  if (days === 0) return 'none';
  return days === 1 ? 'for 1 day at most' : `for ${days} days at most`;
}

export function guardInWords({ any, networks = [] }: EnrollmentGuard): string {
  const ways = any.map((way) => (way === 'network' ? `a network (${listed(networks)})` : guardNames[way]));
  return `needs ${ways.join(' or ')}`;
}

export function waveInWords({ startsAt, paused, mails }: NonNullable<PolicyRule['wave']>): string {
  const parts = [
    `from ${momentInWords(startsAt)}`,
    ...(paused ? ['paused'] : []),
    mails ? 'with mails' : 'without mails',
  ];
  return parts.join(', ');
}

/** Everything that a rule says, in one order. */
export function ruleFacts(rule: PolicyRule): PolicyFact[] {
  const whom = matchFacts(rule.match);
  return [
    { label: 'Name', text: rule.name },
    { label: 'Mode', text: modeNames[rule.mode] },
    ...(whom.length === 0 ? [{ label: 'Applies to', text: 'everybody' }] : whom),
    ...outcomeFacts(rule),
    ...(rule.wave === undefined ? [] : [{ label: 'Wave', text: waveInWords(rule.wave) }]),
  ];
}

export function defaultFacts(last: PolicyDocument['default']): PolicyFact[] {
  return [{ label: 'Mode', text: modeNames[last.mode] }, ...outcomeFacts(last)];
}

export function stepUpFacts({ paths, minutes }: PolicyDocument['stepUp'][number]): PolicyFact[] {
  return [
    { label: 'Places', text: listed(paths.map((one) => pathNames[one])) },
    { label: 'Shown within', text: minutes === 1 ? '1 minute' : `${minutes} minutes` },
  ];
}
