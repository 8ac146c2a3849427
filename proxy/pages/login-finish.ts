import type { Response } from 'express';
import type { AuditLog } from '../audit/index.ts';
import type { Factors, FactorTraits } from '../authenticators/index.ts';
import type { Conversation, Verified } from '../conversation/index.ts';
import type { Enrolled, OwnEnrollmentService } from '../enrollment/index.ts';
import { originOf, placeOf } from '../http/browser-name.ts';
import { addCookies, sendRedirect } from '../http/send.ts';
import { AppError } from '../kernel/app-error.ts';
import { cookieValue } from '../kernel/cookies.ts';
import {
  fewBackupCodes,
  paperNotice,
  type SecurityNotice,
  type SecurityNotifier,
} from '../notification/index.ts';
import type { LoginCompletion } from '../session/index.ts';
import type { ResetLinks } from '../user-help/index.ts';
import type { BrowserMemo } from './browser-memo.ts';
import type { DeviceDesk } from './device-desk.ts';
import type { Visitor } from './page-entrance.ts';
import type { PageKit } from './page-kit.ts';
import type { RecoveryCodeShelf } from './recovery-code-shelf.ts';

export type LoginFinishParts = {
  readonly kit: PageKit;
  readonly completion: LoginCompletion;
  readonly shelf: RecoveryCodeShelf;
  readonly memo: BrowserMemo;
  readonly devices: DeviceDesk;
  readonly ownEnrollment: OwnEnrollmentService;
  readonly notifier: SecurityNotifier;
  readonly factors: Factors;
  readonly resetLinks: ResetLinks;
  readonly audit: AuditLog;
};

/** The end of a login by pages: the session is verified, and the person goes on, by way of what they have to see. */
export class LoginFinish {
  readonly #parts: LoginFinishParts;

  constructor(parts: LoginFinishParts) {
    this.#parts = parts;
  }

  /** After a factor that the person had. */
  async verified(
    res: Response,
    visitor: Visitor,
    conversation: Conversation,
    { method, replacementCode, codesLeft }: Verified,
    { remember }: { readonly remember: boolean },
  ): Promise<void> {
    const { kit, shelf, devices, factors } = this.#parts;
    const { enrolledSince } = conversation;
    if (enrolledSince === undefined) throw new AppError('internal', 'verified without an enrollment');
    const { traits } = factors.get(method);
    const standIn = traits.role === 'recovery';
    const known = this.#parts.memo.lastMethod(visitor.scope, visitor.principal.userKey) !== undefined;
    // A code on paper is no way that somebody wants to be asked for next time.
    const secret = await this.#open(res, visitor, conversation, method, enrolledSince, !standIn);
    if (remember && !standIn) await devices.remember(res, visitor, method, conversation.generation);
    this.#tell(visitor, { method, traits, codesLeft, known });
    if (traits.loginOnly === true) {
      return sendRedirect(res, kit.links.page('help-desk-used', visitor.destination));
    }
    if (replacementCode !== undefined) {
      await shelf.put(secret, { code: replacementCode, backupCodes: [], reason: 'replaced' });
      return sendRedirect(res, kit.links.page('recovery-code', visitor.destination));
    }
    if (codesLeft !== undefined && codesLeft <= fewBackupCodes) {
      return sendRedirect(res, kit.links.page('codes-low', visitor.destination));
    }
    sendRedirect(res, visitor.destination);
  }

  /** After somebody's first factor: with it come the codes for the day on which it is lost. */
  async enrolled(
    res: Response,
    visitor: Visitor,
    conversation: Conversation,
    { since, recoveryCode, afterReset }: Enrolled,
    method: string,
  ): Promise<void> {
    const { kit, shelf, ownEnrollment } = this.#parts;
    const origin = originOf(visitor.scope);
    const secret = await this.#open(res, visitor, conversation, method, since, true);
    // On the shelf before anything else can fail: nobody sees it a second time.
    await shelf.put(secret, { code: recoveryCode, backupCodes: [], reason: 'enrolled' });
    if (afterReset) await this.#noteFollowedLink(res, visitor);
    await ownEnrollment.factorAdded(visitor.principal, method, afterReset ? 'again' : 'first', origin);
    const backupCodes = (await ownEnrollment.issueBackupCodes(visitor.principal, origin, 'first')) ?? [];
    await shelf.put(secret, { code: recoveryCode, backupCodes, reason: 'enrolled' });
    sendRedirect(res, kit.links.page('recovery-code', visitor.destination));
  }

  async #open(
    res: Response,
    visitor: Visitor,
    conversation: Conversation,
    method: string,
    enrolledSince: string,
    remembered: boolean,
  ): Promise<string> {
    const { kit, completion, memo } = this.#parts;
    const { scope, sessionId, principal } = visitor;
    const place = placeOf(scope);
    const secret = await completion.verifyBrowser(conversation, sessionId, { method, enrolledSince, place });
    addCookies(res, [
      kit.cookies.set(kit.cookies.verified, secret),
      kit.cookies.clear(kit.cookies.conversation),
      ...(remembered ? [memo.remember(scope, principal.userKey, method)] : []),
    ]);
    return secret;
  }

  /** Somebody who came by the link of a reset: the audit has both ends of it then. */
  async #noteFollowedLink(res: Response, { scope, principal }: Visitor): Promise<void> {
    const { kit, resetLinks, audit } = this.#parts;
    const token = cookieValue(scope.cookies, kit.cookies.setUpAgain);
    if (token === undefined) return;
    addCookies(res, [kit.cookies.clear(kit.cookies.setUpAgain)]);
    const { userKey, username } = principal;
    if (!(await resetLinks.belongsTo(userKey, token))) return;
    const person = { userKey, username };
    await audit.record({
      ...{ type: 'reset_link.used', outcome: 'success', reason: 'set up again' },
      ...{ actor: person, target: person, address: scope.address, requestId: scope.id },
    });
  }

  #tell({ principal, scope }: Visitor, shown: Shown): void {
    const notice = noticeOf(shown);
    if (notice !== undefined) this.#parts.notifier.tell(principal, notice, originOf(scope));
  }
}

type Shown = {
  readonly method: string;
  readonly traits: FactorTraits;
  readonly codesLeft: number | undefined;
  /** Whether somebody verified in this browser before. */
  readonly known: boolean;
};

/** What the owner of an account should hear of a login. */
function noticeOf({ method, traits, codesLeft, known }: Shown): SecurityNotice | undefined {
  if (traits.notice !== undefined) return { kind: traits.notice };
  if (traits.role === 'recovery') return paperNotice(codesLeft);
  return known ? undefined : { kind: 'new_browser', method };
}
