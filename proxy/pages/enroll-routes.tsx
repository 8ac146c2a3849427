import type { Request, Response } from 'express';
import QRCode from 'qrcode';
import type { ConversationService } from '../conversation/index.ts';
import type { EnrollmentService } from '../enrollment/index.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { addCookies, sendRedirect } from '../http/send.ts';
import { AppError } from '../kernel/app-error.ts';
import type { LoginCompletion } from '../session/index.ts';
import { EnrollPage } from '../ui/index.ts';
import type { OpenConversation, PageEntrance, Visitor } from './page-entrance.ts';
import { field, type PageKit } from './page-kit.ts';
import type { RecoveryCodeShelf } from './recovery-code-shelf.ts';
import type { Notice, Refusals } from './refused-attempt.tsx';

export type EnrollParts = {
  readonly kit: PageKit;
  readonly entrance: PageEntrance;
  readonly conversations: ConversationService;
  readonly enrollment: EnrollmentService;
  readonly completion: LoginCompletion;
  readonly shelf: RecoveryCodeShelf;
  readonly refusals: Refusals;
};

/** Setting up the authenticator app on the way into Jira. */
export class EnrollRoutes {
  readonly #parts: EnrollParts;

  constructor(parts: EnrollParts) {
    this.#parts = parts;
  }

  readonly show = async (req: Request, res: Response, scope: RequestScope): Promise<void> => {
    const visitor = await this.#admit(req, res, scope);
    if (visitor === undefined) return;
    await this.#render(res, visitor, await this.#parts.entrance.converse(res, visitor, 'ENROLLMENT'));
  };

  readonly answer = async (req: Request, res: Response, scope: RequestScope): Promise<void> => {
    const visitor = await this.#admit(req, res, scope);
    if (visitor === undefined) return;
    const { kit, entrance, enrollment, completion, shelf, refusals } = this.#parts;
    const { messages } = kit.words;
    const open = await entrance.converse(res, visitor, 'ENROLLMENT');
    if (!open.resumed || !kit.hasToken(req, open.id)) {
      return this.#render(res, visitor, open, { message: messages.setupExpired });
    }
    const input = field(req, 'code') ?? '';
    if (input.trim() === '') return this.#render(res, visitor, open, { message: messages.missingCode });
    const origin = { address: scope.address, requestId: scope.id };
    const outcome = await enrollment.confirm(open.id, input, origin);
    if (outcome.kind !== 'right') {
      const texts = { wrong: messages.wrongCode, expired: messages.setupExpired };
      const notice = await refusals.explain(req, res, visitor, outcome, texts);
      if (notice === undefined) return;
      const current = outcome.kind === 'unknown' ? await entrance.converse(res, visitor, 'ENROLLMENT') : open;
      return this.#render(res, visitor, current, notice);
    }
    const { since, recoveryCode } = outcome.value;
    const secret = await completion.verifyBrowser(outcome.conversation, visitor.sessionId, 'TOTP', since);
    await shelf.put(secret, { code: recoveryCode, reason: 'enrolled' });
    addCookies(res, [
      kit.cookies.set(kit.cookies.verified, secret),
      kit.cookies.clear(kit.cookies.conversation),
    ]);
    sendRedirect(res, kit.links.page('recovery-code', visitor.destination));
  };

  async #admit(req: Request, res: Response, scope: RequestScope): Promise<Visitor | undefined> {
    const visitor = await this.#parts.entrance.enter(req, res, scope, 'ENROLLMENT');
    if (visitor === undefined) return undefined;
    const until = await this.#parts.conversations.lockedUntil(visitor.principal.userKey);
    if (until === undefined) return visitor;
    this.#parts.refusals.sendLocked(res, visitor, until);
    return undefined;
  }

  async #render(res: Response, visitor: Visitor, open: OpenConversation, notice?: Notice): Promise<void> {
    const { kit, enrollment } = this.#parts;
    const { words, links } = kit;
    const offer = await enrollment.begin(open.id);
    if (offer === undefined) throw new AppError('store_unavailable', 'a conversation that was open is gone');
    const qrSvg = await QRCode.toString(offer.uri, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' });
    const form = kit.form(links.page('enroll', visitor.destination), open.id, visitor.destination);
    const { displayName, username } = visitor.principal;
    const owes = visitor.standing.requirement.outcome === 'enroll';
    kit.send(
      res,
      <EnrollPage
        {...notice}
        form={form}
        reason={owes ? words.enroll.reasons.required : words.enroll.reasons.chosen}
        qrSvg={qrSvg}
        secretGroups={offer.secret.match(/.{1,4}/g)?.join(' ') ?? ''}
        otpauthUri={offer.uri}
        accountName={offer.account}
        issuer={offer.issuer}
        words={words}
      />,
      {
        title: words.enroll.title,
        hasError: notice?.message.kind === 'error',
        signedInAs: { displayName, username },
        logoutForm: kit.logoutForm(visitor.sessionId),
      },
    );
  }
}
