import type { AuditEventType, AuditLog, Person } from '../audit/index.ts';
import type { FactorInput, Factors } from '../authenticators/index.ts';
import type { RequestOrigin } from '../conversation/index.ts';
import {
  type AdministratorAnswer,
  type AdministratorCheck,
  type OwnProof,
  type Refusal,
  recipientOf,
  type Target,
} from '../enrollment/index.ts';
import type { MailFate, SecurityNotice, SecurityNotifier } from '../notification/security-notice.ts';
import { auditReason, readReason } from './read-reason.ts';

/**
 * How administrators show that it is them: an answer for one of their own factors that may stand alone, or `elevated`
 * where the caller has made sure that they showed one within the last ten minutes (`ElevationService.isElevated`).
 */
export type AdministratorProof =
  | { readonly kind: 'code'; readonly method: string; readonly input: FactorInput }
  | { readonly kind: 'elevated' }
  /** Whoever has the server's console, the gate's settings and its keys. Only a desk that stands there takes it. */
  | { readonly kind: 'console' };

export type Administrator = Person & { readonly displayName?: string };

/** What an administrator asks for, for somebody else. */
export type HelpRequest = {
  readonly actor: Administrator;
  /** Looks the person up in Jira, by name or key. Not called before it is known that the administrator may ask. */
  readonly target: () => Promise<Target | undefined>;
  /** In their own words: 3 to 200 characters, one line. */
  readonly reason: string;
  readonly proof: AdministratorProof;
  readonly origin: RequestOrigin;
};

export type HelpRefusal = Refusal | { readonly kind: 'bad_reason' };

/** What is done, for whom, and how the audit calls it. */
export type HelpAction<Outcome> = {
  readonly event: AuditEventType;
  /** For the audit, before the reason. */
  readonly what: string;
  /** What else has to be so, before the administrator's code is looked at. */
  readonly stop?: (target: Target) => Promise<Outcome | undefined>;
  readonly run: (target: Target, reason: string) => Promise<Outcome>;
  /** Whether an outcome means that it was done. */
  readonly isDone: (outcome: Outcome) => boolean;
};

export type HelpDeskParts = {
  readonly check: AdministratorCheck;
  readonly factors: Factors;
  readonly audit: AuditLog;
  readonly notifier: SecurityNotifier;
  /** Where the desk stands: a gate's never takes the proof of the console, whatever a request makes of itself. */
  readonly place: 'gate' | 'console';
};

/** What all help for one person has in common: reason, proof, audit, mail. */
export class HelpDesk {
  readonly #parts: HelpDeskParts;

  constructor(parts: HelpDeskParts) {
    this.#parts = parts;
  }

  /** Audited whatever comes out: of a refusal its kind, of what was done the administrator's reason. */
  async help<Outcome extends { readonly kind: string }>(
    request: HelpRequest,
    action: HelpAction<Outcome>,
  ): Promise<Outcome | HelpRefusal> {
    const { actor, origin } = request;
    const reason = readReason(request.reason);
    const { outcome, target } =
      reason === undefined
        ? { outcome: { kind: 'bad_reason' } as const, target: undefined }
        : await this.#run(request, action, reason);
    const done = 'done' in outcome;
    await this.#parts.audit.record({
      type: action.event,
      outcome: done ? 'success' : 'failure',
      reason: done ? auditReason(action.what, reason ?? '') : outcome.kind,
      actor: { userKey: actor.userKey, username: actor.username },
      target: target && { userKey: target.userKey, username: target.username },
      ...{ address: origin.address, requestId: origin.requestId },
    });
    return done ? outcome.done : outcome;
  }

  /** Help desks are talked round: whoever it happened to has to know. */
  tell(target: Target, { actor, origin }: HelpRequest, notice: Omit<SecurityNotice, 'by'>): MailFate {
    const by = actor.displayName ?? actor.username;
    return this.#parts.notifier.tell(recipientOf(target), { ...notice, by }, origin);
  }

  async #run<Outcome extends { readonly kind: string }>(
    request: HelpRequest,
    { stop, run, isDone }: HelpAction<Outcome>,
    reason: string,
  ): Promise<{ outcome: Outcome | HelpRefusal | { readonly done: Outcome }; target: Person | undefined }> {
    const { actor, target: find, origin, proof } = request;
    const answer =
      proof.kind === 'console'
        ? await this.#atConsole<Outcome>(request, stop)
        : await this.#parts.check.check<Outcome>({
            ...{ actor, target: find, origin },
            ownProof: () => this.#ownProof(request, proof),
            stop: stop ?? (async () => undefined),
          });
    const { target } = answer;
    if (answer.kind === 'refused') return { outcome: answer.refusal, target };
    const outcome = await run(answer.target, reason);
    return { outcome: isDone(outcome) ? { done: outcome } : outcome, target };
  }

  /** Nobody there has a factor that could be asked for: who it was is for the machine's own log and the audit to say. */
  async #atConsole<Outcome>(
    { target: find }: HelpRequest,
    stop: HelpAction<Outcome>['stop'],
  ): Promise<AdministratorAnswer<Outcome>> {
    const refused = (refusal: Refusal | Outcome, target?: Target) =>
      ({ kind: 'refused', refusal, target }) as const;
    if (this.#parts.place !== 'console') return refused({ kind: 'actor_not_enrolled' });
    const target = await find();
    if (target === undefined) return refused({ kind: 'unknown_user' });
    const stopped = await stop?.(target);
    return stopped === undefined ? { kind: 'allowed', target } : refused(stopped, target);
  }

  /** Factors that may stand alone: neither a code on paper nor answers to questions take somebody else's factor away. */
  async #ownProof(
    { actor }: HelpRequest,
    proof: Exclude<AdministratorProof, { kind: 'console' }>,
  ): Promise<OwnProof | undefined> {
    const usable = (await this.#parts.factors.usableBy(actor.userKey)).map(
      ({ authenticator }) => authenticator,
    );
    const primary = usable.filter(({ traits }) => traits.role === 'primary');
    if (primary.length === 0) return undefined;
    if (proof.kind === 'elevated') return proof;
    const authenticators = primary.filter(({ method }) => method === proof.method);
    return authenticators.length === 0 ? undefined : { kind: 'factor', authenticators, input: proof.input };
  }
}
