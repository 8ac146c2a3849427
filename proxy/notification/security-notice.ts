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

/** At so few a person is told to make new ones. */
export const fewBackupCodes = 3;

/** What the owner of an account hears of a code on paper that was used. @param left backup codes, where it was one */
export function paperNotice(left: number | undefined): SecurityNotice {
  if (left === undefined) return { kind: 'recovery_code_used' };
  if (left === 0) return { kind: 'backup_codes_gone', left };
  return { kind: left === fewBackupCodes ? 'backup_codes_low' : 'backup_code_used', left };
}

/** For sites that send no mail. */
export const silentNotifier: SecurityNotifier = { tell: () => undefined };
