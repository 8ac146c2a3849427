import type { FactorModule } from '../factor-module.ts';
import { paperCodePages } from '../paper-code-pages.tsx';
import { RecoveryCodeAuthenticator } from './recovery-code-authenticator.ts';
import { words } from './words/index.ts';

export const recoveryCodeFactor: FactorModule = {
  method: 'RECOVERY_CODE',
  create: ({ enrollments, vault, clock }) => new RecoveryCodeAuthenticator(enrollments, vault, clock),
  pages: paperCodePages('key', words),
};
