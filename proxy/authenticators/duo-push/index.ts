import type { FactorModule } from '../factor-module.ts';
import { DuoPushAuthenticator } from './duo-push-authenticator.ts';
import { duoPushPages } from './duo-push-pages.tsx';

export const duoPushFactor: FactorModule = {
  method: 'DUO',
  create: (tools) => (tools.duo === undefined ? undefined : new DuoPushAuthenticator(tools, tools.duo)),
  pages: duoPushPages,
};
