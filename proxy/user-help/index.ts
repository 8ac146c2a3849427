export { AccessService, type RevokeOutcome, type UnlockOutcome } from './access-service.ts';
export {
  BreakGlass,
  type BreakGlassConfirmation,
  type BreakGlassStart,
  type ConfirmOutcome,
  type StartOutcome,
} from './break-glass.ts';
export type { BreakGlassRequest, BreakGlassRequests } from './break-glass-requests.ts';
export type { Exemption, ExemptionRepository } from './exemption-repository.ts';
export {
  type EndExemptionOutcome,
  type ExemptionOutcome,
  type ExemptionRequest,
  ExemptionService,
  mostExemptionHours,
  usualExemptionHours,
} from './exemption-service.ts';
export {
  type Administrator,
  type AdministratorProof,
  HelpDesk,
  type HelpDeskParts,
  type HelpRefusal,
  type HelpRequest,
} from './help-desk.ts';
export type { HelpDeskCode, HelpDeskCodeKind, HelpDeskCodeRepository } from './help-desk-code-repository.ts';
export {
  type HelpDeskCodeOutcome,
  type HelpDeskCodeRequest,
  HelpDeskCodeService,
} from './help-desk-code-service.ts';
export { HelpDeskCodes, type HelpDeskCodeUse } from './help-desk-codes.ts';
export { readReason } from './read-reason.ts';
export type { ResetLink, ResetLinkRepository, StoredResetLink } from './reset-link-repository.ts';
export { ResetLinks } from './reset-links.ts';
export { type ResetOutcome, type ResetRequest, type ResetScope, ResetService } from './reset-service.ts';
