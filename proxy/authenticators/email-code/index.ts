import type { FactorModule } from '../factor-module.ts';
import { EmailCodeAuthenticator } from './email-code-authenticator.ts';
import { emailCodePages } from './email-code-pages.tsx';

export { maskAddress } from './email-code-authenticator.ts';
export { GuardMail } from './guard-mail.ts';

export const emailCodeFactor: FactorModule = {
  method: 'EMAIL',
  create: (tools) =>
    tools.mailer === undefined ? undefined : new EmailCodeAuthenticator(tools, tools.mailer),
  pages: emailCodePages,
};
