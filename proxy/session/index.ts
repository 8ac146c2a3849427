export { LoginCompletion } from './login-completion.ts';
export type { Revocation } from './revocation.ts';
export type { IssueInput, SessionPlace } from './session-input.ts';
export type { RegisteredSession, SessionRegister } from './session-register.ts';
export type { VerifiedSession } from './verified-session.ts';
export { VerifiedSessionService } from './verified-session-service.ts';
