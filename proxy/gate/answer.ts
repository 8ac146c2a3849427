import type { AppError } from '../kernel/app-error.ts';
import type { Decision } from './decide.ts';

/** What somebody has to do before they go on. */
export type Step = Extract<Decision['kind'], 'challenge' | 'enroll' | 'add_factor' | 'step_up'>;

/** How the client learns that its request does not go on: a page, JSON, or the end of a socket. */
export type Answer = {
  /** With the cookies of a session that Jira opened meanwhile: it is the one that has to be verified. */
  readonly step: (kind: Step, setCookies?: readonly string[]) => void;
  /** Ends the login that is half done, at Jira and in the browser. */
  readonly logOut: (sessionId: string | undefined) => Promise<void>;
  readonly failure: (error: AppError) => void;
};
