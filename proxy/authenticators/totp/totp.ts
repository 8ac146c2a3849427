import { generateSecret, generateURI, verifySync } from 'otplib';

/**
 * Time-based one-time passwords (RFC 6238) with the parameters that every authenticator app knows: SHA-1, 6 digits,
 * 30 seconds, a 160-bit secret (RFC 4226 §4 R6), and one step either side for clocks that differ (RFC 6238 §5.2).
 */
const period = 30;
const secretBytes = 20;

export type TotpMatch = { readonly step: number } | undefined;

/** A new secret, in base32 without padding. */
export function createTotpSecret(): string {
  return generateSecret({ length: secretBytes });
}

/** The `otpauth://` URI that a QR code carries. */
export function totpUri(issuer: string, account: string, secret: string): string {
  return generateURI({ issuer, label: account, secret });
}

/** The time step whose code this is, within one step of `now` (milliseconds). */
export function matchTotp(secret: string, code: string, now: number): TotpMatch {
  const epoch = Math.floor(now / 1_000);
  const result = verifySync({ secret, token: code, epoch, epochTolerance: period });
  if (!result.valid) return undefined;
  return { step: Math.floor(epoch / period) + result.delta };
}

/** When the code of a step can match no more, with the clocks of gates a step apart (milliseconds). */
export function stepEndsAt(step: number): number {
  return (step + 4) * period * 1_000;
}
