import type { RequestScope } from '../http/request-scope.ts';
import type { PrincipalService } from '../principal/index.ts';
import { type JiraClient, newSessionCookieHeader, sessionIdIn } from '../upstream/index.ts';
import type { LoginMarks } from './login-marks.ts';

export type SingleSignOnParts = {
  readonly jira: JiraClient;
  readonly marks: LoginMarks;
  readonly principals: PrincipalService;
};

/**
 * An identity provider has answered Jira, in front of our eyes: nobody was logged in before, and Jira opened a session
 * for somebody on one of its own paths for that.
 *
 * @param before the session that the request came with
 * @throws AppError when Jira does not say whose the new one is
 */
export async function markSingleSignOn(
  { address, userAgent }: Pick<RequestScope, 'address' | 'userAgent'>,
  before: string | undefined,
  setCookies: readonly string[],
  { jira, marks, principals }: SingleSignOnParts,
): Promise<void> {
  const opened = sessionIdIn(setCookies);
  if (opened === undefined || opened === before) return;
  const { caller } = await jira.whoAmI({ cookie: newSessionCookieHeader(setCookies), userAgent, address });
  if (caller.kind === 'person') await marks.put(principals.keyOf(opened), 'single_sign_on');
}
