export { AccountRoutes } from './account-routes.ts';
export { describeOperations } from './describe-operations.ts';
export { ElevationRoutes } from './elevation-routes.ts';
export { closeHeldSession } from './held-session.ts';
export { LoginRoutes } from './login-routes.ts';
export { SettingsRoutes } from './settings-routes.ts';
export { createOtherVersionsRouter, createTsvRouter } from './tsv-router.ts';
