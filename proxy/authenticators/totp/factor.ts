import type { FactorModule } from '../factor-module.ts';
import { TotpAuthenticator } from './totp-authenticator.ts';
import { totpPages } from './totp-pages.tsx';

export const totpFactor: FactorModule = {
  method: 'TOTP',
  create: (tools) => new TotpAuthenticator({ ...tools, repository: tools.totp }),
  pages: totpPages,
};
