import type { Request, Response } from 'express';
import type { AuditLog } from '../audit/index.ts';
import { originOf } from '../http/browser-name.ts';
import type { RequestScope } from '../http/request-scope.ts';
import type { NotMeLinks } from '../notification/index.ts';
import type { VerifiedSessionService } from '../session/index.ts';
import type { TrustedDeviceService } from '../trusted-device/index.ts';
import { QuestionPage } from '../ui/index.ts';
import { field, type PageKit, parameter } from './page-kit.ts';

export type NotMeParts = {
  readonly kit: PageKit;
  readonly notMe: NotMeLinks;
  readonly sessions: VerifiedSessionService;
  readonly devices: TrustedDeviceService;
  readonly audit: AuditLog;
};

/**
 * Where the link of a mail leads. Looking at it changes nothing: mail scanners follow links. Pressing the button needs
 * no login, because it only takes away, and whoever reads the mail may be locked out.
 */
export class NotMeRoutes {
  readonly #parts: NotMeParts;

  constructor(parts: NotMeParts) {
    this.#parts = parts;
  }

  readonly show = async (req: Request, res: Response, scope: RequestScope): Promise<void> => {
    const { kit, notMe } = this.#parts;
    const token = parameter(req, 'token') ?? '';
    if (notMe.read(token) === undefined) return this.#invalid(res, scope);
    const speech = kit.speech(scope);
    const { title, text, submit } = speech.words.notMe;
    const form = kit.form(kit.links.page('not-me'), token, kit.links.home, { link: token });
    kit.send(res, speech, <QuestionPage icon="warning" {...{ title, text, form, submit }} />, { title });
  };

  readonly answer = async (req: Request, res: Response, scope: RequestScope): Promise<void> => {
    const { kit, notMe, sessions, devices, audit } = this.#parts;
    const token = field(req, 'link') ?? '';
    const userKey = notMe.read(token);
    if (userKey === undefined || !kit.hasToken(req, token)) return this.#invalid(res, scope);
    await devices.revokeAll(userKey);
    await sessions.revokeUser(userKey);
    await audit.record({
      ...{ type: 'session.ended', outcome: 'success', reason: 'it was not me' },
      ...{ actor: undefined, target: { userKey, username: '' } },
      ...originOf(scope),
    });
    const speech = kit.speech(scope);
    const { doneTitle, doneText, toLogin } = speech.words.notMe;
    const back = { label: toLogin, href: kit.links.home };
    const page = <QuestionPage icon="success" title={doneTitle} text={doneText} submit="" back={back} />;
    kit.send(res, speech, page, { title: doneTitle });
  };

  #invalid(res: Response, scope: RequestScope): void {
    const { kit } = this.#parts;
    const speech = kit.speech(scope);
    const { invalidTitle, invalidText, toLogin } = speech.words.notMe;
    const back = { label: toLogin, href: kit.links.home };
    const page = <QuestionPage icon="clock" title={invalidTitle} text={invalidText} submit="" back={back} />;
    kit.send(res, speech, page, { title: invalidTitle }, 410);
  }
}
