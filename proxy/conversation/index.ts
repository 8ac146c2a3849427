export { type AttemptLedger, attemptLimits, type LockedUntil, type Spending } from './attempt-ledger.ts';
export type { Conversation, ConversationPerson, HeldSession } from './conversation.ts';
export {
  type AttemptOutcome,
  type CheckResult,
  ConversationService,
  type RequestOrigin,
} from './conversation-service.ts';
export { ConversationStore } from './conversation-store.ts';
export { VerificationService, type Verified } from './verification-service.ts';
