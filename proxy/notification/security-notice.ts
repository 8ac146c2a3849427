import type { FactorPerson } from '../authenticators/authenticator.ts';
import type { NoticeKind } from '../ui/index.ts';

export type SecurityNotice = {
  readonly kind: NoticeKind;
  /** Which factor it is about, by its method. */
  readonly method?: string;
  /** What the person called it. */
  readonly name?: string;
  /** How many backup codes are left. */
  readonly left?: number;
};

export type NoticePlace = {
  readonly address: string;
  readonly browser?: string;
};

/** Tells people what happened to their second factor. Nobody waits for it, and nothing depends on it. */
export interface SecurityNotifier {
  tell(person: FactorPerson, notice: SecurityNotice, place: NoticePlace): void;
}

/** For sites that send no mail. */
export const silentNotifier: SecurityNotifier = { tell: () => undefined };
