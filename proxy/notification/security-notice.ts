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
  /** Who did it for the person: a help desk, two people at the console. */
  readonly by?: string;
  /** When what was given ends. */
  readonly until?: Date;
  /** Where the person goes on from here. It lets nobody in. */
  readonly link?: string;
};

/** What becomes of a mail: on its way, or why it will never be. */
export type MailFate = 'queued' | 'no_address' | 'no_mail_server';

export type NoticePlace = {
  readonly address: string;
  readonly browser?: string;
};

/** Tells people what happened to their second factor. Nobody waits for it, and nothing depends on it. */
export interface SecurityNotifier {
  tell(person: FactorPerson, notice: SecurityNotice, place: NoticePlace): MailFate;
  /** What would become of a mail to this address; it may be empty. */
  reach(email: string): MailFate;
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
export const silentNotifier: SecurityNotifier = {
  tell: () => 'no_mail_server',
  reach: () => 'no_mail_server',
};
