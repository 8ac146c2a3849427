export { AdminCallers } from './admin-callers.ts';
export { createAdminRestRouter, createOtherAdminVersionsRouter } from './admin-router.ts';
export { HelpRoutes, type HelpServices } from './help-routes.ts';
export { PolicyRoutes } from './policy-routes.ts';
export { SiteRoutes } from './site-routes.ts';
export { UserRoutes } from './user-routes.ts';
