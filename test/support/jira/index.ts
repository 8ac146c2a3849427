export type { Control } from './control.ts';
export { describePeople } from './describe-people.ts';
export type { Fault } from './faults.ts';
export type { StandInJiraOptions } from './options.ts';
export type { Person } from './people/person.ts';
export type { RecordedRequest } from './request-log.ts';
export { CAPTCHA_WORD } from './security/captchas.ts';
export { type SessionView, type StandInJira, startStandInJira } from './start-stand-in-jira.ts';
