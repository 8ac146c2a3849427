export type { Answer } from './answer.ts';
export { type BasicAuthSettings, basicAllowed } from './basic-policy.ts';
export { type Credentials, readCredentials } from './credentials.ts';
export { type Decision, decide, type Facts, type ForwardAs } from './decide.ts';
export { Gate, type Judgement } from './gate.ts';
export { OpenStreams } from './open-streams.ts';
export { type Standing, StandingService } from './standing.ts';
