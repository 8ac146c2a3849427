import type { Request, Response } from 'express';
import type { StandingService } from '../gate/index.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { sendRedirect } from '../http/send.ts';
import type { Clock } from '../kernel/clock.ts';
import { cookieValue } from '../kernel/cookies.ts';
import {
  EndedPage,
  LoggedOutPage,
  type Message,
  RecoveryCodePage,
  recoveryCodeDownload,
} from '../ui/index.ts';
import { sessionCookie } from '../upstream/index.ts';
import type { LoginEnd } from './login-end.ts';
import { field, type PageKit } from './page-kit.ts';
import type { RecoveryCodeShelf } from './recovery-code-shelf.ts';

export type EndingParts = {
  readonly kit: PageKit;
  readonly standings: StandingService;
  readonly shelf: RecoveryCodeShelf;
  readonly loginEnd: LoginEnd;
  readonly publicOrigin: string;
  readonly clock: Clock;
};

/** Where a login ends: with a new recovery code to save, logged out, or back at the password. */
export class EndingRoutes {
  readonly #parts: EndingParts;

  constructor(parts: EndingParts) {
    this.#parts = parts;
  }

  readonly showRecoveryCode = (req: Request, res: Response, scope: RequestScope): Promise<void> =>
    this.#recoveryCode(req, res, scope);

  /** "I have saved it": the code is not shown again, and the person goes on. */
  readonly savedRecoveryCode = async (req: Request, res: Response, scope: RequestScope): Promise<void> => {
    const { kit, shelf } = this.#parts;
    const secret = cookieValue(scope.cookies, kit.cookies.verified);
    if (secret === undefined || !kit.hasToken(req, secret)) return this.#recoveryCode(req, res, scope);
    if (field(req, 'saved') !== 'yes') {
      return this.#recoveryCode(req, res, scope, kit.words.messages.savedRequired);
    }
    await shelf.clear(secret);
    sendRedirect(res, kit.destination(req));
  };

  readonly logOut = async (req: Request, res: Response, scope: RequestScope): Promise<void> => {
    const { kit, loginEnd } = this.#parts;
    // Without the form's token this is a stale page at most: the challenge sorts it out.
    if (!kit.hasToken(req, cookieValue(scope.cookies, sessionCookie)))
      return sendRedirect(res, kit.links.page('challenge'));
    await loginEnd.end(res, scope);
    sendRedirect(res, kit.links.page('logged-out'));
  };

  readonly showLoggedOut = async (_req: Request, res: Response): Promise<void> => {
    const { words, links } = this.#parts.kit;
    this.#parts.kit.send(res, <LoggedOutPage loginHref={links.login()} words={words} />, {
      title: words.loggedOut.title,
    });
  };

  readonly showEnded = async (req: Request, res: Response): Promise<void> => {
    const { kit } = this.#parts;
    const loginHref = kit.links.login(kit.destination(req));
    kit.send(res, <EndedPage loginHref={loginHref} words={kit.words} />, { title: kit.words.ended.title });
  };

  async #recoveryCode(req: Request, res: Response, scope: RequestScope, message?: Message): Promise<void> {
    const { kit, shelf, standings, publicOrigin, clock } = this.#parts;
    const { words, links } = kit;
    const destination = kit.destination(req);
    const { caller, verified } = await standings.assess(scope);
    const secret = cookieValue(scope.cookies, kit.cookies.verified);
    const shelved = verified === undefined || secret === undefined ? undefined : await shelf.look(secret);
    if (shelved === undefined || secret === undefined || caller.kind !== 'person') {
      return sendRedirect(res, destination);
    }
    const { username, displayName } = caller.principal;
    const date = new Date(clock()).toISOString().slice(0, 10);
    const site = `${publicOrigin}${links.contextPath}`;
    const download = recoveryCodeDownload(words, { code: shelved.code, username, site, date });
    kit.send(
      res,
      <RecoveryCodePage
        form={kit.form(links.page('recovery-code'), secret, destination)}
        code={shelved.code}
        reason={shelved.reason}
        {...download}
        {...(message === undefined ? {} : { message })}
        words={words}
      />,
      {
        title: words.recoveryCode.title,
        hasError: message?.kind === 'error',
        signedInAs: { displayName, username },
      },
    );
  }
}
