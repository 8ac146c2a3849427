export { createEditSettingsScreen } from './edit-settings-screen.tsx';
export { type MailOutcome, MailTest } from './mail-test.tsx';
export { createMailTestScreen } from './mail-test-screen.tsx';
export { createRevertSettingsScreen, createSettingsHistoryScreen } from './settings-history-screen.tsx';
export { createSettingsScreen } from './settings-screen.tsx';
