export { LoginCompletion } from './login-completion.ts';
export type { Revocation } from './revocation.ts';
export type { RegisteredSession, SessionRegister } from './session-register.ts';
export type { VerifiedSession } from './verified-session.ts';
export { type IssueInput, type SessionPlace, VerifiedSessionService } from './verified-session-service.ts';
