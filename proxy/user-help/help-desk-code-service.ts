import { minute } from '../kernel/clock.ts';
import type { MailFate } from '../notification/security-notice.ts';
import type { HelpDesk, HelpRefusal, HelpRequest } from './help-desk.ts';
import type { HelpDeskCodes } from './help-desk-codes.ts';

export const usualCodeMinutes = 30;
export const mostCodeMinutes = 8 * 60;

/** `minutes`: 30 unless given, at most 8 hours. */
export type HelpDeskCodeRequest = HelpRequest & { readonly minutes?: number };

export type HelpDeskCodeOutcome =
  /** The code is in this answer and nowhere else. It goes over the telephone, never by mail. */
  | { readonly kind: 'issued'; readonly code: string; readonly expiresAt: Date; readonly mail: MailFate }
  | { readonly kind: 'bad_duration' };

/** An administrator gives somebody a code over the telephone: instead of a factor, or before the first setup. */
export class HelpDeskCodeService {
  readonly #desk: HelpDesk;
  readonly #codes: HelpDeskCodes;

  constructor(desk: HelpDesk, codes: HelpDeskCodes) {
    this.#desk = desk;
    this.#codes = codes;
  }

  /** The person's former code is void. */
  async issue(request: HelpDeskCodeRequest): Promise<HelpDeskCodeOutcome | HelpRefusal> {
    const { minutes = usualCodeMinutes, actor } = request;
    if (!(minutes > 0 && minutes <= mostCodeMinutes)) return { kind: 'bad_duration' };
    return this.#desk.help<HelpDeskCodeOutcome>(request, {
      event: 'help_desk_code.issued',
      what: `${minutes} minutes`,
      isDone: ({ kind }) => kind === 'issued',
      run: async (target) => {
        const wanted = { userKey: target.userKey, issuedBy: actor.username, life: minutes * minute };
        const { code, expiresAt } = await this.#codes.issue(wanted);
        const notice = { kind: 'help_desk_code_issued', until: expiresAt } as const;
        return { kind: 'issued', code, expiresAt, mail: this.#desk.tell(target, request, notice) };
      },
    });
  }
}
