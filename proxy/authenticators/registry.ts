import { backupCodesFactor } from './backup-codes/index.ts';
import { duoPushFactor } from './duo-push/index.ts';
import { emailCodeFactor } from './email-code/index.ts';
import type { FactorModule } from './factor-module.ts';
import { helpDeskCodeFactor } from './help-desk-code/index.ts';
import { recoveryCodeFactor } from './recovery-code/factor.ts';
import { securityQuestionsFactor } from './security-questions/index.ts';
import { smsCodeFactor } from './sms-code/index.ts';
import { totpFactor } from './totp/factor.ts';
import { webAuthnFactor } from './webauthn/index.ts';

/** Every factor there is. The order does not matter: each says how strong it is. */
export const factorModules: readonly FactorModule[] = [
  webAuthnFactor,
  duoPushFactor,
  totpFactor,
  smsCodeFactor,
  emailCodeFactor,
  securityQuestionsFactor,
  backupCodesFactor,
  helpDeskCodeFactor,
  recoveryCodeFactor,
];
