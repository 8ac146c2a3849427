export { AbandonedLogins } from './abandoned-logins.ts';
export {
  type AttemptLedger,
  attemptLimits,
  type LockedUntil,
  type SettableLimits,
  type Spending,
} from './attempt-ledger.ts';
export type {
  Conversation,
  ConversationPurpose,
  HeldSession,
} from './conversation.ts';
export {
  type AttemptOutcome,
  type CheckResult,
  ConversationService,
  type RequestOrigin,
} from './conversation-service.ts';
export { ConversationStore } from './conversation-store.ts';
export { FactorProof, type ProofOutcome } from './factor-proof.ts';
export { type OnAlarm, VerificationService, type Verified } from './verification-service.ts';
