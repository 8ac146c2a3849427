export { AccountRoutes } from './account-routes.ts';
export { LoginRoutes } from './login-routes.ts';
export { createTsvRouter } from './tsv-router.ts';
