import type { PersonFacts } from '../enrollment/enrollment-directory.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { AppError } from '../kernel/app-error.ts';
import { hour } from '../kernel/clock.ts';
import { nothingOwed, type Requirement } from '../policy/index.ts';
import type { Caller, Principal, PrincipalService } from '../principal/index.ts';
import type { VerifiedSession, VerifiedSessionService } from '../session/index.ts';
import { trustedDeviceMethod } from '../trusted-device/index.ts';
import { adoptingCookieHeader, cookieHeader, type JiraClient, sessionIdIn } from '../upstream/index.ts';
import { type Credentials, readCredentials } from './credentials.ts';
import { changesState } from './jira-paths.ts';
import type { LoginMarks } from './login-marks.ts';
import { type PathRequest, pathFacts } from './path-classes.ts';
import type { Owing, RequirementService } from './requirements.ts';

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
  /** They showed what they have, and the policy wants something that they have not got. */
  readonly lacksMethod: boolean;
};

type Identified = Pick<Standing, 'caller' | 'sessionId' | 'adoptedCookies'>;

export type StandingParts = {
  readonly jira: JiraClient;
  readonly principals: PrincipalService;
  readonly sessions: VerifiedSessionService;
  readonly requirements: RequirementService;
  readonly marks: LoginMarks;
  readonly verifiedCookie: string;
  /** Methods that stand in for any other: codes on paper. */
  readonly standIns: ReadonlySet<string>;
};

const day = 24 * hour;

/** Works out where a request stands. Asks Jira and the stores; decides nothing. */
export class StandingService {
  readonly #parts: StandingParts;

  constructor(parts: StandingParts) {
    this.#parts = parts;
  }

  /**
   * @param goingTo where the person is on their way to, for a page of our own: what is owed there is owed here
   * @throws AppError when Jira or a store does not answer: whoever cannot be judged does not get in
   */
  async assess(scope: RequestScope, signedForm = false, goingTo?: PathRequest): Promise<Standing> {
    const credentials = readCredentials(scope, this.#parts.verifiedCookie, signedForm);
    if (credentials.kind !== 'browser') {
      const caller = credentials.kind === 'machine' ? await this.#ownerOf(scope, credentials) : nobody.caller;
      return { ...nobody, ...nothingShown, credentials, caller };
    }
    const identified = await this.#identify(scope, credentials);
    const { caller, sessionId } = identified;
    if (caller.kind === 'anonymous') return { ...identified, ...nothingShown, credentials };
    const { userKey } = caller.principal;
    const { requirement, facts } = await this.requirementFor(caller.principal, scope, sessionId, goingTo);
    const { since } = facts;
    // Last: a revocation that comes while the rest is being found out is seen.
    const record = await this.#findVerification(sessionId, credentials.verifiedSecret);
    // The record must be this person's, for the enrollment that stands now, by a method that counts here.
    const holds = record?.userKey === userKey && record.enrolledSince === since;
    const verified = holds && this.#counts(record, requirement, facts, scope.startedAt) ? record : undefined;
    const lacksMethod =
      verified !== undefined && requirement.outcome === 'require' && lacks(requirement, facts);
    return { credentials, ...identified, requirement, enrolledSince: since, verified, lacksMethod };
  }

  /**
   * The same request, with what was shown for it when it came, under what is owed by now.
   * @throws AppError `store_unavailable`
   */
  async reassess(standing: Standing, principal: Principal, scope: RequestScope): Promise<Standing> {
    const { requirement, facts } = await this.requirementFor(principal, scope, standing.sessionId);
    const record = standing.verified;
    // Messages of other gates can be lost: that the login or all sessions were ended is looked up.
    const stands = record !== undefined && (await this.#parts.sessions.isCurrent(record));
    const counts = stands && this.#counts(record, requirement, facts, scope.startedAt);
    const verified = counts ? record : undefined;
    const lacksMethod = counts && requirement.outcome === 'require' && lacks(requirement, facts);
    return { ...standing, requirement, enrolledSince: facts.since, verified, lacksMethod };
  }

  /** Whose token it is, so that the reply can be held against it. A signature (OAuth 1) tells only with its request. */
  async #ownerOf(
    scope: RequestScope,
    credentials: Credentials & { readonly kind: 'machine' },
  ): Promise<Caller> {
    if (credentials.signed) return nobody.caller;
    const { authorization } = credentials;
    return this.#parts.principals.resolve(tokenName(authorization), changesState(scope.method), async () => {
      return (await this.#parts.jira.whoAmI({ authorization, ...originOf(scope) })).caller;
    });
  }

