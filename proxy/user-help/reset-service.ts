import type { AuditLog } from '../audit/index.ts';
import type { AttemptLedger } from '../conversation/index.ts';
import {
  type EndEnrollmentParts,
  endEnrollment,
  type OwnEnrollmentService,
  type Target,
} from '../enrollment/index.ts';
import type { MailFate, SecurityNotifier } from '../notification/security-notice.ts';
import type { HelpDesk, HelpRefusal, HelpRequest } from './help-desk.ts';
import type { HelpDeskCodes } from './help-desk-codes.ts';
import type { ResetLinks } from './reset-links.ts';

/** All that the person has, or one factor of theirs. */
export type ResetScope = { readonly kind: 'all' } | { readonly kind: 'factor'; readonly id: string };

export type ResetRequest = HelpRequest & { readonly scope: ResetScope };

export type ResetOutcome =
  /** `mail`: whether the person hears of it; where they do not, the administrator has to tell them. */
  | { readonly kind: 'reset' | 'factor_removed'; readonly mail: MailFate }
  /** Nothing to reset: a help-desk code or an exemption is what helps. */
  | { readonly kind: 'not_enrolled' }
  | { readonly kind: 'unknown_factor' }
  /** Their only one: to be taken away with everything else, or not at all. */
  | { readonly kind: 'last_factor' };

export type ResetParts = EndEnrollmentParts & {
  readonly desk: HelpDesk;
  readonly own: OwnEnrollmentService;
  readonly ledger: AttemptLedger;
  readonly links: ResetLinks;
  readonly codes: HelpDeskCodes;
  readonly notifier: SecurityNotifier;
  readonly audit: AuditLog;
  /** The address of the page behind the link, for a token. */
  readonly linkAddress: (token: string) => string;
};

/** An administrator takes somebody's factors away, and the person sets up anew. */
export class ResetService {
  readonly #parts: ResetParts;

  constructor(parts: ResetParts) {
    this.#parts = parts;
  }

  /**
   * @throws AppError `store_unavailable`; what was done by then stays done, and asking again does the rest.
   */
  reset(request: ResetRequest): Promise<ResetOutcome | HelpRefusal> {
    const { desk, enrollments } = this.#parts;
    const { scope } = request;
    return desk.help<ResetOutcome>(request, {
      event: 'enrollment.reset',
      what: scope.kind === 'all' ? 'all' : 'one factor',
      isDone: ({ kind }) => kind === 'reset' || kind === 'factor_removed',
      stop: async (target) => {
        if ((await enrollments.find(target.userKey)) === undefined) return { kind: 'not_enrolled' };
        return scope.kind === 'all' ? undefined : this.#stopOne(target, scope.id);
      },
      run: (target) =>
        scope.kind === 'all' ? this.#resetAll(request, target) : this.#removeOne(request, target, scope.id),
    });
  }

  async #resetAll(request: ResetRequest, target: Target): Promise<ResetOutcome> {
    const { ledger, codes } = this.#parts;
    const { userKey } = target;
    if (!(await endEnrollment(this.#parts, userKey))) return { kind: 'not_enrolled' };
    // The enrollment takes codes and links with it; a code that was issued at this very moment is void all the same.
    await codes.revoke(userKey);
    await ledger.clear(userKey);
    return { kind: 'reset', mail: await this.#sendLink(request, target) };
  }

  /** Only where a mail can go: a link that nobody gets would be one more that somebody could guess. */
  async #sendLink(request: ResetRequest, target: Target): Promise<MailFate> {
    const { desk, links, linkAddress, notifier, audit } = this.#parts;
    const fate = notifier.reach(target.email ?? '');
    if (fate !== 'queued') return fate;
    const token = await links.issue(target.userKey);
    const { actor, origin } = request;
    await audit.record({
      ...{ type: 'reset_link.sent', outcome: 'success', reason: 'after a reset' },
      actor: { userKey: actor.userKey, username: actor.username },
      target: { userKey: target.userKey, username: target.username },
      ...{ address: origin.address, requestId: origin.requestId },
    });
    return desk.tell(target, request, { kind: 'reset_link', link: linkAddress(token) });
  }

  async #stopOne(target: Target, id: string): Promise<ResetOutcome | undefined> {
    const { own } = this.#parts;
    if ((await own.findFactor(target, id)) === undefined) return { kind: 'unknown_factor' };
    return (await own.isLast(target, id)) ? { kind: 'last_factor' } : undefined;
  }

  async #removeOne(request: ResetRequest, target: Target, id: string): Promise<ResetOutcome> {
    const { own, desk } = this.#parts;
    const { outcome, found } = await own.takeFactor(target.userKey, id);
    switch (outcome) {
      case 'last':
        return { kind: 'last_factor' };
      case 'not_found':
        return { kind: 'unknown_factor' };
      case 'removed': {
        const { method = '', name = '' } = found ?? {};
        return {
          kind: 'factor_removed',
          mail: desk.tell(target, request, { kind: 'factor_taken', method, name }),
        };
      }
      default:
        return outcome satisfies never;
    }
  }
}
