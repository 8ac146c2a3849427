import type { EnrollmentDirectory } from '../enrollment/enrollment-directory.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { AppError } from '../kernel/app-error.ts';
import { evaluatePolicy, type Policy, type Requirement } from '../policy/index.ts';
import type { Caller, PrincipalService } from '../principal/index.ts';
import type { VerifiedSession, VerifiedSessionService } from '../session/index.ts';
import { adoptingCookieHeader, cookieHeader, type JiraClient, sessionIdIn } from '../upstream/index.ts';
import { type Credentials, readCredentials } from './credentials.ts';
import { changesState } from './jira-paths.ts';

/** Where a request stands: who sends it, what they owe, and what they have shown. */
export type Standing = {
  readonly credentials: Credentials;
  readonly caller: Caller;
  /** The one session that all this was found out about, and the only one that Jira will be sent. */
  readonly sessionId: string | undefined;
  /** `Set-Cookie` lines of a session that Jira opened meanwhile; they belong into the reply, whatever it is. */
  readonly adoptedCookies: readonly string[];
  readonly requirement: Requirement;
  readonly enrolledSince: string | undefined;
  readonly verified: VerifiedSession | undefined;
};

const nothingOwed: Requirement = { outcome: 'none', wouldBe: 'none', because: 'nobody is logged in' };

type Identified = Pick<Standing, 'caller' | 'sessionId' | 'adoptedCookies'>;

/** Works out where a request stands. Asks Jira and the stores; decides nothing. */
export class StandingService {
  readonly #jira: JiraClient;
  readonly #principals: PrincipalService;
  readonly #sessions: VerifiedSessionService;
  readonly #enrollments: EnrollmentDirectory;
  readonly #policy: Policy;
  readonly #verifiedCookie: string;

  constructor(parts: {
    jira: JiraClient;
    principals: PrincipalService;
    sessions: VerifiedSessionService;
    enrollments: EnrollmentDirectory;
    policy: Policy;
    verifiedCookie: string;
  }) {
    this.#jira = parts.jira;
    this.#principals = parts.principals;
    this.#sessions = parts.sessions;
    this.#enrollments = parts.enrollments;
    this.#policy = parts.policy;
    this.#verifiedCookie = parts.verifiedCookie;
  }

  /** @throws AppError when Jira or a store does not answer: whoever cannot be judged does not get in. */
  async assess(scope: RequestScope, signedForm = false): Promise<Standing> {
    const credentials = readCredentials(scope, this.#verifiedCookie, signedForm);
    if (credentials.kind !== 'browser') {
      const caller = credentials.kind === 'machine' ? await this.#ownerOf(scope, credentials) : nobody.caller;
      return {
        ...nobody,
        credentials,
        caller,
        requirement: nothingOwed,
        enrolledSince: undefined,
        verified: undefined,
      };
    }
    const identified = await this.#identify(scope, credentials);
    if (identified.caller.kind === 'anonymous') {
      return {
        credentials,
        ...identified,
        requirement: nothingOwed,
        enrolledSince: undefined,
        verified: undefined,
      };
    }
    const { userKey } = identified.caller.principal;
    const { requirement, enrolledSince } = await this.requirementFor(userKey);
    // Last: a revocation that comes while the rest is being found out is seen.
    const record = await this.#findVerification(identified.sessionId, credentials.verifiedSecret);
    // The record must be this person's, for the enrollment that stands now.
    const holds = record?.userKey === userKey && record.enrolledSince === enrolledSince;
    return { credentials, ...identified, requirement, enrolledSince, verified: holds ? record : undefined };
  }

  /** Whose token it is, so that the reply can be held against it. A signature (OAuth 1) tells only with its request. */
  async #ownerOf(
    scope: RequestScope,
    credentials: Credentials & { readonly kind: 'machine' },
  ): Promise<Caller> {
    if (credentials.signed) return nobody.caller;
    const { authorization } = credentials;
    return this.#principals.resolve(tokenName(authorization), changesState(scope.method), async () => {
      return (await this.#jira.whoAmI({ authorization, ...originOf(scope) })).caller;
    });
  }

  /** What a person owes after their password, whichever way they log in. */
  async requirementFor(userKey: string): Promise<Pick<Standing, 'requirement' | 'enrolledSince'>> {
    const enrolledSince = await this.#enrollments.enrolledSince(userKey);
    return {
      requirement: evaluatePolicy(this.#policy, { enrolled: enrolledSince !== undefined }),
      enrolledSince,
    };
  }

  async #identify(
    scope: RequestScope,
    credentials: Credentials & { readonly kind: 'browser' },
  ): Promise<Identified> {
    const { sessionId } = credentials;
    if (sessionId !== undefined) {
      const caller = await this.#principals.resolve(sessionId, changesState(scope.method), async () => {
        const cookie = cookieHeader(scope.cookies, sessionId);
        return (await this.#jira.whoAmI({ cookie, ...originOf(scope) })).caller;
      });
      if (caller.kind === 'person') return { caller, sessionId, adoptedCookies: [] };
    }
    return credentials.adoptable ? this.#adopt(scope, credentials) : { ...nobody, sessionId };
  }

  /**
   * Remember-me, Crowd or an SSO scheme: Jira is asked with exactly these and opens a session, which is a password
   * login like any other from then on.
   */
  async #adopt(
    scope: RequestScope,
    credentials: Credentials & { readonly kind: 'browser' },
  ): Promise<Identified> {
    const { caller, setCookies } = await this.#jira.whoAmI({
      cookie: adoptingCookieHeader([...scope.loginCookies, ...scope.cookies]),
      ...(credentials.authorization === undefined ? {} : { authorization: credentials.authorization }),
      ...originOf(scope),
    });
    if (caller.kind === 'anonymous') return { ...nobody, sessionId: credentials.sessionId };
    const sessionId = sessionIdIn(setCookies);
    if (sessionId === undefined) {
      throw new AppError('not_authenticated', 'Jira knows the caller but opened no session to verify');
    }
    return { caller, sessionId, adoptedCookies: setCookies };
  }

  async #findVerification(sessionId: string | undefined, secret: string | undefined) {
    if (sessionId === undefined || secret === undefined) return undefined;
    return this.#sessions.find(sessionId, secret);
  }
}

/** Under which a token's owner is remembered: never the name of a session, which holds no blank. */
export function tokenName(authorization: string): string {
  return `token ${authorization}`;
}

const nobody: Identified = { caller: { kind: 'anonymous' }, sessionId: undefined, adoptedCookies: [] };

function originOf(scope: RequestScope) {
  return { userAgent: scope.userAgent, address: scope.address };
}
