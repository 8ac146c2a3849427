import type { Router } from 'express';
import type { RequestScope } from '../../proxy/http/request-scope.ts';
import type { Scopes } from '../../proxy/http/scopes.ts';
import type { AppError } from '../../proxy/kernel/app-error.ts';
import { type ApiHandler, createApiRouter, createOtherVersionsRouter } from '../../proxy/rest/index.ts';
import { type AdminOperationId, adminApi } from './admin-operations.ts';
import type { BulkRoutes } from './bulk-routes.ts';
import type { CredentialUseRoutes } from './credential-use-routes.ts';
import { Fault, sendFault } from './fault.ts';
import type { HelpRoutes } from './help-routes.ts';
import type { PolicyRoutes } from './policy-routes.ts';
import type { RolloutRoutes } from './rollout-routes.ts';
import type { SettingsRoutes } from './settings-routes.ts';
import type { SiteRoutes } from './site-routes.ts';
import type { UserRoutes } from './user-routes.ts';

export type AdminRouterParts = {
  readonly users: UserRoutes;
  readonly help: HelpRoutes;
  readonly bulk: BulkRoutes;
  readonly policy: PolicyRoutes;
  readonly site: SiteRoutes;
  readonly rollout: RolloutRoutes;
  readonly settings: SettingsRoutes;
  readonly credentialUses: CredentialUseRoutes;
  readonly scopes: Scopes;
  readonly publicOrigin: string;
  /** Where clients find the API, with its version. */
  readonly apiUrl: string;
  readonly onError: (error: AppError, scope: RequestScope) => void;
};

/** A policy of five hundred names in a rule fits. */
const largestBody = '512kb';

/** `/rest/two-step-admin/1.0` and `latest`: thin routes over the services. */
export function createAdminRestRouter(parts: AdminRouterParts): Router {
  return createApiRouter(adminApi, {
    ...parts,
    handlers: handlersOf(parts),
    // Also what only reads: an export is written down, and no other site may have the browser make one.
    heldToOrigin: () => true,
    largestBody,
    sendError: sendFault,
  });
}

/** The rest of the namespace: nothing is there, and it says so like the API. */
export function createOtherAdminVersionsRouter(parts: Pick<AdminRouterParts, 'scopes' | 'onError'>): Router {
  return createOtherVersionsRouter({ ...parts, sendError: sendFault });
}

function handlersOf(parts: AdminRouterParts): Record<AdminOperationId, ApiHandler> {
  const entries = Object.entries(allHandlers(parts)) as [AdminOperationId, ApiHandler][];
  return Object.fromEntries(entries.map(([id, handler]) => [id, answeringFaults(handler)])) as Record<
    AdminOperationId,
    ApiHandler
  >;
}

function allHandlers(parts: AdminRouterParts): Record<AdminOperationId, ApiHandler> {
  const { users, help, bulk, policy, site, rollout, settings, credentialUses } = parts;
  return {
    getStatus: site.status,
    searchUsers: users.search,
    getUser: users.show,
    resetUser: help.reset,
    exemptUser: help.exempt,
    endExemption: help.endExemption,
    issueHelpDeskCode: help.issueCode,
    unlockUser: help.unlock,
    revokeDevices: help.revokeDevices,
    revokeSessions: help.revokeSessions,
    getPolicy: policy.show,
    planPolicy: policy.plan,
    putPolicy: policy.publish,
    revertPolicy: policy.revert,
    getPolicyHistory: policy.history,
    getPolicyVersion: policy.version,
    explainPolicy: policy.explain,
    searchAudit: site.searchAudit,
    exportAudit: site.exportAudit,
    verifyAudit: site.verifyAudit,
    exportPeople: users.exportAll,
    getPeopleSync: site.syncState,
    startPeopleSync: site.startSync,
    startBulk: bulk.start,
    getBulk: bulk.show,
    getWaves: rollout.waves,
    pauseWave: rollout.pause,
    resumeWave: rollout.resume,
    rollBackWave: rollout.rollBack,
    getWatched: rollout.watched,
    getAdoption: rollout.adoption,
    getActivity: rollout.activity,
    getSettings: settings.show,
    putSettings: settings.replace,
    getSettingsHistory: settings.history,
    revertSettings: settings.revert,
    testMail: settings.testMail,
    getCredentialUses: credentialUses.list,
    exportCredentialUses: credentialUses.exportAll,
  };
}

function answeringFaults(handler: ApiHandler): ApiHandler {
  return async (req, res, scope) => {
    try {
      await handler(req, res, scope);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      if (error.retryAfter !== undefined) res.setHeader('retry-after', String(error.retryAfter));
      sendFault(res, error.status, error.message, error.code);
    }
  };
}
