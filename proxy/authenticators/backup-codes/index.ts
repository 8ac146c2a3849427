import type { FactorModule } from '../factor-module.ts';
import { paperCodePages } from '../paper-code-pages.tsx';
import { BackupCodesAuthenticator } from './backup-codes-authenticator.ts';
import { words } from './words/index.ts';

export const backupCodesFactor: FactorModule = {
  method: 'BACKUP_CODES',
  create: (tools) => new BackupCodesAuthenticator(tools),
  pages: paperCodePages('paper', words),
};
