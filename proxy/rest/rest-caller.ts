import {
  type Assessment,
  type BasicAuthSettings,
  basicAllowed,
  type NoteUse,
  noteUseOf,
  requireAdmissible,
  type Standing,
} from '../gate/index.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Principal } from '../principal/index.ts';
import { cookieHeader, type JiraClient, type JiraCredentials } from '../upstream/index.ts';

export type RestCaller = {
  readonly principal: Principal;
  /** What Jira is asked with on the caller's behalf. */
  readonly credentials: JiraCredentials;
  readonly standing: Standing;
  readonly viaBrowser: boolean;
};

export type RestCallerParts = {
  readonly standings: Assessment;
  readonly jira: JiraClient;
  readonly basicAuth: () => BasicAuthSettings;
  readonly noteUse: NoteUse;
};

/**
 * Who calls the API: by a token, by Basic where that is allowed, or by a browser session that owes nothing.
 * @param takesBasic whether the operation may be called by Basic, where that is allowed
 * @throws AppError `not_authenticated`, or `basic_disabled`
 */
export async function requireCaller(
  scope: RequestScope,
  parts: RestCallerParts,
  takesBasic = true,
): Promise<RestCaller> {
  const standing = await parts.standings.assess(scope);
  const { credentials, caller, requirement, verified } = standing;
  requireAdmissible(standing);
  if (credentials.kind === 'refused') throw new AppError(credentials.code, credentials.reason);
  if (credentials.kind === 'browser') {
    if (caller.kind === 'anonymous') throw new AppError('not_authenticated', 'nobody is logged in');
    if (requirement.outcome !== 'none' && verified === undefined) {
      throw new AppError('not_authenticated', 'the session is not verified');
    }
    const cookie = cookieHeader(scope.cookies, standing.sessionId);
    return { principal: caller.principal, credentials: { cookie }, standing, viaBrowser: true };
  }
  const isAllowed =
    credentials.kind === 'basic'
      ? takesBasic && basicAllowed(parts.basicAuth(), credentials.username, scope)
      : !credentials.signed;
  noteUseOf(scope, standing, isAllowed, parts.noteUse);
  if (credentials.kind === 'basic' && !isAllowed) {
    throw new AppError('basic_disabled', 'Basic authentication is not allowed here');
  }
  const { authorization } = credentials;
  // A signature fits the request that it was made for, and no question of ours.
  if (authorization === undefined) throw new AppError('not_authenticated', 'a signature of OAuth 1');
  const identified = await parts.jira.whoAmI({ authorization, address: scope.address });
  if (identified.caller.kind === 'anonymous')
    throw new AppError('not_authenticated', 'Jira does not know the token');
  return {
    principal: identified.caller.principal,
    credentials: { authorization, address: scope.address },
    standing,
    viaBrowser: false,
  };
}
