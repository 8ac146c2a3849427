import type { FactorModule } from '../factor-module.ts';
import { SecurityQuestionsAuthenticator } from './security-questions-authenticator.ts';
import { securityQuestionsPages } from './security-questions-pages.tsx';

export const securityQuestionsFactor: FactorModule = {
  method: 'SECURITY_QUESTIONS',
  create: (tools) => new SecurityQuestionsAuthenticator(tools),
  pages: securityQuestionsPages,
};
