import type { FactorModule } from '../factor-module.ts';
import { EmailCodeAuthenticator } from './email-code-authenticator.ts';
import { emailCodePages } from './email-code-pages.tsx';

export const emailCodeFactor: FactorModule = {
  method: 'EMAIL',
  create: (tools) =>
    tools.mailer === undefined ? undefined : new EmailCodeAuthenticator(tools, tools.mailer),
  pages: emailCodePages,
};
