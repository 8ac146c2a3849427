export type { PeopleDirectory } from './people-directory.ts';
export type { Caller, Principal } from './principal.ts';
export { type AskJira, PrincipalService } from './principal-service.ts';
