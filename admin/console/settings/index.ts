export { type MailOutcome, MailTest } from './mail-test.tsx';
export { createMailTestScreen } from './mail-test-screen.tsx';
export { createSettingsScreen } from './settings-screen.tsx';
