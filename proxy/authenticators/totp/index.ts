export {
  createTotpSecret,
  matchTotp,
  readTotpCode,
  stepEndsAt,
  totpUri,
} from './totp.ts';
export { TotpAuthenticator, totpSecretContext, usedStep } from './totp-authenticator.ts';
export type { TotpRepository } from './totp-repository.ts';
