export type TrustedDevice = {
  readonly id: string;
  readonly userKey: string;
  /** With which factor it was trusted. */
  readonly method: string;
  readonly browser: string;
  readonly address: string;
  readonly addedAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
};

export type NewTrustedDevice = Omit<TrustedDevice, 'id' | 'lastSeenAt'> & {
  /** A keyed hash of what the browser holds. */
  readonly series: string;
};

export type DeviceUse =
  | { readonly kind: 'rotated'; readonly device: TrustedDevice }
  /** Another request of the same browser was faster: good, and the cookie it got is the one to keep. */
  | { readonly kind: 'parallel'; readonly device: TrustedDevice }
  /** A counter that was used before: two browsers hold this series. It is gone now. */
  | { readonly kind: 'stolen'; readonly userKey: string }
  | { readonly kind: 'unknown' };

export type DevicePresented = {
  readonly series: string;
  readonly counter: number;
  readonly userKey: string;
  readonly address: string;
  readonly at: Date;
  /** How long (ms) the counter before is still taken. */
  readonly grace: number;
};

/** Every method throws AppError `store_unavailable` when the database does not answer. */
export interface TrustedDeviceRepository {
  /** `false` where the person is not enrolled. Of more than `most` devices the ones seen longest ago go. */
  add(device: NewTrustedDevice, most: number): Promise<boolean>;
  /** Counts up, in one step: of any number of callers with one counter one gets `rotated`. */
  use(presented: DevicePresented): Promise<DeviceUse>;
  /** Latest seen first. */
  list(userKey: string, at: Date): Promise<readonly TrustedDevice[]>;
  remove(userKey: string, id: string): Promise<boolean>;
  /** Answers how many there were. */
  removeAll(userKey: string): Promise<number>;
  /** Of the person with this user name (in any case) or key. */
  removeAllOf(name: string): Promise<void>;
}
