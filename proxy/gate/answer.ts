import type { AppError } from '../kernel/app-error.ts';

/** How the client learns that its request does not go on: a page, JSON, or the end of a socket. */
export type Answer = {
  readonly step: (kind: 'challenge' | 'enroll') => void;
  /** Ends the login that is half done, at Jira and in the browser. */
  readonly logOut: () => Promise<void>;
  readonly failure: (error: AppError) => void;
};
