export { createEditSettingsScreen } from './edit-settings-screen.tsx';
export { createMailTestScreen } from './mail-test-screen.tsx';
export { createRevertSettingsScreen, createSettingsHistoryScreen } from './settings-history-screen.tsx';
export { createSettingsScreen } from './settings-screen.tsx';
