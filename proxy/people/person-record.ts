import { lowerUserName } from '../kernel/user-name.ts';

/** Somebody as Jira describes them. The key never changes; everything else may. */
export type JiraPerson = {
  readonly userKey: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string;
  readonly active: boolean;
};

/** Filters of the console. All but `all` and `inactive` are about people whose account is active. */
export const peopleFilters = [
  'all',
  'active',
  'inactive',
  'enrolled',
  'not_enrolled',
  'in_grace',
  'locked',
  'exempt',
] as const;

export type PeopleFilter = (typeof peopleFilters)[number];

/** When a question is asked, and what the policy of that moment says about time. */
export type PeopleMoment = {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** How many days somebody has to set up a factor; absent: a period that has begun does not end. */
  readonly graceDays?: number | undefined;
};

export type PeopleQuery = {
  /** Each word of it must occur in the name, the display name or the mail address; case and accents do not matter. */
  readonly text?: string | undefined;
  readonly filter: PeopleFilter;
  /** Only members of this group, in any case. */
  readonly group?: string | undefined;
  /** Only people who have this method, such as `TOTP`. */
  readonly method?: string | undefined;
};

/** A person with everything that the console shows in a line. */
export type PersonRow = JiraPerson & {
  readonly enrolledSince: Date | undefined;
  /** `TOTP` first, then the others by name; each once. */
  readonly methods: readonly string[];
  readonly lockedUntil: Date | 'administrator' | undefined;
  readonly exemptUntil: Date | undefined;
  /** Only with `exemptUntil`. */
  readonly exemptReason: string | undefined;
  /** When they were first told to set up a factor; kept when they have one. */
  readonly graceStartedAt: Date | undefined;
  /** Remembered browsers that are good still. */
  readonly devices: number;
  /** When a factor of theirs was last shown. */
  readonly lastVerifiedAt: Date | undefined;
  /** When the gate last saw them. */
  readonly seenAt: Date | undefined;
};

/** What a policy looks at; of people whose account is active. */
export type PersonForPolicy = {
  readonly userKey: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string;
  /** As Jira writes them. */
  readonly groups: readonly string[];
  readonly enrolled: boolean;
  readonly methods: readonly string[];
  readonly exemptUntil: Date | undefined;
  readonly graceStartedAt: Date | undefined;
};

/** All but `inactive` are among people whose account is active. */
export type PeopleCounts = {
  readonly active: number;
  readonly inactive: number;
  readonly enrolled: number;
  readonly notEnrolled: number;
  readonly inGrace: number;
  readonly locked: number;
  readonly exempt: number;
  readonly byMethod: Readonly<Record<string, number>>;
};

/** Lower case and no accents, so that `muller` finds Müller. */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words that are looked for; more than somebody types are not. */
export function searchWords(text: string | undefined): readonly string[] {
  return foldText(text ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 8);
}

/** What `searchWords` are looked for in. The unit separator keeps a word from matching across two fields. */
export function searchText({ username, displayName, email }: JiraPerson): string {
  return foldText([username, displayName, email].join('\u001f'));
}

/** Group names are compared like user names. */
export const lowerGroupName = lowerUserName;
