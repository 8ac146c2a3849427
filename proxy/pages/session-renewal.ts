import type { Response } from 'express';
import { placeOf } from '../http/browser-name.ts';
import type { OwnCookies } from '../http/own-cookies.ts';
import { addCookies } from '../http/send.ts';
import type { VerifiedSession, VerifiedSessionService } from '../session/index.ts';
import type { Owner, VerifiedOwner } from './settings-entrance.ts';

export type RenewalParts = { readonly sessions: VerifiedSessionService; readonly cookies: OwnCookies };

/** After all sessions of a person ended: the one in which they did it goes on. */
export class SessionRenewal {
  readonly #parts: RenewalParts;

  constructor(parts: RenewalParts) {
    this.#parts = parts;
  }

  /**
   * @param generation under which it may go on; without one it was revoked meanwhile, and is asked again
   * @param shown with what the person showed that it is them, and for which enrollment; `since` where that was before
   */
  async renew(
    res: Response,
    { principal, sessionId, scope }: Owner,
    generation: string | undefined,
    shown: {
      readonly method: string;
      readonly trustedFor?: string;
      readonly trustedAt?: number;
      readonly enrolledSince: string;
      readonly since?: Pick<VerifiedSession, 'verifiedAt' | 'expiresAt'>;
    },
  ): Promise<void> {
    const { sessions, cookies } = this.#parts;
    const { userKey, username } = principal;
    if (generation === undefined) return addCookies(res, [cookies.clear(cookies.verified)]);
    const place = placeOf(scope);
    const secret = await sessions.issue({ sessionId, userKey, username, generation, place, ...shown });
    addCookies(res, [cookies.set(cookies.verified, secret)]);
  }

  /** The same proof, as old as it is. */
  keep(res: Response, owner: VerifiedOwner, generation: string | undefined): Promise<void> {
    const { method, trustedFor, trustedAt, enrolledSince, verifiedAt, expiresAt } = owner.verified;
    return this.renew(res, owner, generation, {
      ...{ method, enrolledSince, since: { verifiedAt, expiresAt } },
      ...(trustedFor === undefined ? {} : { trustedFor }),
      ...(trustedAt === undefined ? {} : { trustedAt }),
    });
  }
}
