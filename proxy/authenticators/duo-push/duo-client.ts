/** One thing that Duo can reach the person on. `name` is what Duo shows: a label, with the number masked. */
export type DuoDevice = { readonly id: string; readonly name: string; readonly canPush: boolean };

export type DuoStanding =
  /** Duo does not know the person, or they have no device yet. */
  | { readonly kind: 'enroll' }
  | { readonly kind: 'ready'; readonly devices: readonly DuoDevice[] }
  /** Denied, locked out, disabled. So is a bypass ("allow"): Duo asks for nothing then, and that is no factor. */
  | { readonly kind: 'refused' };

/** What a person's Duo Mobile has to scan. `activationCode` is for the QR code, `activationUrl` for the phone itself. */
export type DuoActivation = {
  readonly userId: string;
  readonly activationCode: string;
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
  activationOf(
    activation: Pick<DuoActivation, 'userId' | 'activationCode'>,
  ): Promise<'waiting' | 'done' | 'invalid'>;
  /** Answers the transaction's id. `address` is shown on the phone. */
  push(username: string, address: string): Promise<string>;
  /** What came of a push so far. */
  statusOf(transaction: string): Promise<DuoPush>;
  /** A passcode of the Duo app, a token or a text message. A right one is used up at Duo. */
  checkPasscode(username: string, passcode: string, address: string): Promise<boolean>;
}

/** Duo did not answer in time, answered with an error, or with something that is not understood. */
export class DuoUnavailable extends Error {}
