export { createOverviewScreen, type OverviewParts } from './overview-screen.tsx';