  /** What a person owes after their password, whichever way they log in. @param sessionId of Jira, where it is known */
  requirementFor(
    principal: Principal,
    scope: RequestScope,
    sessionId: string | undefined,
    goingTo: PathRequest = scope,
  ): Promise<Owing> {
    const { requirements, marks, principals } = this.#parts;
    return requirements.of(principal, {
      paths: () => pathFacts(goingTo),
      ...{ address: scope.address, requestId: scope.id },
      login: async () => (sessionId === undefined ? 'password' : marks.find(principals.keyOf(sessionId))),
    });
  }

  /** Whoever has none of the methods that the policy wants goes on with what they have, and is led to set one up. */
  #counts(record: VerifiedSession, requirement: Requirement, facts: PersonFacts, now: number): boolean {
    const { methods, rememberDays } = requirement;
    const isRemembered = record.method === trustedDeviceMethod;
    // It was let in somewhere; elsewhere the policy may remember browsers for fewer days, or for none.
    if (isRemembered && rememberDays !== undefined) {
      const end = (record.trustedAt ?? 0) + rememberDays * day;
      if (end <= now) return false;
    }
    // A remembered browser stands in for what it was trusted for, and for nothing better.
    const method = isRemembered ? (record.trustedFor ?? '') : record.method;
    if (methods === undefined || methods.includes(method) || this.#parts.standIns.has(method)) return true;
    return lacks(requirement, facts);
  }

  async #identify(
    scope: RequestScope,
    credentials: Credentials & { readonly kind: 'browser' },
  ): Promise<Identified> {
    const { sessionId } = credentials;
    if (sessionId !== undefined) {
      const caller = await this.#parts.principals.resolve(sessionId, changesState(scope.method), async () => {
        const cookie = cookieHeader(scope.cookies, sessionId);
        return (await this.#parts.jira.whoAmI({ cookie, ...originOf(scope) })).caller;
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
    const { caller, setCookies } = await this.#parts.jira.whoAmI({
      cookie: adoptingCookieHeader([...scope.loginCookies, ...scope.cookies]),
      ...(credentials.authorization === undefined ? {} : { authorization: credentials.authorization }),
      ...originOf(scope),
    });
    if (caller.kind === 'anonymous') return { ...nobody, sessionId: credentials.sessionId };
    const sessionId = sessionIdIn(setCookies);
    if (sessionId === undefined) {
      throw new AppError('not_authenticated', 'Jira knows the caller but opened no session to verify');
    }
    const { marks, principals } = this.#parts;
    // A password may stand behind each of these ways. Only a login that an identity provider finishes is seen as one.
    await marks.put(principals.keyOf(sessionId), 'remembered');
    return { caller, sessionId, adoptedCookies: setCookies };
  }

  async #findVerification(sessionId: string | undefined, secret: string | undefined) {
    if (sessionId === undefined || secret === undefined) return undefined;
    return this.#parts.sessions.find(sessionId, secret);
  }
}

/** @throws AppError for credentials that cannot be read in one way, and for whom the policy refuses altogether */
export function requireAdmissible({ credentials, requirement }: Standing): void {
  if (credentials.kind === 'refused') throw new AppError(credentials.code, credentials.reason);
  if (requirement.outcome === 'refuse') throw new AppError('refused_by_policy', requirement.because);
}

/** Under which a token's owner is remembered: never the name of a session, which holds no blank. */
export function tokenName(authorization: string): string {
  return `token ${authorization}`;
}

const nobody: Identified = { caller: { kind: 'anonymous' }, sessionId: undefined, adoptedCookies: [] };

const nothingShown = {
  requirement: nothingOwed,
  enrolledSince: undefined,
  verified: undefined,
  lacksMethod: false,
};

function lacks({ methods }: Requirement, facts: PersonFacts): boolean {
  return methods !== undefined && !facts.methods.some((method) => methods.includes(method));
}

function originOf(scope: RequestScope) {
  return { userAgent: scope.userAgent, address: scope.address };
}
