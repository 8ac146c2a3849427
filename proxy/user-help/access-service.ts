import type { AttemptLedger } from '../conversation/index.ts';
import type { MailFate } from '../notification/security-notice.ts';
import type { VerifiedSessionService } from '../session/index.ts';
import type { TrustedDeviceService } from '../trusted-device/index.ts';
import type { HelpDesk, HelpRefusal, HelpRequest } from './help-desk.ts';

export type UnlockOutcome = { readonly kind: 'unlocked'; readonly mail: MailFate };
export type RevokeOutcome = { readonly kind: 'revoked'; readonly mail: MailFate };

export type AccessParts = {
  readonly desk: HelpDesk;
  readonly ledger: AttemptLedger;
  readonly devices: TrustedDeviceService;
  readonly sessions: VerifiedSessionService;
};

/** Small help: what somebody has stays, and only a lock, remembered browsers or sessions end. */
export class AccessService {
  readonly #parts: AccessParts;

  constructor(parts: AccessParts) {
    this.#parts = parts;
  }

  /** Wrong codes are forgotten, also those that wait for an administrator. Does no harm to whoever is not locked. */
  unlock(request: HelpRequest): Promise<UnlockOutcome | HelpRefusal> {
    const { desk, ledger } = this.#parts;
    return desk.help<UnlockOutcome>(request, {
      ...{ event: 'factor.unlocked', what: '', isDone: () => true },
      run: async (target) => {
        await ledger.clear(target.userKey);
        return { kind: 'unlocked', mail: desk.tell(target, request, { kind: 'unlocked' }) };
      },
    });
  }

  /** No browser of the person stands in for a factor any more. */
  revokeDevices(request: HelpRequest): Promise<RevokeOutcome | HelpRefusal> {
    const { desk, devices } = this.#parts;
    return desk.help<RevokeOutcome>(request, {
      ...{ event: 'device.revoked_by_administrator', what: '', isDone: () => true },
      run: async (target) => {
        await devices.revokeAll(target.userKey);
        return { kind: 'revoked', mail: desk.tell(target, request, { kind: 'devices_forgotten' }) };
      },
    });
  }

  /** Every verified session ends, on every gate, with confirmations and logins that are under way. */
  revokeSessions(request: HelpRequest): Promise<RevokeOutcome | HelpRefusal> {
    const { desk, sessions } = this.#parts;
    return desk.help<RevokeOutcome>(request, {
      ...{ event: 'session.revoked_by_administrator', what: '', isDone: () => true },
      run: async (target) => {
        await sessions.revokeUser(target.userKey);
        return { kind: 'revoked', mail: desk.tell(target, request, { kind: 'sessions_ended' }) };
      },
    });
  }
}
