export const waveMailKinds = ['announcement', 'days_14', 'days_7', 'days_1', 'due'] as const;
export type WaveMailKind = (typeof waveMailKinds)[number];

export type SentWaveMail = { readonly userKey: string; readonly kind: WaveMailKind; readonly sentAt: number };

/** Which mails of a wave went to whom. Every method throws AppError `store_unavailable`. */
export interface WaveMailLedger {
  sentTo(ruleId: string, userKeys: readonly string[]): Promise<readonly SentWaveMail[]>;
  /** `false` where it was sent, or is being sent: of any number of gates one may. */
  claim(ruleId: string, userKey: string, kind: WaveMailKind, at: Date): Promise<boolean>;
  /** For a mail that certainly did not go out: it is tried again. */
  release(ruleId: string, userKey: string, kind: WaveMailKind): Promise<void>;
  /** Forgets what was sent before then, but of these waves: who was told by them must not be told again. */
  forget(before: Date, but: readonly string[]): Promise<void>;
}
