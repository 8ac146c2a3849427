import type { Logger } from 'pino';
import type { EnrollmentChange } from '../db/index.ts';
import type { AuditKeeper } from './audit/index.ts';
import type { Services } from './compose-services.ts';

/** A change of the enrollment table, through a gate or by hand, reaches everything that is remembered here. */
export function hearChange(
  { operation, userKey, kind }: EnrollmentChange,
  services: Services,
  keeper: AuditKeeper,
  logger: Logger,
): void {
  keeper.chainSoon();
  if (operation === 'document') {
    if (kind === 'policy') reloadPolicy(services, logger);
    if (kind === 'settings') reloadSettings(services, logger);
    return;
  }
  if (userKey === undefined) {
    services.directory.forgetAll();
    return;
  }
  services.directory.forget(userKey);
  if (operation !== 'delete') return;
  services.sessions
    .revokeUser(userKey)
    .catch((error: Error) => logger.error({ detail: error.message }, 'revoking sessions'));
}

/** What counted before counts on where the new one cannot be read. */
function reloadPolicy({ policies }: Services, logger: Logger): void {
  policies.reload().catch((error: Error) => logger.error({ detail: error.message }, 'reading the policy'));
}

function reloadSettings({ settings }: Services, logger: Logger): void {
  settings.reload().catch((error: Error) => logger.error({ detail: error.message }, 'reading the settings'));
}

/** What was announced while nobody listened was not heard. */
export function reloadDocuments(services: Services, logger: Logger): void {
  reloadPolicy(services, logger);
  reloadSettings(services, logger);
}
