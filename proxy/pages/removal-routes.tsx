import type { Request, Response } from 'express';
import type { OwnEnrollmentService } from '../enrollment/index.ts';
import { originOf } from '../http/browser-name.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { addCookies, sendRedirect } from '../http/send.ts';
import { withParameter } from '../kernel/safe-path.ts';
import { QuestionPage } from '../ui/index.ts';
import type { FactorParts } from './factor-parts.tsx';
import { field, type PageKit, parameter } from './page-kit.ts';
import type { SessionRenewal } from './session-renewal.ts';
import type { Owner, SettingsEntrance, VerifiedOwner } from './settings-entrance.ts';

export type RemovalParts = {
  readonly kit: PageKit;
  readonly parts: FactorParts;
  readonly settings: SettingsEntrance;
  readonly ownEnrollment: OwnEnrollmentService;
  readonly renewal: SessionRenewal;
};

type Handler = (req: Request, res: Response, scope: RequestScope) => Promise<void>;

/** Taking one factor away, or all of it where none is required. Asked back before it is done. */
export class RemovalRoutes {
  readonly #parts: RemovalParts;

  constructor(parts: RemovalParts) {
    this.#parts = parts;
  }

  readonly showRemove: Handler = async (req, res, scope) => {
    const { kit, parts } = this.#parts;
    const id = parameter(req, 'id') ?? '';
    const owner = await this.#enterFresh(req, res, scope, id);
    if (owner === undefined) return;
    const found = await this.#parts.ownEnrollment.findFactor(owner.principal, id);
    if (found === undefined) return this.#back(res);
    const { profile } = owner.speech.words;
    const name = found.name || parts.words(found, owner.speech).name;
    const page = (
      <QuestionPage
        icon="warning"
        title={profile.removeTitle(name)}
        text={profile.removeText}
        form={this.#form(owner, 'remove', id)}
        submit={profile.remove}
        back={{ label: profile.cancel, href: kit.links.page('profile') }}
      />
    );
    kit.send(res, owner.speech, page, { title: profile.remove });
  };

  readonly remove: Handler = async (req, res, scope) => {
    const id = field(req, 'id') ?? '';
    const owner = await this.#enterFresh(req, res, scope, id);
    if (owner === undefined) return;
    const { ownEnrollment, kit, renewal } = this.#parts;
    const { outcome, generation } = await ownEnrollment.removeFactor(
      owner.principal,
      id,
      originOf(scope),
      owner.verified.generation,
    );
    if (outcome === 'last') {
      const { profile } = owner.speech.words;
      const back = { label: profile.cancel, href: kit.links.page('profile') };
      const page = (
        <QuestionPage icon="lock" title={profile.remove} text={profile.lastOne} submit="" back={back} />
      );
      return kit.send(res, owner.speech, page, { title: profile.remove }, 409);
    }
    if (outcome === 'removed') await renewal.keep(res, owner, generation);
    this.#back(res, outcome === 'removed' ? 'removed' : undefined);
  };

  readonly showTurnOff: Handler = async (req, res, scope) => {
    const owner = await this.#enterFresh(req, res, scope);
    if (owner === undefined) return;
    if (owner.standing.requirement.obliged) return this.#back(res);
    const { kit } = this.#parts;
    const { profile } = owner.speech.words;
    const page = (
      <QuestionPage
        icon="warning"
        title={profile.turnOffTitle}
        text={profile.turnOffText}
        form={this.#form(owner, 'turn-off')}
        submit={profile.turnOff}
        back={{ label: profile.cancel, href: kit.links.page('profile') }}
      />
    );
    kit.send(res, owner.speech, page, { title: profile.turnOff });
  };

  readonly turnOff: Handler = async (req, res, scope) => {
    const owner = await this.#enterFresh(req, res, scope);
    if (owner === undefined) return;
    if (owner.standing.requirement.obliged) return this.#back(res);
    const { kit, ownEnrollment } = this.#parts;
    await ownEnrollment.unenroll(owner.principal, originOf(scope));
    addCookies(res, [kit.cookies.clear(kit.cookies.verified), kit.cookies.clear(kit.cookies.device)]);
    this.#back(res);
  };

  #enterFresh(
    req: Request,
    res: Response,
    scope: RequestScope,
    id?: string,
  ): Promise<VerifiedOwner | undefined> {
    const { settings, kit } = this.#parts;
    const here =
      id === undefined ? kit.links.page('turn-off') : withParameter(kit.links.page('remove'), 'id', id);
    return settings.enterFresh(req, res, scope, here);
  }

  #form(owner: Owner, page: 'remove' | 'turn-off', id?: string) {
    const { kit } = this.#parts;
    const fields = id === undefined ? {} : { id };
    return kit.form(kit.links.page(page), owner.secret, kit.links.page('profile'), fields);
  }

  #back(res: Response, done?: string): void {
    const profile = this.#parts.kit.links.page('profile');
    sendRedirect(res, done === undefined ? profile : withParameter(profile, 'done', done));
  }
}
