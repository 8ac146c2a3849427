import type { JiraClient } from './jira-client.ts';
import { newSessionCookieHeader } from './jira-cookies.ts';
import type { PasswordCheck } from './password-check.ts';

/**
 * Proves the password of somebody who is logged in already: one check at Jira, whose new session is closed at once.
 * @throws AppError `jira_unavailable`
 */
export function passwordProof(passwords: PasswordCheck, jira: JiraClient) {
  return async (
    { userKey, username }: { readonly userKey: string; readonly username: string },
    password: string,
    { address }: { readonly address: string },
  ): Promise<boolean> => {
    const result = await passwords.check({ username, password, rememberMe: false, address });
    if (result.kind === 'wrong') return false;
    const cookie = newSessionCookieHeader(result.setCookies);
    const { caller } = await jira.whoAmI({ cookie, address });
    await jira.endSession({ cookie, address });
    return caller.kind === 'person' && caller.principal.userKey === userKey;
  };
}
