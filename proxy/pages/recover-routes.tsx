import type { Request, Response } from 'express';
import type { Factors } from '../authenticators/index.ts';
import type { VerificationService } from '../conversation/index.ts';
import { originOf } from '../http/browser-name.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { RecoverPage } from '../ui/index.ts';
import type { LoginDoor } from './login-door.ts';
import type { LoginFinish } from './login-finish.ts';
import type { OpenConversation, PageEntrance, Visitor } from './page-entrance.ts';
import { field, type PageKit } from './page-kit.ts';
import type { Notice, Refusals } from './refused-attempt.tsx';

export type RecoverParts = {
  readonly kit: PageKit;
  readonly factors: Factors;
  readonly entrance: PageEntrance;
  readonly door: LoginDoor;
  readonly verification: VerificationService;
  readonly finish: LoginFinish;
  readonly refusals: Refusals;
};

/** A login with a code on paper: one field for every kind of it, because nobody remembers which kind theirs is. */
export class RecoverRoutes {
  readonly #parts: RecoverParts;

  constructor(parts: RecoverParts) {
    this.#parts = parts;
  }

  readonly show = async (req: Request, res: Response, scope: RequestScope): Promise<void> => {
    const visitor = await this.#parts.door.admit(req, res, scope, 'VERIFICATION');
    if (visitor === undefined) return;
    this.#render(res, visitor, await this.#parts.entrance.converse(res, visitor, 'VERIFICATION'));
  };

  readonly answer = async (req: Request, res: Response, scope: RequestScope): Promise<void> => {
    const visitor = await this.#parts.door.admit(req, res, scope, 'VERIFICATION');
    if (visitor === undefined) return;
    const { kit, entrance, verification, factors, refusals, finish } = this.#parts;
    const { messages } = visitor.speech.words;
    const open = await entrance.converse(res, visitor, 'VERIFICATION');
    if (!open.resumed || !kit.hasToken(req, open.id)) {
      return this.#render(res, visitor, open, { message: messages.conversationExpired });
    }
    const code = field(req, 'recoveryCode') ?? '';
    if (code.trim() === '') {
      return this.#render(res, visitor, open, { message: messages.missingRecoveryCode });
    }
    const methods = factors.recoveryMethods();
    const outcome = await verification.verify(open.id, methods, { code }, originOf(scope));
    if (outcome.kind === 'right') {
      return finish.verified(res, visitor, outcome.conversation, outcome.value, { remember: false });
    }
    const texts = { wrong: messages.wrongRecoveryCode, expired: messages.conversationExpired };
    const notice = await refusals.explain(req, res, visitor, outcome, texts);
    if (notice === undefined) return;
    const current = outcome.kind === 'unknown' ? await entrance.converse(res, visitor, 'VERIFICATION') : open;
    this.#render(res, visitor, current, notice);
  };

  #render(res: Response, visitor: Visitor, open: OpenConversation, notice?: Notice): void {
    const { kit } = this.#parts;
    const { destination, principal, speech } = visitor;
    const { words } = speech;
    const form = kit.form(kit.links.page('recover', destination), open.id, destination);
    const backHref = kit.links.page('challenge', destination);
    kit.send(res, speech, <RecoverPage {...notice} {...{ form, backHref, words }} helpDesk />, {
      title: words.recover.title,
      hasError: notice?.message.kind === 'error',
      signedInAs: { displayName: principal.displayName, username: principal.username },
      logoutForm: kit.logoutForm(visitor.sessionId),
    });
  }
}
