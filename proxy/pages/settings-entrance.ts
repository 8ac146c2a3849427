import type { Request, Response } from 'express';
import { type ElevationHolder, type ElevationService, elevatedFor } from '../elevation/index.ts';
import { type Assessment, requireAdmissible } from '../gate/index.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { addCookies, sendRedirect } from '../http/send.ts';
import type { Clock } from '../kernel/clock.ts';
import { cookieValue } from '../kernel/cookies.ts';
import type { SafePath } from '../kernel/safe-path.ts';
import type { PrincipalService } from '../principal/index.ts';
import type { VerifiedSession } from '../session/index.ts';
import { trustedDeviceMethod } from '../trusted-device/index.ts';
import type { ConversationOwner } from './page-entrance.ts';
import type { PageKit, Speech } from './page-kit.ts';

/** Somebody who is through, and looks after their own two-step verification. */
export type Owner = ConversationOwner & {
  readonly speech: Speech;
  /** Absent where they have no second factor, and owe none. */
  readonly verified: VerifiedSession | undefined;
  /** The secret half of the verified session; empty where there is none. */
  readonly secret: string;
  readonly holder: ElevationHolder;
};

export type VerifiedOwner = Owner & { readonly verified: VerifiedSession };

export type SettingsEntranceParts = {
  readonly kit: PageKit;
  readonly standings: Assessment;
  readonly principals: PrincipalService;
  readonly elevation: ElevationService;
  readonly clock: Clock;
};

export class SettingsEntrance {
  readonly #parts: SettingsEntranceParts;

  constructor(parts: SettingsEntranceParts) {
    this.#parts = parts;
  }

  /**
   * Answers who it is, or `undefined` after the browser was sent to a step that comes first.
   * @param goingTo the place in Jira for which they have to do something here first
   */
  async enter(
    res: Response,
    scope: RequestScope,
    here: SafePath,
    goingTo: SafePath = here,
  ): Promise<Owner | undefined> {
    const { kit, standings, principals } = this.#parts;
    const standing = await standings.assess(scope, false, kit.pathOf(goingTo));
    addCookies(res, standing.adoptedCookies);
    const { caller, requirement, verified, sessionId } = standing;
    requireAdmissible(standing);
    if (caller.kind === 'anonymous' || sessionId === undefined) {
      sendRedirect(res, kit.links.login(here));
      return undefined;
    }
    const { principal } = caller;
    // Also where nothing is enforced: whoever has a factor shows it before they change it.
    const owes = requirement.outcome !== 'none' || standing.enrolledSince !== undefined;
    if (owes && verified === undefined) {
      const step = requirement.outcome === 'enroll' ? 'enroll' : 'challenge';
      sendRedirect(res, kit.links.page(step, kit.links.page('profile')));
      return undefined;
    }
    return {
      ...{ scope, standing, principal, sessionId, verified },
      speech: kit.speech(scope, principal.locale),
      secret: cookieValue(scope.cookies, kit.cookies.verified) ?? '',
      holder: {
        person: principal,
        proofKey: principals.keyOf(sessionId),
        ...(standing.lacksMethod ? {} : { wanted: requirement.methods }),
      },
    };
  }

  /** Only people who have a second factor, and showed it. */
  async enterVerified(res: Response, scope: RequestScope): Promise<VerifiedOwner | undefined> {
    const { kit } = this.#parts;
    const owner = await this.enter(res, scope, kit.links.page('profile'));
    if (owner === undefined) return undefined;
    if (owner.verified !== undefined) return { ...owner, verified: owner.verified };
    sendRedirect(res, kit.links.page('profile'));
    return undefined;
  }

  /** Where a POST lacks the token, it came from an old page: the person finds their page as it is now. */
  async enterWithToken(req: Request, res: Response, scope: RequestScope): Promise<VerifiedOwner | undefined> {
    const { kit } = this.#parts;
    const owner = await this.enterVerified(res, scope);
    if (owner === undefined || kit.hasToken(req, owner.secret)) return owner;
    sendRedirect(res, kit.links.page('profile'));
    return undefined;
  }

  /** With a fresh proof; else the person is asked for one, and comes back to `here`. */
  async enterFresh(
    req: Request,
    res: Response,
    scope: RequestScope,
    here: SafePath,
  ): Promise<VerifiedOwner | undefined> {
    const changes = req.method === 'POST';
    const owner = await (changes ? this.enterWithToken(req, res, scope) : this.enterVerified(res, scope));
    if (owner === undefined) return undefined;
    return (await this.requireFresh(res, owner, here)) ? owner : undefined;
  }

  /** Whether a factor was shown within the last ten minutes, in this very session. */
  async isFresh({ verified, holder }: Pick<Owner, 'verified' | 'holder'>): Promise<boolean> {
    const { elevation, clock } = this.#parts;
    if (verified === undefined) return false;
    // A login counts for as long as a confirmation does.
    const shown = verified.method !== trustedDeviceMethod && verified.verifiedAt + elevatedFor > clock();
    return shown || elevation.isElevated(holder);
  }

  /** Answers whether the person goes on; where not, they are asked for a factor first and come back to `here`. */
  async requireFresh(
    res: Response,
    owner: Pick<Owner, 'verified' | 'holder'>,
    here: SafePath,
  ): Promise<boolean> {
    if (await this.isFresh(owner)) return true;
    sendRedirect(res, this.#parts.kit.links.page('confirm', here));
    return false;
  }
}
