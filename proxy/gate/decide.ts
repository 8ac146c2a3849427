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
  /** They are who they are, and have to set up something that the policy accepts. */
  | { readonly kind: 'add_factor'; readonly reason: string }
  /** They are who they are, and have to show it again: it was too long ago for this place. */
  | { readonly kind: 'step_up'; readonly reason: string }
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
  readonly enrolled: boolean;
  /** Verified with something that the policy would not take from somebody who had better. */
  readonly lacksMethod: boolean;
  /** Whether the place wants a factor that was shown more lately. */
  readonly stale: boolean;
  /** Whether a person in a period of grace is to be told of it now. */
  readonly remind: boolean;
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
  const owed = owedBy(facts);
  if (owed === undefined)
    return forward('person', facts.verified ? 'the session is verified' : facts.requirement.because);
  if (isLogout(method, path)) return { kind: 'log_out', reason: 'leaving is always allowed' };
  if (isPublicResource(method, path))
    return forward('public', 'a static file, asked for without the session');
  return owed;
}

/** What somebody who is logged in at Jira has to do first; `undefined` where nothing keeps them. */
function owedBy({ requirement, ...facts }: Facts): Decision | undefined {
  const { outcome, because } = requirement;
  if (outcome === 'refuse') return refuse('refused_by_policy', because);
  if (outcome !== 'none' && !facts.verified) {
    return { kind: outcome === 'enroll' ? 'enroll' : 'challenge', reason: because };
  }
  if (facts.stale) {
    const reason = 'this place wants a factor that was shown a short while ago';
    if (facts.verified) return { kind: 'step_up', reason };
    return { kind: facts.enrolled ? 'challenge' : 'enroll', reason };
  }
  if (facts.lacksMethod) return { kind: 'add_factor', reason: 'the policy wants another method' };
  return facts.remind ? { kind: 'enroll', reason: because } : undefined;
}

function forward(as: ForwardAs, reason: string): Decision {
  return { kind: 'forward', as, reason };
}

function refuse(code: ErrorCode, reason: string): Decision {
  return { kind: 'refuse', code, reason };
}
