import type { Request, Response } from 'express';
import type { Factors } from '../authenticators/index.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { sendJson } from '../http/send.ts';
import { withParameter } from '../kernel/safe-path.ts';
import type { LoginDoor } from './login-door.ts';
import type { LoginFinish } from './login-finish.ts';
import type { PageEntrance, Visitor } from './page-entrance.ts';
import type { PageKit } from './page-kit.ts';
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
};

type Handler = (req: Request, res: Response, scope: RequestScope) => Promise<void>;

/** Setting up the first factor on the way into Jira. */
export class EnrollRoutes {
  readonly #parts: EnrollParts;

  constructor(parts: EnrollParts) {
    this.#parts = parts;
  }

  readonly show: Handler = async (req, res, scope) => {
    const visitor = await this.#parts.door.admit(req, res, scope, 'ENROLLMENT');
    if (visitor !== undefined) await this.#parts.desk.show(req, res, this.#visit(visitor));
  };

  readonly answer: Handler = async (req, res, scope) => {
    const visitor = await this.#parts.door.admit(req, res, scope, 'ENROLLMENT');
    if (visitor === undefined) return;
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

  #visit(visitor: Visitor): SetupVisit {
    const { kit, factors } = this.#parts;
    const { speech, destination, standing, sessionId } = visitor;
    const { reasons, title } = speech.words.enroll;
    const owes = standing.requirement.outcome === 'enroll';
    return {
      owner: visitor,
      purpose: undefined,
      ...{ speech, destination, title },
      here: kit.links.page('enroll', destination),
      progressHref: withParameter(kit.links.page('progress'), 'for', 'enroll'),
      reason: owes ? reasons.required : reasons.chosen,
      // What is too weak to stand alone cannot be the first.
      offered: factors.offered().filter(({ traits }) => traits.role === 'primary'),
      logoutForm: kit.logoutForm(sessionId),
    };
  }
}
