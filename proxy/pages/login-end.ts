import type { ServerResponse } from 'node:http';
import type { OwnCookies } from '../http/own-cookies.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { addCookies } from '../http/send.ts';
import { cookieValue } from '../kernel/cookies.ts';
import type { PrincipalService } from '../principal/index.ts';
import type { VerifiedSessionService } from '../session/index.ts';
import { everyCookieHeader, isRemoval, type JiraClient, sessionCookie } from '../upstream/index.ts';

export type LoginEndParts = {
  readonly jira: JiraClient;
  readonly sessions: VerifiedSessionService;
  readonly principals: PrincipalService;
  readonly cookies: OwnCookies;
  readonly contextPath: string;
};

/** Ends a login altogether: at Jira, here, and in the browser. The password has to be given again. */
export class LoginEnd {
  readonly #parts: LoginEndParts;

  constructor(parts: LoginEndParts) {
    this.#parts = parts;
  }

  /** @param adopted the session that Jira opened for this very request, where it is not the browser's own */
  async end(res: ServerResponse, scope: RequestScope, adopted?: string): Promise<void> {
    const { jira, sessions, principals, cookies } = this.#parts;
    const sessionId = adopted ?? cookieValue(scope.cookies, sessionCookie);
    const secret = cookieValue(scope.cookies, cookies.verified);
    if (sessionId) {
      if (secret) await sessions.revoke(sessionId, secret);
      const cookie = everyCookieHeader(scope.cookies, scope.loginCookies, sessionId);
      const setCookies = await jira.endSession({ cookie, address: scope.address });
      // Only Jira knows with which domain and path it set the cookie of a remembered login.
      addCookies(res, setCookies.filter(isRemoval));
      await sessions.forgetSession(principals.keyOf(sessionId), 'over');
    }
    addCookies(res, this.#clearedCookies(scope));
  }

  /** Remembered logins too: they would log the browser in again at its next click. */
  #clearedCookies(scope: RequestScope): string[] {
    const { cookies, contextPath } = this.#parts;
    const path = contextPath === '' ? '/' : contextPath;
    const expired = (name: string) => `${name}=; Path=${path}; HttpOnly; Max-Age=0`;
    return [
      cookies.clear(cookies.verified),
      cookies.clear(cookies.conversation),
      expired(sessionCookie),
      ...scope.loginCookies.map(({ name }) => expired(name)),
    ];
  }
}
