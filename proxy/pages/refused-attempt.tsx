import type { Request, Response } from 'express';
import type { AttemptOutcome, LockedUntil } from '../conversation/index.ts';
import { originOf } from '../http/browser-name.ts';
import { sendRedirect } from '../http/send.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SecurityNotifier } from '../notification/index.ts';
import type { Message } from '../ui/index.ts';
import { sendLockedPage } from './locked-answer.tsx';
import type { LoginEnd } from './login-end.ts';
import type { Visitor } from './page-entrance.ts';
import type { PageKit } from './page-kit.ts';

export type Notice = { readonly message: Message; readonly attemptsLeft?: string };

export type RefusalParts = {
  readonly kit: PageKit;
  readonly loginEnd: LoginEnd;
  readonly notifier: SecurityNotifier;
  readonly clock: Clock;
};

/** People mistype once or twice; whoever guesses does not stop there. */
const tellWhenLeft = 2;

/** What a page says after a code that did not get through. */
export class Refusals {
  readonly #parts: RefusalParts;

  constructor(parts: RefusalParts) {
    this.#parts = parts;
  }

  /** Answers what the same page should say, or `undefined` after another page was sent. */
  async explain(
    req: Request,
    res: Response,
    visitor: Visitor,
    outcome: Exclude<AttemptOutcome<unknown>, { kind: 'right' }>,
    texts: { readonly wrong: Message; readonly expired: Message },
  ): Promise<Notice | undefined> {
    const { kit, loginEnd } = this.#parts;
    const { messages } = visitor.speech.words;
    switch (outcome.kind) {
      case 'wrong':
        if (outcome.attemptsLeft <= tellWhenLeft) this.#tell(visitor);
        return { message: texts.wrong, attemptsLeft: messages.attemptsLeft(outcome.attemptsLeft) };
      case 'unknown':
        return { message: texts.expired };
      case 'slow_down':
        return { message: messages.tooManyFromAddress(outcome.seconds) };
      case 'ended':
        this.#tell(visitor);
        await loginEnd.end(res, visitor.scope);
        sendRedirect(res, kit.links.page('ended', kit.destination(req)));
        return undefined;
      case 'locked':
        this.#tell(visitor);
        this.sendLocked(res, visitor, outcome.until);
        return undefined;
      default:
        return outcome satisfies never;
    }
  }

  /** The password was right, and the rest was not: its owner has to know. Once an hour, whatever is guessed. */
  #tell({ principal, scope }: Visitor): void {
    this.#parts.notifier.tell(principal, { kind: 'wrong_codes' }, originOf(scope));
  }

  sendLocked(res: Response, visitor: Visitor, until: LockedUntil): void {
    const { kit } = this.#parts;
    const { speech, principal, destination } = visitor;
    const { displayName, username } = principal;
    const nextHref = kit.links.page('challenge', destination);
    sendLockedPage(
      res,
      this.#parts,
      { speech, until, nextHref },
      {
        requestId: visitor.scope.id,
        signedInAs: { displayName, username },
        logoutForm: kit.logoutForm(visitor.sessionId),
      },
    );
  }
}
