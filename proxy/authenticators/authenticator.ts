/** What a factor answers about something the person typed. `wrong` reasons go to the audit only. */
export type FactorResult =
  | { readonly kind: 'right'; readonly replacementCode?: string }
  | { readonly kind: 'wrong'; readonly reason: string };

/** A factor that can be shown by typing something. A right answer is used up in the same step. */
export interface Authenticator {
  readonly method: string;
  /** Throws only when it cannot tell. */
  verify(userKey: string, input: string): Promise<FactorResult>;
}
