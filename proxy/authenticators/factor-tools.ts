import type { EnrollmentRepository } from '../enrollment/enrollment-repository.ts';
import type { Clock, RandomBytes } from '../kernel/clock.ts';
import type { KeyedHash } from '../kernel/keyed-hash.ts';
import type { SecretBox } from '../kernel/secret-box.ts';
import type { Mailer } from '../notification/mailer.ts';
import type { HelpDeskCodes } from '../user-help/help-desk-codes.ts';
import type { AuthenticatorRepository } from './authenticator-repository.ts';
import type { DuoClient } from './duo-push/duo-client.ts';
import type { FactorMemory } from './factor-memory.ts';
import type { RecoveryCodeVault } from './recovery-code/recovery-code-vault.ts';
import type { SmsSender } from './sms-code/sms-sender.ts';
import type { TotpRepository } from './totp/totp-repository.ts';

/** Everything that a factor may need to be made. What the site has not set up is absent, and so is the factor. */
export type FactorTools = {
  readonly rows: AuthenticatorRepository;
  readonly totp: TotpRepository;
  readonly enrollments: EnrollmentRepository;
  readonly vault: RecoveryCodeVault;
  readonly helpDeskCodes: HelpDeskCodes;
  readonly memory: FactorMemory;
  readonly box: SecretBox;
  readonly hash: KeyedHash;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  /** What authenticator apps and keys call this site, as of now. */
  readonly issuer: () => string;
  readonly publicOrigin: string;
  readonly mailer: Mailer | undefined;
  readonly sms: SmsSender | undefined;
  readonly duo: DuoClient | undefined;
  /** Told why something was not sent, for the log: the person sees only that it was not. */
  readonly onDeliveryFailure: (error: Error) => void;
  /** Whether an address is on a network from which security questions are taken. */
  readonly isQuestionNetwork: (address: string) => boolean;
};
