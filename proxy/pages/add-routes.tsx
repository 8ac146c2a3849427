import type { Request, Response } from 'express';
import type { Authenticator, Factors } from '../authenticators/index.ts';
import type { OwnEnrollmentService } from '../enrollment/index.ts';
import { originOf } from '../http/browser-name.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { addCookies, sendJson, sendRedirect } from '../http/send.ts';
import { type SafePath, withParameter } from '../kernel/safe-path.ts';
import type { PageKit } from './page-kit.ts';
import type { SessionRenewal } from './session-renewal.ts';
import type { Owner, SettingsEntrance } from './settings-entrance.ts';
import type { SettingsRefusals } from './settings-refusals.tsx';
import type { SetupDesk, SetupVisit } from './setup-desk.tsx';

export type AddParts = {
  readonly kit: PageKit;
  readonly factors: Factors;
  readonly desk: SetupDesk;
  readonly settings: SettingsEntrance;
  readonly ownEnrollment: OwnEnrollmentService;
  readonly renewal: SessionRenewal;
  readonly settingsRefusals: SettingsRefusals;
};

type Purpose = 'add' | 'update';
type Entered = { readonly owner: Owner; readonly visit: SetupVisit };
type Handler = (req: Request, res: Response, scope: RequestScope) => Promise<void>;

/** One more factor, and the app on another phone: for people who are through, with a fresh proof. */
export class AddRoutes {
  readonly #parts: AddParts;

  constructor(parts: AddParts) {
    this.#parts = parts;
  }

  show(purpose: Purpose): Handler {
    return async (req, res, scope) => {
      const entered = await this.#admit(req, res, scope, purpose);
      if (entered !== undefined) await this.#parts.desk.show(req, res, entered.visit);
    };
  }

  answer(purpose: Purpose): Handler {
    return async (req, res, scope) => {
      const entered = await this.#admit(req, res, scope, purpose);
      if (entered === undefined) return;
      const { desk, settingsRefusals } = this.#parts;
      const { owner, visit } = entered;
      const answer = await desk.answer(req, res, visit);
      if (answer.kind === 'shown') return;
      const { outcome, method } = answer;
      if (outcome.kind === 'right') {
        return this.#finish(res, entered, purpose, method, outcome.value.since);
      }
      const texts = {
        wrong: desk.wrongOf(method, owner.speech),
        expired: owner.speech.words.messages.setupExpired,
      };
      const notice = settingsRefusals.explain(res, owner, outcome, texts);
      if (notice !== undefined) await desk.show(req, res, visit, notice);
    };
  }

  progress(purpose: Purpose): Handler {
    return async (req, res, scope) => {
      const entered = await this.#admit(req, res, scope, purpose);
      if (entered === undefined) return;
      sendJson(res, 200, { answered: await this.#parts.desk.isAnswered(req, entered.visit) });
    };
  }

  async #finish(
    res: Response,
    { owner, visit }: Entered,
    purpose: Purpose,
    method: string,
    enrolledSince: string,
  ): Promise<void> {
    const { kit, ownEnrollment, renewal } = this.#parts;
    const origin = originOf(owner.scope);
    const { principal, verified } = owner;
    const generation = await ownEnrollment.factorAdded(
      ...([principal, method, purpose, origin, verified?.generation] as const),
    );
    if (purpose === 'update') await renewal.renew(res, owner, generation, { method, enrolledSince });
    addCookies(res, [kit.cookies.clear(kit.cookies.conversation)]);
    const done = purpose === 'add' ? 'added' : 'moved';
    const profile = kit.links.page('profile');
    // Whoever was sent here on the way to somewhere goes on there.
    const next = visit.destination === profile ? withParameter(profile, 'done', done) : visit.destination;
    sendRedirect(res, next);
  }

  async #admit(
    req: Request,
    res: Response,
    scope: RequestScope,
    purpose: Purpose,
  ): Promise<Entered | undefined> {
    const { kit, settings } = this.#parts;
    const destination = kit.settingsDestination(req);
    const page = kit.links.page(purpose === 'add' ? 'add' : 'new-phone');
    const profile = kit.links.page('profile');
    const here = destination === profile ? page : kit.links.page('add', destination);
    // A factor counts everywhere: a destination at which less is asked for opens no way to one.
    if (destination !== profile && (await settings.enter(res, scope, here)) === undefined) return undefined;
    const owner = await settings.enter(res, scope, here, destination);
    if (owner === undefined) return undefined;
    if (owner.verified === undefined) {
      sendRedirect(res, kit.links.page('enroll'));
      return undefined;
    }
    if (!(await settings.requireFresh(res, owner, here))) return undefined;
    const offered = await this.#offered(owner, purpose);
    if (offered.length === 0) {
      sendRedirect(res, kit.links.page('profile'));
      return undefined;
    }
    return { owner, visit: { ...this.#visit(owner, purpose, here, offered), destination } };
  }

  /** What they do not have yet, or may have more of. */
  async #offered({ principal, standing }: Owner, purpose: Purpose): Promise<readonly Authenticator[]> {
    const { factors } = this.#parts;
    if (purpose === 'update') {
      const movable = await factors.movableOf(principal.userKey);
      return movable === undefined ? [] : [movable];
    }
    const owned = new Set(
      (await factors.ownedBy(principal.userKey)).map(({ authenticator }) => authenticator.method),
    );
    const wanted = standing.lacksMethod ? standing.requirement.methods : undefined;
    return factors.offered(wanted).filter(({ method, traits }) => traits.several || !owned.has(method));
  }

  #visit(
    owner: Owner,
    purpose: Purpose,
    here: SafePath,
    offered: readonly Authenticator[],
  ): Omit<SetupVisit, 'destination'> {
    const { kit } = this.#parts;
    const { speech } = owner;
    const { methods, profile } = speech.words;
    return {
      ...{ owner, speech, purpose, here, offered },
      progressHref: kit.links.page('add/progress'),
      title: purpose === 'add' ? methods.addTitle : profile.newPhone,
      reason: this.#reason(owner, purpose),
    };
  }

  #reason({ speech, standing }: Owner, purpose: Purpose): string {
    const { reasons } = speech.words.enroll;
    if (purpose === 'update') return reasons.replaced;
    return standing.lacksMethod ? reasons.otherMethod : reasons.added;
  }
}
