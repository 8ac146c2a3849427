import type { Request, Response } from 'express';
import type { VNode } from 'preact';
import type { ConversationStore } from '../conversation/index.ts';
import type { AnswerContext } from '../http/answers.ts';
import type { Links } from '../http/links.ts';
import type { OwnCookies } from '../http/own-cookies.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { sendHtml } from '../http/send.ts';
import { cookieValue } from '../kernel/cookies.ts';
import { sameString } from '../kernel/keyed-hash.ts';
import { type SafePath, safePath } from '../kernel/safe-path.ts';
import { en, type PageForm, type PageFrame, renderPage, type Words } from '../ui/index.ts';

/** What every page needs: words, frame, forms with their tokens. */
export class PageKit {
  readonly words: Words = en;
  readonly links: Links;
  readonly cookies: OwnCookies;
  readonly #context: AnswerContext;
  readonly #tokens: ConversationStore;

  constructor(context: AnswerContext, cookies: OwnCookies, tokens: ConversationStore) {
    this.#context = context;
    this.links = context.links;
    this.cookies = cookies;
    this.#tokens = tokens;
  }

  /** Where the person wanted to go, from the query or the form; the home page for anything that is no such place. */
  destination(req: Request): SafePath {
    const given = field(req, 'destination') ?? req.query.destination;
    const wanted = safePath(given, this.links.home);
    // Never back into these pages: that would be a circle.
    return wanted.startsWith(`${this.links.contextPath}/plugins/servlet/two-step/`)
      ? this.links.home
      : wanted;
  }

  /** A form that can be sent only by somebody who holds `secret` (a conversation's id, a session's secret). */
  form(action: SafePath, secret: string, destination: SafePath): PageForm {
    return { action, token: this.#tokens.formToken(secret), destination };
  }

  /** The way out belongs to the Jira session, whatever became of the conversation. */
  logoutForm(sessionId: string): { action: SafePath; token: string } {
    return { action: this.links.page('logout'), token: this.#tokens.formToken(sessionId) };
  }

  hasToken(req: Request, secret: string | undefined): boolean {
    if (secret === undefined || secret === '') return false;
    return sameString(field(req, 'token') ?? '', this.#tokens.formToken(secret));
  }

  conversationId(scope: RequestScope): string | undefined {
    return cookieValue(scope.cookies, this.cookies.conversation) || undefined;
  }

  send(
    res: Response,
    page: VNode,
    frame: Pick<PageFrame, 'title'> & Partial<Omit<PageFrame, 'title' | 'words' | 'lang'>>,
    status = 200,
  ): void {
    const whole = {
      lang: 'en',
      words: this.words,
      assets: this.#context.assets,
      homeHref: this.links.home,
      ...frame,
    };
    sendHtml(res, status, renderPage(page, whole));
  }
}

/** A form field that was sent once, as text. */
export function field(req: Request, name: string): string | undefined {
  const body: unknown = req.body;
  if (typeof body !== 'object' || body === null) return undefined;
  const value: unknown = Object.getOwnPropertyDescriptor(body, name)?.value;
  return typeof value === 'string' ? value : undefined;
}
