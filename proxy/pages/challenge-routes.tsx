import type { Request, Response } from 'express';
import type { Conversation, ConversationService, VerificationService } from '../conversation/index.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { addCookies, sendRedirect } from '../http/send.ts';
import { AppError } from '../kernel/app-error.ts';
import type { LoginCompletion } from '../session/index.ts';
import { ChallengePage, type Message, RecoverPage } from '../ui/index.ts';
import type { OpenConversation, PageEntrance, Visitor } from './page-entrance.ts';
import { field, type PageKit } from './page-kit.ts';
import type { RecoveryCodeShelf } from './recovery-code-shelf.ts';
import type { Notice, Refusals } from './refused-attempt.tsx';

export type ChallengeParts = {
  readonly kit: PageKit;
  readonly entrance: PageEntrance;
  readonly conversations: ConversationService;
  readonly verification: VerificationService;
  readonly completion: LoginCompletion;
  readonly shelf: RecoveryCodeShelf;
  readonly refusals: Refusals;
};

type Kind = 'challenge' | 'recover';

const kinds = {
  challenge: { method: 'TOTP', field: 'code' },
  recover: { method: 'RECOVERY_CODE', field: 'recoveryCode' },
} as const;

/** The second step of a login: a code of the app, or the recovery code in its place. */
export class ChallengeRoutes {
  readonly #parts: ChallengeParts;

  constructor(parts: ChallengeParts) {
    this.#parts = parts;
  }

  show(kind: Kind) {
    return async (req: Request, res: Response, scope: RequestScope): Promise<void> => {
      const visitor = await this.#admit(req, res, scope);
      if (visitor === undefined) return;
      this.#render(res, kind, visitor, await this.#parts.entrance.converse(res, visitor, 'VERIFICATION'));
    };
  }

  answer(kind: Kind) {
    return async (req: Request, res: Response, scope: RequestScope): Promise<void> => {
      const visitor = await this.#admit(req, res, scope);
      if (visitor === undefined) return;
      const { kit, entrance, verification, refusals } = this.#parts;
      const open = await entrance.converse(res, visitor, 'VERIFICATION');
      const messages = this.#messages(kind);
      if (!open.resumed || !kit.hasToken(req, open.id)) {
        return this.#render(res, kind, visitor, open, { message: messages.expired });
      }
      const input = field(req, kinds[kind].field) ?? '';
      if (input.trim() === '') return this.#render(res, kind, visitor, open, { message: messages.missing });
      const origin = { address: scope.address, requestId: scope.id };
      const outcome = await verification.verify(open.id, kinds[kind].method, input, origin);
      if (outcome.kind === 'right') {
        return this.#complete(
          res,
          visitor,
          outcome.conversation,
          outcome.value.method,
          outcome.value.replacementCode,
        );
      }
      const notice = await refusals.explain(req, res, visitor, outcome, messages);
      if (notice === undefined) return;
      // After an end that another tab brought about, the form needs a conversation that is still open.
      const current =
        outcome.kind === 'unknown' ? await entrance.converse(res, visitor, 'VERIFICATION') : open;
      this.#render(res, kind, visitor, current, notice);
    };
  }

  async #admit(req: Request, res: Response, scope: RequestScope): Promise<Visitor | undefined> {
    const visitor = await this.#parts.entrance.enter(req, res, scope, 'VERIFICATION');
    if (visitor === undefined) return undefined;
    const until = await this.#parts.conversations.lockedUntil(visitor.principal.userKey);
    if (until === undefined) return visitor;
    this.#parts.refusals.sendLocked(res, visitor, until);
    return undefined;
  }

  async #complete(
    res: Response,
    visitor: Visitor,
    conversation: Conversation,
    method: string,
    replacementCode: string | undefined,
  ): Promise<void> {
    const { kit, completion, shelf } = this.#parts;
    if (conversation.enrolledSince === undefined)
      throw new AppError('internal', 'verified without an enrollment');
    const secret = await completion.verifyBrowser(
      conversation,
      visitor.sessionId,
      method,
      conversation.enrolledSince,
    );
    addCookies(res, [
      kit.cookies.set(kit.cookies.verified, secret),
      kit.cookies.clear(kit.cookies.conversation),
    ]);
    if (replacementCode === undefined) return sendRedirect(res, visitor.destination);
    await shelf.put(secret, { code: replacementCode, reason: 'replaced' });
    sendRedirect(res, kit.links.page('recovery-code', visitor.destination));
  }

  #messages(kind: Kind): { wrong: Message; expired: Message; missing: Message } {
    const { messages } = this.#parts.kit.words;
    return kind === 'challenge'
      ? { wrong: messages.wrongCode, expired: messages.conversationExpired, missing: messages.missingCode }
      : {
          wrong: messages.wrongRecoveryCode,
          expired: messages.conversationExpired,
          missing: messages.missingRecoveryCode,
        };
  }

  #render(res: Response, kind: Kind, visitor: Visitor, open: OpenConversation, notice?: Notice): void {
    const { kit } = this.#parts;
    const { words, links } = kit;
    const { destination, principal } = visitor;
    const form = kit.form(links.page(kind, destination), open.id, destination);
    const page =
      kind === 'challenge' ? (
        <ChallengePage
          {...notice}
          form={form}
          recoveryHref={links.page('recover', destination)}
          words={words}
        />
      ) : (
        <RecoverPage {...notice} form={form} backHref={links.page('challenge', destination)} words={words} />
      );
    kit.send(res, page, {
      title: kind === 'challenge' ? words.challenge.title : words.recover.title,
      hasError: notice?.message.kind === 'error',
      signedInAs: { displayName: principal.displayName, username: principal.username },
      logoutForm: kit.logoutForm(visitor.sessionId),
    });
  }
}
