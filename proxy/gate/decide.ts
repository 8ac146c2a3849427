import type { ErrorCode } from '../kernel/app-error.ts';
import type { Requirement } from '../policy/index.ts';
import type { Caller } from '../principal/index.ts';
import type { Credentials } from './credentials.ts';
import { changesState, isLogin, isLogout, isPublicResource } from './jira-paths.ts';

/**
 * How a request goes on to Jira:
 * `person` with the one session that was decided about · `anonymous` with a session that belongs to nobody ·
 * `login` and `public` with no session at all · `machine` and `basic` with the Authorization header and without any
 * cookie.
 */
export type ForwardAs = 'person' | 'anonymous' | 'login' | 'public' | 'machine' | 'basic';

export type Decision =
  | { readonly kind: 'forward'; readonly as: ForwardAs; readonly reason: string }
  | { readonly kind: 'challenge'; readonly reason: string }
  | { readonly kind: 'enroll'; readonly reason: string }
  /** Whoever owes a factor may always leave; the gate sees to it, since Jira's page would show whose session it is. */
  | { readonly kind: 'log_out'; readonly reason: string }
  | { readonly kind: 'refuse'; readonly code: ErrorCode; readonly reason: string };

export type Facts = {
  readonly method: string;
  /** Canonical and below the context path; absent for odd spellings, for which no exception is made. */
  readonly path: string | undefined;
  readonly credentials: Credentials;
  /** Whether the body is a form with a password in it. */
  readonly carriesPassword: boolean;
  /** Whether that form answers a captcha as well. */
  readonly carriesCaptcha: boolean;
  /** Whether a server might take an odd spelling of the path for a login. */
  readonly oddLogin: boolean;
  readonly caller: Caller;
  readonly requirement: Requirement;
  readonly verified: boolean;
  readonly basicAllowed: boolean;
};

/** The whole decision. Pure: everything it needs is in the facts, and nothing else decides. */
export function decide(facts: Facts): Decision {
  const { credentials, method, path } = facts;
  if (credentials.kind === 'refused') return refuse(credentials.code, credentials.reason);
  const login = isLogin(method, path);
  // Jira would log in and perform the page's action at once, before anybody could be asked for a second factor.
  if (facts.carriesPassword && !login)
    return refuse('bad_request', 'a password posted to a page that is no login');
  if (facts.oddLogin && changesState(method)) return refuse('bad_request', 'an odd spelling of a login');
  if (credentials.kind === 'machine') return forward('machine', 'a token');
  if (credentials.kind === 'basic') {
    return facts.basicAllowed
      ? forward('basic', 'Basic authentication is allowed here')
      : refuse('basic_disabled', 'Basic authentication is not allowed here');
  }
  if (path === '/status') return forward('public', "Jira's health");
  // A fresh login never continues an old session: what was verified before cannot pass to somebody else, and what
  // nobody owned a moment ago cannot become somebody's under the feet of requests that were judged already. Only the
  // answer to a captcha belongs to the session that was asked.
  const answersCaptcha = facts.caller.kind === 'anonymous' && facts.carriesCaptcha;
  if (login && !answersCaptcha) return forward('login', 'a fresh login');
  if (facts.caller.kind === 'anonymous') return forward('anonymous', 'nobody is logged in');
  if (facts.requirement.outcome === 'none') return forward('person', facts.requirement.because);
  if (facts.verified) return forward('person', 'the session is verified');
  if (isLogout(method, path)) return { kind: 'log_out', reason: 'leaving is always allowed' };
  if (isPublicResource(method, path))
    return forward('public', 'a static file, asked for without the session');
  return {
    kind: facts.requirement.outcome === 'enroll' ? 'enroll' : 'challenge',
    reason: facts.requirement.because,
  };
}

function forward(as: ForwardAs, reason: string): Decision {
  return { kind: 'forward', as, reason };
}

function refuse(code: ErrorCode, reason: string): Decision {
  return { kind: 'refuse', code, reason };
}
