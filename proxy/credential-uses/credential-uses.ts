export type CredentialKind = 'basic' | 'token';

/** Some uses by one name, put together. */
export type CredentialUse = {
  readonly kind: CredentialKind;
  /** In lower case, 100 characters at most; empty for what is not told apart. */
  readonly name: string;
  /** Whether the gate let it through; what Jira said to it is another matter. */
  readonly allowed: boolean;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  readonly uses: number;
  /** The last one's. */
  readonly address: string;
  readonly pathClass: string;
};

export type KnownCredentialUse = CredentialUse & {
  readonly id: string;
  /** Of somebody whom the gate knows. */
  readonly userKey: string | undefined;
};

export type CredentialUseFilter = {
  readonly kind?: CredentialKind | undefined;
  readonly allowed?: boolean | undefined;
  /** A part of the name, in any case. */
  readonly text?: string | undefined;
};

export type CredentialUsePage = {
  /** Latest first. */
  readonly uses: readonly KnownCredentialUse[];
  /** Hand it in as `after` for the next page. */
  readonly next: string | undefined;
};

/** Everybody who came with the same, with the same outcome, put together. */
export type CredentialInventory = {
  readonly kind: CredentialKind;
  readonly allowed: boolean;
  readonly names: number;
  /** How many of these names are nobody's whom the gate knows. */
  readonly unknown: number;
  /** Whether there were more whose names are not told apart. */
  readonly hasUnnamed: boolean;
  /** The first few names: those of people whom the gate knows, the latest first. */
  readonly some: readonly string[];
};

/**
 * Who came with what, over all gates.
 * Every method throws AppError `store_unavailable` when the database does not answer.
 */
export interface CredentialUses {
  /** Adds to what is known. Names that nobody has are kept up to a number; beyond that they are one. */
  add(uses: readonly CredentialUse[]): Promise<void>;
  search(filter: CredentialUseFilter, most: number, after?: string): Promise<CredentialUsePage>;
  /** Who came since then, by kind and outcome; what nobody came with is not in it. */
  inventory(since: Date): Promise<readonly CredentialInventory[]>;
  /** How many names came by Basic and were let through since then. */
  basicNamesSince(since: Date): Promise<number>;
  /** When somebody of this name last came by Basic and was let through. */
  lastBasicOf(username: string): Promise<Date | undefined>;
}
