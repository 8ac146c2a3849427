export { MailHealth } from './mail-health.ts';
export { createOverviewScreen } from './overview-screen.tsx';
