import type { Request, Response } from 'express';
import type { Conversation, ConversationPurpose, ConversationService } from '../conversation/index.ts';
import { type Assessment, requireAdmissible, type Standing } from '../gate/index.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { addCookies, sendRedirect } from '../http/send.ts';
import { AppError } from '../kernel/app-error.ts';
import type { SafePath } from '../kernel/safe-path.ts';
import type { Requirement } from '../policy/index.ts';
import type { Principal, PrincipalService } from '../principal/index.ts';
import type { VerifiedSessionService } from '../session/index.ts';
import type { PageKit, Speech } from './page-kit.ts';

/** Somebody who has given their password and now owes exactly the step that the page is for. */
export type Visitor = {
  readonly scope: RequestScope;
  readonly standing: Standing;
  readonly principal: Principal;
  readonly sessionId: string;
  readonly destination: SafePath;
  readonly speech: Speech;
};

/** Whom a conversation of pages belongs to. */
export type ConversationOwner = Pick<Visitor, 'scope' | 'standing' | 'principal' | 'sessionId'>;

export type OpenConversation = {
  readonly id: string;
  readonly conversation: Conversation;
  /** Whether the browser came with it, or it was begun just now. */
  readonly resumed: boolean;
};

export type Step = 'VERIFICATION' | 'ENROLLMENT';

export type EntranceParts = {
  readonly kit: PageKit;
  readonly standings: Assessment;
  readonly conversations: ConversationService;
  readonly sessions: VerifiedSessionService;
  readonly principals: PrincipalService;
};

/** Lets people in to a page of the login, and sends everybody else where they belong. */
export class PageEntrance {
  readonly #parts: EntranceParts;

  constructor(parts: EntranceParts) {
    this.#parts = parts;
  }

  /** Answers the visitor, or `undefined` after the browser was sent on: to the login, the other step, or home. */
  async enter(req: Request, res: Response, scope: RequestScope, step: Step): Promise<Visitor | undefined> {
    const { kit, standings } = this.#parts;
    const destination = kit.destination(req);
    const standing = await standings.assess(scope, false, kit.pathOf(destination));
    addCookies(res, standing.adoptedCookies);
    const { caller, requirement, sessionId, verified, enrolledSince } = standing;
    requireAdmissible(standing);
    if (caller.kind === 'anonymous' || sessionId === undefined) {
      sendRedirect(res, kit.links.login(destination));
      return undefined;
    }
    const owed = verified === undefined ? stepOf(requirement) : undefined;
    // Nobody has to, and they may all the same: set one up, or show the one they have before they change it.
    const has = enrolledSince !== undefined;
    const chosen = owed === undefined && verified === undefined && has === (step === 'VERIFICATION');
    if (owed === undefined && !chosen) {
      sendRedirect(res, destination);
      return undefined;
    }
    if (owed !== undefined && owed !== step) {
      sendRedirect(res, kit.links.page(owed === 'ENROLLMENT' ? 'enroll' : 'challenge', destination));
      return undefined;
    }
    const speech = kit.speech(scope, caller.principal.locale);
    return { scope, standing, principal: caller.principal, sessionId, destination, speech };
  }

  /** The browser's conversation, when it is for this session, person, step and purpose. */
  async resume(
    owner: ConversationOwner,
    step: Step,
    purpose?: ConversationPurpose,
  ): Promise<OpenConversation | undefined> {
    const { kit, conversations, principals } = this.#parts;
    const { principal, sessionId, scope } = owner;
    const id = kit.conversationId(scope);
    const conversation = id === undefined ? undefined : await conversations.find(id);
    if (id === undefined || conversation === undefined) return undefined;
    const mine = isFor(conversation, principal, principals.keyOf(sessionId));
    const wanted = wantedMethods(owner.standing, purpose).methods;
    const same =
      conversation.step === step &&
      conversation.purpose === purpose &&
      conversation.methods?.join() === wanted?.join();
    if (!mine || !same) return undefined;
    // Begun before everything of the person was ended: nothing comes of it any more, and no code is wasted on it.
    const stands = conversation.generation === (await this.#parts.sessions.generationOf(principal.userKey));
    return stands ? { id, conversation, resumed: true } : undefined;
  }

  /** That conversation; else a new one. */
  async converse(
    res: Response,
    owner: ConversationOwner,
    step: Step,
    purpose?: ConversationPurpose,
  ): Promise<OpenConversation> {
    const { kit, conversations, sessions, principals } = this.#parts;
    const resumed = await this.resume(owner, step, purpose);
    if (resumed !== undefined) return resumed;
    const { principal, sessionId, standing } = owner;
    const sessionKey = principals.keyOf(sessionId);
    const id = await conversations.begin({
      step,
      ...(purpose === undefined ? {} : { purpose }),
      person: {
        userKey: principal.userKey,
        username: principal.username,
        displayName: principal.displayName,
        email: principal.email,
        locale: principal.locale,
      },
      session: { kind: 'browser', sessionKey },
      generation: await sessions.generationOf(principal.userKey),
      ...(standing.enrolledSince === undefined ? {} : { enrolledSince: standing.enrolledSince }),
      ...wantedMethods(standing, purpose),
      groups: step === 'ENROLLMENT' ? principal.groups : [],
    });
    addCookies(res, [kit.cookies.set(kit.cookies.conversation, id)]);
    const conversation = await conversations.find(id);
    if (conversation === undefined) throw new AppError('store_unavailable', 'a new conversation is gone');
    return { id, conversation, resumed: false };
  }
}

/** Somebody who has what the policy wants may have anything else besides it. */
function wantedMethods(
  { requirement, lacksMethod }: Standing,
  purpose: ConversationPurpose | undefined,
): { methods?: readonly string[] } {
  const { methods } = requirement;
  return methods === undefined || (purpose !== undefined && !lacksMethod) ? {} : { methods };
}

function stepOf({ outcome }: Requirement): Step | undefined {
  if (outcome === 'none' || outcome === 'refuse') return undefined;
  return outcome === 'enroll' ? 'ENROLLMENT' : 'VERIFICATION';
}

function isFor(conversation: Conversation, principal: Principal, sessionKey: string): boolean {
  return (
    conversation.person.userKey === principal.userKey &&
    // Codes go where Jira says now: one that was sent to another address is not taken any more.
    conversation.person.email === principal.email &&
    conversation.session.kind === 'browser' &&
    conversation.session.sessionKey === sessionKey
  );
}
