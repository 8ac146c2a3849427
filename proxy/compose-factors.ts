import { randomBytes } from 'node:crypto';
import {
  type Database,
  KnexAuthenticatorRepository,
  type KnexEnrollmentRepository,
  KnexHelpDeskCodeRepository,
  KnexTotpRepository,
} from '../db/index.ts';
import { DuoAuthApi } from './authenticators/duo-push/duo-auth-api.ts';
import { GuardMail } from './authenticators/email-code/index.ts';
import { FactorMemory, Factors } from './authenticators/index.ts';
import { RecoveryCodeVault } from './authenticators/recovery-code/index.ts';
import { factorModules } from './authenticators/registry.ts';
import type { SmsSender } from './authenticators/sms-code/sms-sender.ts';
import { TwilioSender } from './authenticators/sms-code/twilio-sender.ts';
import { WebhookSender } from './authenticators/sms-code/webhook-sender.ts';
import { addressMatcher, type Config } from './config/index.ts';
import { type Clock, second } from './kernel/clock.ts';
import type { KeyedHash } from './kernel/keyed-hash.ts';
import type { SecretBox } from './kernel/secret-box.ts';
import type { Mailer } from './notification/index.ts';
import type { SharedStore } from './store/index.ts';
import { HelpDeskCodes } from './user-help/index.ts';

export type FactorParts = {
  readonly config: Config;
  readonly db: Database;
  readonly store: SharedStore;
  readonly enrollments: KnexEnrollmentRepository;
  readonly mailer: Mailer | undefined;
  readonly box: SecretBox;
  readonly hash: KeyedHash;
  readonly clock: Clock;
  /** What authenticator apps and keys call this site. */
  readonly issuer: () => string;
  readonly onDeliveryFailure: (error: Error) => void;
};

/** A person waits for it: what does not answer by then counts as away. */
const answerWithin = 10 * second;

/** Every factor that the site has what it takes for. */
export function composeFactors(parts: FactorParts) {
  const { config, db, store, enrollments, mailer, box, hash, clock, issuer, onDeliveryFailure } = parts;
  const vault = new RecoveryCodeVault(config.recoveryCodeStorage, box, randomBytes);
  const duo = config.duo && new DuoAuthApi({ ...config.duo, timeoutMs: answerWithin, clock });
  const helpDeskCodes = new HelpDeskCodes({
    ...{ repository: new KnexHelpDeskCodeRepository(db), hash, clock, randomBytes },
  });
  const tools = {
    ...{
      enrollments,
      vault,
      helpDeskCodes,
      box,
      hash,
      clock,
      randomBytes,
      issuer,
      mailer,
      duo,
      onDeliveryFailure,
    },
    rows: new KnexAuthenticatorRepository(db),
    totp: new KnexTotpRepository(db),
    memory: new FactorMemory(store, box, hash, clock),
    publicOrigin: config.publicOrigin,
    sms: smsSender(config, clock),
    isQuestionNetwork: addressMatcher(config.questionNetworks),
  };
  const all = factorModules.map((factor) => factor.create(tools)).filter((one) => one !== undefined);
  const guardMail = mailer && new GuardMail(tools, mailer);
  return { vault, guardMail, helpDeskCodes, factors: new Factors(all, new Set(config.methods)) };
}

function smsSender({ sms }: Config, clock: Clock): SmsSender | undefined {
  switch (sms?.kind) {
    case undefined:
      return undefined;
    case 'twilio':
      return new TwilioSender({ ...sms, timeoutMs: answerWithin });
    case 'webhook':
      return new WebhookSender({ ...sms, timeoutMs: answerWithin, clock, randomBytes });
    default:
      return sms satisfies never;
  }
}
