import type { Conversation, ConversationService } from '../conversation/index.ts';
import type { OwnCookies } from '../http/own-cookies.ts';
import type { SessionPlace } from './session-input.ts';
import type { VerifiedSessionService } from './verified-session-service.ts';

export type Verification = {
  readonly method: string;
  readonly enrolledSince: string;
  readonly place: SessionPlace;
};

/** Turns a finished conversation into a verified session: for pages and for REST clients alike. */
export class LoginCompletion {
  readonly #conversations: ConversationService;
  readonly #sessions: VerifiedSessionService;
  readonly #cookies: OwnCookies;

  constructor(conversations: ConversationService, sessions: VerifiedSessionService, cookies: OwnCookies) {
    this.#conversations = conversations;
    this.#sessions = sessions;
    this.#cookies = cookies;
  }

  /** For the session that the browser holds already. Answers the secret for the gate's own cookie. */
  verifyBrowser(
    conversation: Conversation,
    sessionId: string,
    { method, enrolledSince, place }: Verification,
  ): Promise<string> {
    const { userKey, username } = conversation.person;
    const { generation } = conversation;
    return this.#sessions.issue({ sessionId, userKey, username, method, generation, enrolledSince, place });
  }

  /** For a session that was held back: answers all cookies that the client gets now. */
  async releaseHeld(conversation: Conversation, verification: Verification): Promise<string[]> {
    if (conversation.session.kind !== 'held') throw new Error('this conversation holds no session');
    const held = this.#conversations.openSession(conversation.session.sealed);
    const secret = await this.verifyBrowser(conversation, held.sessionId, verification);
    return [...held.setCookies, this.#cookies.set(this.#cookies.verified, secret)];
  }
}
