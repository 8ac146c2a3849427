export { LoginCompletion } from './login-completion.ts';
export type { Revocation } from './revocation.ts';
export type { VerifiedSession } from './verified-session.ts';
export { type IssueInput, VerifiedSessionService } from './verified-session-service.ts';
