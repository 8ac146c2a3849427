import type { UsedStep } from '../new-factor.ts';

export type StoredApp = {
  readonly name: string;
  readonly addedAt: Date;
  readonly lastUsedAt: Date | undefined;
};

export interface TotpRepository {
  findApp(userKey: string): Promise<StoredApp | undefined>;
  /** The sealed secret, or `undefined` where the person has no authenticator app. */
  findSealedSecret(userKey: string): Promise<string | undefined>;
  /**
   * Uses up a code in one step: of any number of callers one gets `true`. `false` also for a step that is not later
   * than the last one used, so a clock that is set back makes no old code good again, and for an enrollment that is gone.
   */
  consumeStep(userKey: string, used: UsedStep, at: Date): Promise<boolean>;
}
