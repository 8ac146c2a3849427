import type { AuditLog, Person } from '../audit/index.ts';
import type { AttemptLedger, RequestOrigin } from '../conversation/index.ts';
import { recipientOf, type Target } from '../enrollment/index.ts';
import { type Clock, minute } from '../kernel/clock.ts';
import { oneLine } from '../kernel/one-line.ts';
import type { SecretBox } from '../kernel/secret-box.ts';
import { sameUserName } from '../kernel/user-name.ts';
import type { MailFate, SecurityNotifier } from '../notification/security-notice.ts';
import type { BreakGlassRequest, BreakGlassRequests } from './break-glass-requests.ts';
import type { HelpDeskCodes } from './help-desk-codes.ts';
import { auditReason, readReason } from './read-reason.ts';

const confirmWithin = 10 * minute;
const codeLife = 15 * minute;
const longestName = 60;

export type BreakGlassStart = {
  /** The first of two people: their user name where Jira has one for them. */
  readonly by: string;
  /** The user name of whoever is locked out. */
  readonly target: string;
  readonly reason: string;
  readonly origin: RequestOrigin;
};

export type StartOutcome =
  /** The first half of the code, for the first person alone. */
  | {
      readonly kind: 'started';
      readonly id: string;
      readonly half: string;
      readonly confirmBefore: Date;
      readonly verified: boolean;
    }
  /** `inactive_person`: the name is that of an account which is deactivated in Jira. */
  | { readonly kind: 'bad_name' | 'bad_reason' | 'unknown_user' | 'inactive_person' };

export type BreakGlassConfirmation = {
  readonly id: string;
  /** The second of two people. */
  readonly by: string;
  readonly origin: RequestOrigin;
};

export type ConfirmOutcome =
  /** The second half, for the second person alone: the code is first half, dash, second half. */
  | {
      readonly kind: 'opened';
      readonly half: string;
      readonly expiresAt: Date;
      readonly mail: MailFate;
      /** Whether the name of whoever confirms is that of somebody whom the gate knows. */
      readonly verified: boolean;
    }
  /** `unknown_request`: no such one, one that is confirmed already, or more than ten minutes old. */
  | { readonly kind: 'bad_name' | 'same_person' | 'unknown_request' | 'inactive_person' };

/** `active`: in Jira, as far as the gate knows. */
type KnownPerson = Target & { readonly active: boolean };

export type BreakGlassParts = {
  readonly requests: BreakGlassRequests;
  readonly codes: HelpDeskCodes;
  readonly ledger: AttemptLedger;
  readonly box: SecretBox;
  /** Somebody whom the gate knows, by user name or key. */
  readonly findPerson: (nameOrKey: string) => Promise<KnownPerson | undefined>;
  /** By key alone: what is somebody's key may be somebody else's name. */
  readonly findByKey: (userKey: string) => Promise<KnownPerson | undefined>;
  readonly audit: AuditLog;
  readonly notifier: SecurityNotifier;
  /** Who is told besides the person. */
  readonly adminMail: () => readonly string[];
  readonly clock: Clock;
};

/**
 * Help when nobody is left who could help: the only administrator is locked out. Two people at the server's console
 * open it together; each gets half of a help-desk code, so that one of them alone has nothing.
 *
 * Jira may be down, and whoever is at the console may have no account there. So a name that the gate does not know is
 * taken as it was typed, and everybody who reads of it is told that nobody verified it; a name that it knows has to be
 * that of an active account, and not the other one's.
 */
export class BreakGlass {
  readonly #parts: BreakGlassParts;

  constructor(parts: BreakGlassParts) {
    this.#parts = parts;
  }

  async start({ by, target, reason: typed, origin }: BreakGlassStart): Promise<StartOutcome> {
    const { requests, codes, box, findPerson, clock } = this.#parts;
    const startedBy = readName(by);
    if (startedBy === undefined) return { kind: 'bad_name' };
    const reason = readReason(typed);
    if (reason === undefined) return { kind: 'bad_reason' };
    const found = await findPerson(target);
    if (found === undefined) return { kind: 'unknown_user' };
    const helper = await findPerson(startedBy);
    if (helper?.active === false) {
      await this.#record('failure', 'inactive_person', startedBy, found, origin);
      return { kind: 'inactive_person' };
    }
    const half = codes.createHalf();
    const targetKey = found.userKey;
    const sealedHalf = box.seal(half, emergencyHalfContext(targetKey));
    const startedAt = new Date(clock());
    const id = await requests.start({ targetKey, reason, startedBy, startedAt, sealedHalf });
    const confirmBefore = new Date(startedAt.getTime() + confirmWithin);
    return { kind: 'started', id, half, confirmBefore, verified: helper !== undefined };
  }

