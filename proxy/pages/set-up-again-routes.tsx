import type { Request, Response } from 'express';
import type { VNode } from 'preact';
import type { Assessment } from '../gate/index.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { addCookies, sendRedirect } from '../http/send.ts';
import { cookieValue } from '../kernel/cookies.ts';
import type { Principal } from '../principal/index.ts';
import { QuestionPage } from '../ui/index.ts';
import { ResetLinks } from '../user-help/index.ts';
import { type PageKit, parameter, type Speech } from './page-kit.ts';

export type SetUpAgainParts = {
  readonly kit: PageKit;
  readonly standings: Assessment;
  readonly resetLinks: ResetLinks;
};

type Seat = { readonly speech: Speech; readonly caller: Principal | undefined };

/**
 * Where the link of a reset's mail leads. Looking at it uses nothing up: mail scanners follow links. It lets nobody in,
 * either: the way goes through Jira's login and the ordinary setup, which ends the link.
 */
export class SetUpAgainRoutes {
  readonly #parts: SetUpAgainParts;

  constructor(parts: SetUpAgainParts) {
    this.#parts = parts;
  }

  readonly show = async (req: Request, res: Response, scope: RequestScope): Promise<void> => {
    const { kit } = this.#parts;
    const token = parameter(req, 'token');
    if (token !== undefined) {
      // Out of the address at once: that is what goes on to others, as a Referer or in somebody's history.
      const held = ResetLinks.isToken(token) ? token : '';
      addCookies(res, [kit.cookies.set(kit.cookies.setUpAgain, held)]);
      return sendRedirect(res, kit.links.page('set-up-again'));
    }
    const seat = await this.#seat(res, scope);
    const owner = await this.#ownerOf(scope);
    if (owner === undefined) return this.#gone(res, seat);
    if (seat.caller !== undefined && seat.caller.userKey !== owner) return this.#others(res, seat);
    const { title, text, submit } = seat.speech.words.setUpAgain;
    const form = kit.form(kit.links.page('set-up-again'), this.#held(scope), kit.links.home);
    this.#send(res, seat, title, <QuestionPage icon="shield" {...{ title, text, form, submit }} />);
  };

  /** On to the password, or to the setup where that was given already. Nothing is used up yet. */
  readonly answer = async (req: Request, res: Response, scope: RequestScope): Promise<void> => {
    const { kit } = this.#parts;
    const seat = await this.#seat(res, scope);
    const owner = await this.#ownerOf(scope);
    if (owner === undefined || !kit.hasToken(req, this.#held(scope))) return this.#gone(res, seat);
    if (seat.caller === undefined) return sendRedirect(res, kit.links.login());
    if (seat.caller.userKey !== owner) return this.#others(res, seat);
    sendRedirect(res, kit.links.page('enroll'));
  };

  async #seat(res: Response, scope: RequestScope): Promise<Seat> {
    const { kit, standings } = this.#parts;
    const { caller, adoptedCookies } = await standings.assess(scope);
    addCookies(res, adoptedCookies);
    const principal = caller.kind === 'person' ? caller.principal : undefined;
    return { speech: kit.speech(scope, principal?.locale), caller: principal };
  }

  #held(scope: RequestScope): string {
    return cookieValue(scope.cookies, this.#parts.kit.cookies.setUpAgain) ?? '';
  }

  #ownerOf(scope: RequestScope): Promise<string | undefined> {
    return this.#parts.resetLinks.ownerOf(this.#held(scope));
  }

  /** Somebody else is logged in here. Whose link it is stays unsaid, and nothing happens to anybody. */
  #others(res: Response, seat: Seat): void {
    const { otherTitle, otherText, toLogin } = seat.speech.words.setUpAgain;
    const back = { label: toLogin, href: this.#parts.kit.links.home };
    const page = <QuestionPage icon="warning" title={otherTitle} text={otherText} submit="" back={back} />;
    this.#send(res, seat, otherTitle, page, 403);
  }

  /** Used, too old, voided by a later one, never there: these look the same. */
  #gone(res: Response, seat: Seat): void {
    const { goneTitle, goneText, toLogin } = seat.speech.words.setUpAgain;
    const back = { label: toLogin, href: this.#parts.kit.links.home };
    const page = <QuestionPage icon="clock" title={goneTitle} text={goneText} submit="" back={back} />;
    this.#send(res, seat, goneTitle, page, 410);
  }

  #send(res: Response, { speech, caller }: Seat, title: string, page: VNode, status = 200): void {
    const frame = caller === undefined ? { title } : { title, signedInAs: caller };
    this.#parts.kit.send(res, speech, page, frame, status);
  }
}
