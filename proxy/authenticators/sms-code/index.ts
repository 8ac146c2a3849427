import type { FactorModule } from '../factor-module.ts';
import { SmsCodeAuthenticator } from './sms-code-authenticator.ts';
import { smsCodePages } from './sms-code-pages.tsx';

export const smsCodeFactor: FactorModule = {
  method: 'SMS',
  create: (tools) => (tools.sms === undefined ? undefined : new SmsCodeAuthenticator(tools, tools.sms)),
  pages: smsCodePages,
};
