import { type Clock, hour } from '../kernel/clock.ts';
import type { MailFate } from '../notification/security-notice.ts';
import type { Exemption, ExemptionRepository } from './exemption-repository.ts';
import type { HelpDesk, HelpRefusal, HelpRequest } from './help-desk.ts';

export const usualExemptionHours = 24;
export const mostExemptionHours = 30 * 24;

/** `hours`: 24 unless given; more than none, at most 30 days. Never open-ended. */
export type ExemptionRequest = HelpRequest & { readonly hours?: number };

export type ExemptionOutcome =
  | { readonly kind: 'granted'; readonly endsAt: Date; readonly mail: MailFate }
  | { readonly kind: 'bad_duration' };

export type EndExemptionOutcome =
  | { readonly kind: 'ended'; readonly mail: MailFate }
  | { readonly kind: 'not_exempt' };

export type ExemptionParts = {
  readonly desk: HelpDesk;
  readonly exemptions: ExemptionRepository;
  readonly clock: Clock;
};

/** Letting somebody in with the password alone, for a while: the policy reads what is decided here. */
export class ExemptionService {
  readonly #parts: ExemptionParts;

  constructor(parts: ExemptionParts) {
    this.#parts = parts;
  }

  /** In the place of one that the person has already. */
  async grant(request: ExemptionRequest): Promise<ExemptionOutcome | HelpRefusal> {
    const { desk, exemptions, clock } = this.#parts;
    const { hours = usualExemptionHours, actor } = request;
    if (!(hours > 0 && hours <= mostExemptionHours)) return { kind: 'bad_duration' };
    return desk.help<ExemptionOutcome>(request, {
      event: 'exemption.granted',
      what: `${hours} hours`,
      isDone: ({ kind }) => kind === 'granted',
      run: async (target, reason) => {
        const grantedAt = new Date(clock());
        const endsAt = new Date(clock() + hours * hour);
        const { userKey } = target;
        await exemptions.grant({ userKey, endsAt, reason, grantedAt, grantedBy: actor.username });
        const mail = desk.tell(target, request, { kind: 'exemption_granted', until: endsAt });
        return { kind: 'granted', endsAt, mail };
      },
    });
  }

  end(request: HelpRequest): Promise<EndExemptionOutcome | HelpRefusal> {
    const { desk, exemptions, clock } = this.#parts;
    return desk.help<EndExemptionOutcome>(request, {
      event: 'exemption.ended',
      what: '',
      isDone: ({ kind }) => kind === 'ended',
      stop: async ({ userKey }) =>
        (await this.find(userKey)) === undefined ? { kind: 'not_exempt' } : undefined,
      run: async (target) => {
        if (!(await exemptions.end(target.userKey, new Date(clock())))) return { kind: 'not_exempt' };
        return { kind: 'ended', mail: desk.tell(target, request, { kind: 'exemption_ended' }) };
      },
    });
  }

  /** One that has not ended yet. */
  find(userKey: string): Promise<Exemption | undefined> {
    return this.#parts.exemptions.find(userKey, new Date(this.#parts.clock()));
  }
}
