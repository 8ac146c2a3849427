export { type BasicAuthSettings, basicAllowed } from './basic-policy.ts';
export { type Credentials, readCredentials } from './credentials.ts';
export { type Decision, decide, type Facts, type ForwardAs } from './decide.ts';
export { type Answer, Gate, type Judgement } from './gate.ts';
export { type Standing, StandingService } from './standing.ts';
