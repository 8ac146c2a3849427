import type { Request, Response } from 'express';
import type { VNode } from 'preact';
import type { ConversationStore } from '../conversation/index.ts';
import type { PathRequest } from '../gate/index.ts';
import type { AnswerContext } from '../http/answers.ts';
import { type Links, ownPagesPath } from '../http/links.ts';
import type { OwnCookies } from '../http/own-cookies.ts';
import { type RequestScope, readTarget } from '../http/request-scope.ts';
import { sendHtml } from '../http/send.ts';
import { cookieValue } from '../kernel/cookies.ts';
import { sameString } from '../kernel/keyed-hash.ts';
import { type SafePath, safePath } from '../kernel/safe-path.ts';
import {
  catalogue,
  chooseLanguage,
  type Language,
  type PageForm,
  type PageFrame,
  renderPage,
  type Words,
} from '../ui/index.ts';

/** In which words a person is spoken to. */
export type Speech = { readonly language: Language; readonly words: Words };

type Frame = Pick<PageFrame, 'title'> &
  Partial<Omit<PageFrame, 'title' | 'words' | 'lang' | 'scripts'>> & {
    /** A browser script that this page needs besides the usual one. */
    readonly script?: string | undefined;
    /** The person's own page, which needs no link to itself. */
    readonly isOwnPage?: boolean;
  };

/** What every page needs: words, frame, forms with their tokens. */
export class PageKit {
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

  /** @param jiraLocale the language that the person chose in Jira, where it is known */
  speech(scope: Pick<RequestScope, 'acceptLanguage'>, jiraLocale = ''): Speech {
    const language = chooseLanguage(jiraLocale, scope.acceptLanguage);
    return { language, words: catalogue[language] };
  }

  /** Where the person wanted to go, from the query or the form; the home page for anything that is no such place. */
  destination(req: Request): SafePath {
    const wanted = this.#wanted(req);
    // Never back into these pages: that would be a circle. Only the person's own page and the console are worth going to.
    const isPlace = wanted === this.links.page('profile') || this.links.isConsole(wanted);
    return this.#isOwn(wanted) && !isPlace ? this.links.home : wanted;
  }

  /** For confirmations, which lead back to one of the settings, or to a place in Jira that wants a fresh one. */
  settingsDestination(req: Request): SafePath {
    const wanted = this.#wanted(req);
    return wanted === this.links.home ? this.links.page('profile') : wanted;
  }

  /** What a policy may know of where somebody is on their way to. */
  pathOf(destination: SafePath): PathRequest {
    return { method: 'GET', ...readTarget(destination, this.links.contextPath) };
  }

  /** A form that can be sent only by somebody who holds `secret` (a conversation's id, a session's secret). */
  form(
    action: SafePath,
    secret: string,
    destination: SafePath,
    fields: Readonly<Record<string, string>> = {},
  ): PageForm {
    return { action, token: this.#tokens.formToken(secret), destination, fields };
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

  send(res: Response, { language, words }: Speech, page: VNode, frame: Frame, status = 200): void {
    const { assets } = this.#context;
    const { script, isOwnPage, ...rest } = frame;
    // From every page that somebody sees as themselves, also on the way in: it is where they arrive then.
    const hasLink = frame.signedInAs !== undefined && isOwnPage !== true;
    const whole = {
      lang: language,
      words,
      assets,
      homeHref: this.links.home,
      ...(script === undefined ? {} : { scripts: [assets.pathOf(script)] }),
      ...(hasLink ? { settingsHref: this.links.page('profile') } : {}),
      ...rest,
    };
    sendHtml(res, status, renderPage(page, whole));
  }

  #wanted(req: Request): SafePath {
    return safePath(field(req, 'destination') ?? req.query.destination, this.links.home);
  }

  #isOwn(path: SafePath): boolean {
    return path.startsWith(`${this.links.contextPath}${ownPagesPath}/`);
  }
}

/** A form field that was sent once, as text. */
export function field(req: Request, name: string): string | undefined {
  const body: unknown = req.body;
  if (typeof body !== 'object' || body === null) return undefined;
  const value: unknown = Object.getOwnPropertyDescriptor(body, name)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** A parameter of the query that was given once. */
export function parameter(req: Request, name: string): string | undefined {
  const value: unknown = req.query[name];
  return typeof value === 'string' ? value : undefined;
}
