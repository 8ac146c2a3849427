import express, { type Express, type Router } from 'express';
import { consolePath, type Links, ownAdminRestPath, ownPagesPath, ownRestPath } from './http/links.ts';

export type AppRouters = {
  readonly tsv: Router;
  readonly otherVersions: Router;
  readonly adminRest: Router;
  readonly otherAdminVersions: Router;
  readonly console: Router;
  readonly pages: Router;
};

/** The gate's own routes, and nothing else: what goes on to Jira never passes Express. */
export function createApp(links: Links, routers: AppRouters): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('case sensitive routing', true);
  app.set('query parser', 'simple');
  app.use(`${links.contextPath}${ownRestPath}/1.0`, routers.tsv);
  app.use(`${links.contextPath}${ownRestPath}/latest`, routers.tsv);
  app.use(`${links.contextPath}${ownRestPath}`, routers.otherVersions);
  const adminRest = `${links.contextPath}${ownAdminRestPath}`;
  app.use(`${adminRest}/1.0`, routers.adminRest);
  app.use(`${adminRest}/latest`, routers.adminRest);
  app.use(adminRest, routers.otherAdminVersions);
  app.use(`${links.contextPath}${ownPagesPath}${consolePath}`, routers.console);
  app.use(`${links.contextPath}${ownPagesPath}`, routers.pages);
  return app;
}
