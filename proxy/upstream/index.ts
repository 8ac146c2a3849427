export { JiraClient, type JiraCredentials } from './jira-client.ts';
export {
  adoptingCookieHeader,
  cookieHeader,
  everyCookieHeader,
  isRemoval,
  newSessionCookieHeader,
  sessionCookie,
  sessionIdIn,
  usualLoginCookies,
} from './jira-cookies.ts';
export { JiraDirectory } from './jira-directory.ts';
export { createJiraAgents, createJiraHttp, type JiraAgents, type JiraHttp } from './jira-http.ts';
export { findOtherDoors, type OtherDoors } from './other-doors.ts';
export { PasswordCheck, type PasswordInput, type PasswordResult } from './password-check.ts';
export { passwordProof } from './password-proof.ts';
