export { createOverviewScreen } from './overview-screen.tsx';
