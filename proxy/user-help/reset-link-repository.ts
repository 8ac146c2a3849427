export type ResetLink = {
  readonly tokenHash: string;
  readonly userKey: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
};

export type StoredResetLink = ResetLink & { readonly usedAt: Date | undefined };

/** Every method throws AppError `store_unavailable` when the database does not answer. */
export interface ResetLinkRepository {
  /** In the place of whatever the person had: one link for each. */
  put(link: ResetLink): Promise<void>;
  find(tokenHash: string): Promise<StoredResetLink | undefined>;
  /** Of any number of callers one gets `true`, while the link is live. */
  consume(userKey: string, tokenHash: string, at: Date): Promise<boolean>;
  /** No link of the person is live any more. Answers whether they had been sent one, live or not. */
  end(userKey: string, at: Date): Promise<boolean>;
}
