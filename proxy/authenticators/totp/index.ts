export { createTotpSecret, matchTotp, stepEndsAt, totpUri } from './totp.ts';
export {
  TotpAuthenticator,
  type TotpOffer,
  type TotpParts,
  totpSecretContext,
  usedStep,
} from './totp-authenticator.ts';
export type { StoredApp, TotpRepository } from './totp-repository.ts';
