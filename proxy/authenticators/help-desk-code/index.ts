import type { FactorModule } from '../factor-module.ts';
import { paperCodePages } from '../paper-code-pages.tsx';
import { HelpDeskCodeAuthenticator } from './help-desk-code-authenticator.ts';
import { words } from './words/index.ts';

export const helpDeskCodeFactor: FactorModule = {
  method: 'HELP_DESK_CODE',
  create: ({ helpDeskCodes }) => new HelpDeskCodeAuthenticator(helpDeskCodes),
  pages: paperCodePages('key', words),
};
