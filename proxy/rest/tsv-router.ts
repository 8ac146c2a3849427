import type { Router } from 'express';
import type { RequestScope } from '../http/request-scope.ts';
import type { Scopes } from '../http/scopes.ts';
import type { AppError } from '../kernel/app-error.ts';
import type { AccountRoutes } from './account-routes.ts';
import { type ApiHandler, createApiRouter } from './api-router.ts';
import type { ElevationRoutes } from './elevation-routes.ts';
import type { LoginRoutes } from './login-routes.ts';
import { type OperationId, tsvApi } from './operations.ts';
import { sendMessage } from './rest-reply.ts';
import type { SettingsRoutes } from './settings-routes.ts';

const largestBody = '16kb';

export type TsvRouterParts = {
  readonly login: LoginRoutes;
  readonly account: AccountRoutes;
  readonly elevations: ElevationRoutes;
  readonly settings: SettingsRoutes;
  readonly scopes: Scopes;
  readonly publicOrigin: string;
  /** Where clients find the API, with its version. */
  readonly apiUrl: string;
  readonly onError: (error: AppError, scope: RequestScope) => void;
};

/** `/rest/tsv/1.0` and `/rest/tsv/latest`: thin routes over the services. */
export function createTsvRouter(parts: TsvRouterParts): Router {
  return createApiRouter(tsvApi, {
    ...parts,
    handlers: handlersOf(parts),
    // The logins have no session yet that another site could misuse, but a browser is held to our pages.
    heldToOrigin: ({ method }) => method === 'POST',
    largestBody,
    sendError: (res, status, message) => sendMessage(res, status, message),
  });
}

function handlersOf({
  login,
  account,
  elevations,
  settings,
}: TsvRouterParts): Record<OperationId, ApiHandler> {
  return {
    authenticate: login.authenticate,
    getCaptchaData: login.captcha,
    verifyCode: login.totpCode,
    authenticateWithRecoveryCode: login.recoveryCode,
    startEnforcedEnrollment: login.startEnrollment,
    completeEnforcedEnrollment: login.completeEnrollment,
    startVoluntaryEnrollment: settings.startVoluntaryEnrollment,
    completeVoluntaryEnrollment: settings.completeVoluntaryEnrollment,
    startEnrollmentUpdate: settings.startEnrollmentUpdate,
    completeAuthenticationChange: settings.completeEnrollmentUpdate,
    rotateRecoverCode: settings.rotateRecoveryCode,
    unenroll: settings.unenroll,
    unenrollUser: account.unenrollUser,
    getElevatedPermissionStatus: elevations.status,
    elevatePermissionsWithPassword: elevations.byPassword,
    elevatePermissionsWithTotp: elevations.byTotp,
    elevatePermissionsWithRecoveryCode: elevations.byRecoveryCode,
    getStatus: account.status,
    postStatus: account.status,
    getSsoManagementStatus: account.ssoManagementStatus,
  };
}
