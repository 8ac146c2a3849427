export { ChallengePage } from './challenge-page.ts';
export { EndPage } from './end-page.ts';
export { EnrollPage } from './enroll-page.ts';
export { JiraPage } from './jira-page.ts';
export { LoginPage } from './login-page.ts';
export { ProfilePage } from './profile-page.ts';
export { RecoverPage } from './recover-page.ts';
export { RecoveryCodePage } from './recovery-code-page.ts';
