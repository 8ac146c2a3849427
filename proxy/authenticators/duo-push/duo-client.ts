export type DuoStanding =
  /** Duo does not know the person, or they have no device yet. */
  | { readonly kind: 'enroll' }
  /** Duo can reach them on something. */
  | { readonly kind: 'ready' }
  /** Denied, locked out, disabled. So is a bypass ("allow"): Duo asks for nothing then, and that is no factor. */
  | { readonly kind: 'refused' };

/** What a person's Duo Mobile has to open, on the phone itself or out of a QR code. */
export type DuoActivation = {
  readonly activationUrl: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
};

export type DuoPush = { readonly kind: 'waiting' | 'approved' | 'denied' | 'timed_out' };

/** What the gate asks of Duo. Every method ends in time, and throws {@link DuoUnavailable} where it cannot tell. */
export interface DuoClient {
  standingOf(username: string): Promise<DuoStanding>;
  /** Makes the person known to Duo. Works once for each: Duo refuses a name that it already knows. */
  enroll(username: string): Promise<DuoActivation>;
  /** Answers the transaction's id. `address` is shown on the phone. */
  push(username: string, address: string): Promise<string>;
  /** What came of a push so far. */
  statusOf(transaction: string): Promise<DuoPush>;
  /** A passcode of the Duo app, a token or a text message. A right one is used up at Duo. */
  checkPasscode(username: string, passcode: string, address: string): Promise<boolean>;
}

/** Duo did not answer in time, answered with an error, or with something that is not understood. */
export class DuoUnavailable extends Error {}
