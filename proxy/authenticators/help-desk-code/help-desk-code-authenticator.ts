import type { HelpDeskCodes } from '../../user-help/help-desk-codes.ts';
import type {
  Authenticator,
  FactorContext,
  FactorInput,
  FactorResult,
  OwnedAuthenticator,
} from '../authenticator.ts';

/** A code that an administrator reads out over the telephone. It opens one login, and nothing else. */
export class HelpDeskCodeAuthenticator implements Authenticator {
  readonly method = 'HELP_DESK_CODE';
  readonly traits = {
    slug: 'help-desk-code',
    // Between the codes on paper: of a wrong code that could be any of them, the audit says what it said before.
    strength: 7,
    role: 'recovery',
    several: false,
    loginOnly: true,
    notice: 'help_desk_code_used',
    events: { right: 'help_desk_code.used', wrong: 'help_desk_code.failed' },
  } as const;
  readonly #codes: Pick<HelpDeskCodes, 'use'>;

  constructor(codes: Pick<HelpDeskCodes, 'use'>) {
    this.#codes = codes;
  }

  /** Nothing to look after, and whether there is a code at the moment shows nowhere. */
  async list(): Promise<readonly OwnedAuthenticator[]> {
    return [];
  }

  async prompt(): Promise<undefined> {
    return undefined;
  }

  async verify({ person }: FactorContext, { code = '' }: FactorInput): Promise<FactorResult> {
    const used = await this.#codes.use(person.userKey, code);
    switch (used.kind) {
      case 'right':
        return { kind: 'right', ...(used.of === 'break_glass' ? { event: 'break_glass.used' } : {}) };
      case 'wrong':
        return { kind: 'wrong', reason: used.reason, ...(used.shaped ? { ownShape: true } : {}) };
      default:
        return used satisfies never;
    }
  }
}
