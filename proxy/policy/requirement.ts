import type { LoginMethod, PathClass } from './policy-document.ts';

/** What a person owes before Jira hears of their request. */
export type Owed =
  /** A factor that they have. */
  | 'require'
  /** To set one up, now. */
  | 'enroll'
  | 'none'
  /** Nothing that they could show would help. */
  | 'refuse';

export type Requirement = {
  readonly outcome: Owed;
  /** What it would be if rules that are only watched were enforced. */
  readonly wouldBe: Owed;
  /** Whether this person has to have a factor: whoever has one may not go without it. */
  readonly obliged: boolean;
  /** One sentence, for logs and for administrators. */
  readonly because: string;
  /** The id of the rule that decided; `default`, `exemption`, or `-` where nobody is logged in. */
  readonly rule: string;
  /** The rule in monitor mode that would have decided, where there is one. */
  readonly watchedRule?: string;
  /** They have none, need one by then (ms since the epoch), and may go on until then. */
  readonly graceUntil?: number;
  /** Whether a period of grace begins with this: nobody has told the person before. */
  readonly graceBegins?: boolean;
  /** Methods that count here; absent: all that the site allows. */
  readonly methods?: readonly string[];
  /** For how long a browser may be remembered, where that is less than the site's setting. */
  readonly rememberDays?: number;
  /** The factor must be no older than so many milliseconds. */
  readonly stepUp?: number;
};

/** Who it is about. Names are compared without regard to case, as Jira does. */
export type Subject = {
  readonly userKey: string;
  readonly username: string;
  readonly groups: readonly string[];
  readonly enrolled: boolean;
  /** ms since the epoch */
  readonly exemptUntil?: number | undefined;
  /** When a period of grace began (ms since the epoch). */
  readonly graceStartedAt?: number | undefined;
};

/** Under which circumstances. */
export type Circumstances = {
  readonly address: string;
  /** The one class that the request's path has; absent for an odd spelling. */
  readonly path: PathClass | undefined;
  /** Every class that a server might take it for: what asks for more counts by these. */
  readonly possiblePaths: ReadonlySet<PathClass>;
  readonly login: LoginMethod;
  /** ms since the epoch */
  readonly now: number;
};

export const nothingOwed: Requirement = {
  outcome: 'none',
  wouldBe: 'none',
  obliged: false,
  because: 'nobody is logged in',
  rule: '-',
};
