import type { Request, Response } from 'express';
import type { Factors } from '../authenticators/index.ts';
import type { Assessment } from '../gate/index.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { sendRedirect } from '../http/send.ts';
import type { Clock } from '../kernel/clock.ts';
import { cookieValue } from '../kernel/cookies.ts';
import {
  EndedPage,
  LoggedOutPage,
  type Message,
  QuestionPage,
  RecoveryCodePage,
  recoveryCodeDownload,
} from '../ui/index.ts';
import { sessionCookie } from '../upstream/index.ts';
import type { LoginEnd } from './login-end.ts';
import { field, type PageKit, parameter } from './page-kit.ts';
import type { RecoveryCodeShelf } from './recovery-code-shelf.ts';

export type EndingParts = {
  readonly kit: PageKit;
  readonly standings: Assessment;
  readonly factors: Factors;
  readonly shelf: RecoveryCodeShelf;
  readonly loginEnd: LoginEnd;
  readonly publicOrigin: string;
  readonly clock: Clock;
};

type Handler = (req: Request, res: Response, scope: RequestScope) => Promise<void>;

/** Where a login ends: with new codes to save, logged out, or back at the password. */
export class EndingRoutes {
  readonly #parts: EndingParts;

  constructor(parts: EndingParts) {
    this.#parts = parts;
  }

  readonly showCodes: Handler = (req, res, scope) => this.#codes(req, res, scope);

  /** "I have saved them": the codes are not shown again, and the person goes on. */
  readonly savedCodes: Handler = async (req, res, scope) => {
    const { kit, shelf } = this.#parts;
    const secret = cookieValue(scope.cookies, kit.cookies.verified);
    if (secret === undefined || !kit.hasToken(req, secret)) return this.#codes(req, res, scope);
    if (field(req, 'saved') !== 'yes') return this.#codes(req, res, scope, true);
    await shelf.clear(secret);
    if (field(req, 'then') === 'add') return sendRedirect(res, kit.links.page('add'));
    sendRedirect(res, this.#next(req));
  };

  /** Right after a login with one of the last backup codes. */
  readonly showCodesLow: Handler = async (req, res, scope) => {
    const { kit, standings, factors } = this.#parts;
    const destination = kit.destination(req);
    const { caller, verified } = await standings.assess(scope);
    const issuer = factors.issuer();
    if (caller.kind !== 'person' || verified === undefined || issuer === undefined) {
      return sendRedirect(res, destination);
    }
    const [set] = await issuer.list(caller.principal.userKey);
    const speech = kit.speech(scope, caller.principal.locale);
    const { title, text, make, later } = speech.words.codesLow;
    const secret = cookieValue(scope.cookies, kit.cookies.verified) ?? '';
    const form = kit.form(kit.links.page('backup-codes'), secret, destination);
    const page = (
      <QuestionPage
        icon="paper"
        title={title}
        text={text(Number(set?.detail ?? 0))}
        form={form}
        submit={make}
        back={{ label: later, href: destination }}
      />
    );
    kit.send(res, speech, page, { title });
  };

  /** Right after a login with a help-desk code: the next one should need none. */
  readonly showHelpDeskUsed: Handler = async (req, res, scope) => {
    const { kit, standings } = this.#parts;
    const destination = kit.destination(req);
    const { caller, verified } = await standings.assess(scope);
    if (caller.kind !== 'person' || verified === undefined) return sendRedirect(res, destination);
    const speech = kit.speech(scope, caller.principal.locale);
    const { title, text, add, later } = speech.words.helpDeskUsed;
    const page = (
      <QuestionPage
        icon="key"
        {...{ title, text, submit: '' }}
        next={{ label: add, href: kit.links.page('profile') }}
        back={{ label: later, href: destination }}
      />
    );
    kit.send(res, speech, page, { title, signedInAs: caller.principal });
  };

  readonly logOut: Handler = async (req, res, scope) => {
    const { kit, loginEnd } = this.#parts;
    // Without the form's token this is a stale page at most: the challenge sorts it out.
    if (!kit.hasToken(req, cookieValue(scope.cookies, sessionCookie)))
      return sendRedirect(res, kit.links.page('challenge'));
    await loginEnd.end(res, scope);
    sendRedirect(res, kit.links.page('logged-out'));
  };

  readonly showLoggedOut: Handler = async (_req, res, scope) => {
    const { kit } = this.#parts;
    const speech = kit.speech(scope);
    const { words } = speech;
    kit.send(res, speech, <LoggedOutPage loginHref={kit.links.login()} words={words} />, {
      title: words.loggedOut.title,
    });
  };

  readonly showEnded: Handler = async (req, res, scope) => {
    const { kit } = this.#parts;
    const speech = kit.speech(scope);
    const { words } = speech;
    const loginHref = kit.links.login(kit.destination(req));
    kit.send(res, speech, <EndedPage loginHref={loginHref} words={words} />, { title: words.ended.title });
  };

  async #codes(req: Request, res: Response, scope: RequestScope, unsaved = false): Promise<void> {
    const { kit, shelf, standings, publicOrigin, clock, factors } = this.#parts;
    const { links } = kit;
    const next = this.#next(req);
    const { caller, verified } = await standings.assess(scope);
    const secret = cookieValue(scope.cookies, kit.cookies.verified);
    const shelved = verified === undefined || secret === undefined ? undefined : await shelf.look(secret);
    if (shelved === undefined || secret === undefined || caller.kind !== 'person') {
      return sendRedirect(res, next);
    }
    const { username, displayName, locale } = caller.principal;
    const speech = kit.speech(scope, locale);
    const { words } = speech;
    const message: Message | undefined = unsaved ? words.messages.savedRequired : undefined;
    const { code, backupCodes, reason } = shelved;
    const date = new Date(clock()).toISOString().slice(0, 10);
    const site = `${publicOrigin}${links.contextPath}`;
    const page = (
      <RecoveryCodePage
        {...{ code, backupCodes, reason, words }}
        {...recoveryCodeDownload(words, { code, backupCodes, username, site, date })}
        {...(message === undefined ? {} : { message })}
        form={kit.form(links.page('recovery-code'), secret, next)}
        suggestSecond={reason === 'enrolled' && factors.offered().length > 1}
      />
    );
    const title = backupCodes.length > 0 ? words.recoveryCode.codesTitle : words.recoveryCode.title;
    kit.send(res, speech, page, {
      title,
      hasError: message !== undefined,
      signedInAs: { displayName, username },
    });
  }

  /** Back to the settings, where the codes came from there; else to where the person wanted to go. */
  #next(req: Request) {
    const { kit } = this.#parts;
    const given = field(req, 'destination') ?? parameter(req, 'destination');
    const settings = kit.settingsDestination(req);
    return given === settings ? settings : kit.destination(req);
  }
}
