import type { Request, Response } from 'express';
import type { AuditLog } from '../audit/index.ts';
import type { Factors } from '../authenticators/index.ts';
import type { FirstFactorGuard } from '../enrollment/index.ts';
import { laterMark } from '../gate/index.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { addCookies, sendJson, sendRedirect } from '../http/send.ts';
import { withParameter } from '../kernel/safe-path.ts';
import type { PrincipalService } from '../principal/index.ts';
import type { VerifiedSessionService } from '../session/index.ts';
import { guardHolder } from './guard-routes.tsx';
import type { LoginDoor } from './login-door.ts';
import type { LoginFinish } from './login-finish.ts';
import type { PageEntrance, Visitor } from './page-entrance.ts';
import { field, type PageKit } from './page-kit.ts';
import type { Refusals } from './refused-attempt.tsx';
import type { SetupDesk, SetupVisit } from './setup-desk.tsx';

export type EnrollParts = {
  readonly kit: PageKit;
  readonly factors: Factors;
  readonly desk: SetupDesk;
  readonly entrance: PageEntrance;
  readonly door: LoginDoor;
  readonly finish: LoginFinish;
  readonly refusals: Refusals;
  readonly guard: FirstFactorGuard;
  readonly sessions: VerifiedSessionService;
  readonly principals: PrincipalService;
  readonly audit: AuditLog;
};

/** Seconds after which somebody in a period of grace is told again. */
const remindEvery = 24 * 60 * 60;

type Handler = (req: Request, res: Response, scope: RequestScope) => Promise<void>;

/** Setting up the first factor on the way into Jira. */
export class EnrollRoutes {
  readonly #parts: EnrollParts;

  constructor(parts: EnrollParts) {
    this.#parts = parts;
  }

  readonly show: Handler = async (req, res, scope) => {
    const visitor = await this.#admit(req, res, scope);
    if (visitor !== undefined) await this.#parts.desk.show(req, res, this.#visit(visitor));
  };

  readonly answer: Handler = async (req, res, scope) => {
    const visitor = await this.#admit(req, res, scope);
    if (visitor === undefined) return;
    if (field(req, 'step') === 'later') return this.#later(req, res, visitor);
    const { desk, finish, refusals } = this.#parts;
    const visit = this.#visit(visitor);
    const answer = await desk.answer(req, res, visit);
    if (answer.kind === 'shown') return;
    const { outcome, method } = answer;
    if (outcome.kind === 'right') {
      return finish.enrolled(res, visitor, outcome.conversation, outcome.value, method);
    }
    const wrong = desk.wrongOf(method, visitor.speech);
    const expired = visitor.speech.words.messages.setupExpired;
    const notice = await refusals.explain(req, res, visitor, outcome, { wrong, expired });
    if (notice !== undefined) await desk.show(req, res, visit, notice);
  };

  readonly progress: Handler = async (req, res, scope) => {
    const visitor = await this.#parts.entrance.enter(req, res, scope, 'ENROLLMENT');
    if (visitor === undefined) return;
    sendJson(res, 200, { answered: await this.#parts.desk.isAnswered(req, this.#visit(visitor)) });
  };

  /** Where the policy wants more than the password before the first factor, that comes first. */
  async #admit(req: Request, res: Response, scope: RequestScope): Promise<Visitor | undefined> {
    const { kit, door, guard } = this.#parts;
    const visitor = await door.admit(req, res, scope, 'ENROLLMENT');
    if (visitor === undefined || guard.waysFor(visitor.principal, scope.address).length === 0) return visitor;
    // Whoever may go on without one does not have to pass the guard to say so.
    const skips = req.method === 'POST' && field(req, 'step') === 'later';
    if (skips || (await guard.isPassed(await guardHolder(visitor, this.#parts)))) return visitor;
    sendRedirect(res, kit.links.page('enroll-check', visitor.destination));
    return undefined;
  }

  /** "Not now", while the policy leaves time. Where it does not, the page comes again. */
  async #later(req: Request, res: Response, visitor: Visitor): Promise<void> {
    const { kit, audit } = this.#parts;
    const { standing, principal, scope, sessionId, destination } = visitor;
    const { graceUntil } = standing.requirement;
    if (graceUntil !== undefined && kit.hasToken(req, sessionId)) {
      const { userKey, username } = principal;
      const person = { userKey, username };
      await audit.record({
        ...{ type: 'grace.skipped', outcome: 'success', reason: standing.requirement.rule },
        ...{ actor: person, target: person, address: scope.address, requestId: scope.id },
      });
      addCookies(res, [kit.cookies.keep(kit.cookies.later, laterMark(graceUntil), remindEvery)]);
    }
    sendRedirect(res, destination);
  }

  #visit(visitor: Visitor): SetupVisit {
    const { kit, factors } = this.#parts;
    const { speech, destination, standing, sessionId } = visitor;
    const { reasons, title } = speech.words.enroll;
    const { graceUntil } = standing.requirement;
    const owes = standing.requirement.outcome === 'enroll';
    const here = kit.links.page('enroll', destination);
    return {
      owner: visitor,
      purpose: undefined,
      ...{ speech, destination, title },
      here,
      progressHref: withParameter(kit.links.page('progress'), 'for', 'enroll'),
      reason: owes ? reasons.required : this.#reason(visitor),
      ...(graceUntil === undefined
        ? {}
        : { laterForm: kit.form(here, sessionId, destination, { step: 'later' }) }),
      // What is too weak to stand alone cannot be the first.
      offered: factors
        .offered(standing.requirement.methods)
        .filter(({ traits }) => traits.role === 'primary'),
      logoutForm: kit.logoutForm(sessionId),
    };
  }

  #reason({ speech, standing }: Visitor): string {
    const { reasons } = speech.words.enroll;
    const { graceUntil } = standing.requirement;
    if (graceUntil === undefined) return reasons.chosen;
    const format = { dateStyle: 'long', timeZone: 'UTC' } as const;
    return reasons.grace(new Intl.DateTimeFormat(speech.language, format).format(graceUntil));
  }
}
