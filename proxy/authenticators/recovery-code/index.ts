export { createRecoveryCode, readRecoveryCode } from './recovery-code.ts';
export { RecoveryCodeAuthenticator } from './recovery-code-authenticator.ts';
export { RecoveryCodeVault } from './recovery-code-vault.ts';