  async confirm({ id, by, origin }: BreakGlassConfirmation): Promise<ConfirmOutcome> {
    const { requests, clock } = this.#parts;
    const confirmedBy = readName(by);
    if (confirmedBy === undefined) return { kind: 'bad_name' };
    const since = new Date(clock() - confirmWithin);
    const request = await requests.findOpen(id, since);
    if (request === undefined) return { kind: 'unknown_request' };
    const target = await this.#targetOf(request);
    if (await this.#isSame(request.startedBy, confirmedBy)) {
      await this.#record('failure', 'same_person', confirmedBy, target, origin);
      return { kind: 'same_person' };
    }
    const helper = await this.#parts.findPerson(confirmedBy);
    if (helper?.active === false) {
      await this.#record('failure', 'inactive_person', confirmedBy, target, origin);
      return { kind: 'inactive_person' };
    }
    if (!(await requests.confirm(id, confirmedBy, new Date(clock()), since)))
      return { kind: 'unknown_request' };
    // Before the code is good: what is not written down does not happen.
    const who = `${await this.#shown(request.startedBy)} and ${await this.#shown(confirmedBy)}`;
    await this.#record('success', auditReason(who, request.reason), confirmedBy, target, origin);
    const opened = await this.#open(request, target, who, origin);
    return { ...opened, verified: helper !== undefined };
  }

  /** For the audit and the mails. Whoever typed a key is shown by name. */
  async #shown(name: string): Promise<string> {
    const known = await this.#parts.findPerson(name);
    return known === undefined ? `${name} (not verified)` : known.username;
  }

  async #open(
    { targetKey, sealedHalf }: BreakGlassRequest,
    target: Target,
    who: string,
    origin: RequestOrigin,
  ) {
    const { codes, ledger, box, notifier, adminMail } = this.#parts;
    const half = codes.createHalf();
    const code = `${box.open(sealedHalf, emergencyHalfContext(targetKey))}-${half}`;
    await ledger.clear(targetKey);
    const wanted = { userKey: targetKey, issuedBy: who.slice(0, 255), life: codeLife };
    const expiresAt = await codes.keep(wanted, code, 'break_glass');
    const notice = { kind: 'break_glass', by: who, until: expiresAt } as const;
    const mail = notifier.tell(recipientOf(target), notice, origin);
    for (const email of adminMail()) {
      notifier.tell({ ...recipientOf(target), displayName: email, email, locale: 'en' }, notice, origin);
    }
    return { kind: 'opened', half, expiresAt, mail } as const;
  }

  async #targetOf({ targetKey }: BreakGlassRequest): Promise<Target> {
    return (await this.#parts.findByKey(targetKey)) ?? { userKey: targetKey, username: '' };
  }

  /** One person who gives their name and their key is still one person. */
  async #isSame(first: string, second: string): Promise<boolean> {
    if (sameUserName(first, second)) return true;
    const { findPerson } = this.#parts;
    const [one, other] = [await findPerson(first), await findPerson(second)];
    return one !== undefined && one.userKey === other?.userKey;
  }

  async #record(
    outcome: 'success' | 'failure',
    reason: string,
    by: string,
    target: Person,
    { address, requestId }: RequestOrigin,
  ): Promise<void> {
    const actor = await this.#parts.findPerson(by);
    await this.#parts.audit.record({
      ...{ type: 'break_glass.opened', outcome, reason, address, requestId },
      actor: actor && { userKey: actor.userKey, username: actor.username },
      target: { userKey: target.userKey, username: target.username },
    });
  }
}

/** A name that can be read in the audit. */
function readName(typed: string): string | undefined {
  const name = oneLine(typed);
  return name.length >= 2 && name.length <= longestName ? name : undefined;
}

export function emergencyHalfContext(targetKey: string): string[] {
  return ['break_glass_requests', 'sealed_half', targetKey];
}
