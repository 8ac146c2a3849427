import type { Request, Response } from 'express';
import type { AuditLog } from '../audit/index.ts';
import type { ElevationOutcome, ElevationService } from '../elevation/index.ts';
import { originOf } from '../http/browser-name.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { sendJson, sendRedirect } from '../http/send.ts';
import { type SafePath, withParameter } from '../kernel/safe-path.ts';
import { ChallengePage, type Message, RecoverPage, WaysPage } from '../ui/index.ts';
import { type Choice, type ChoiceParts, chooseFactor } from './factor-choice.ts';
import { type FactorParts, sendingNotice } from './factor-parts.tsx';
import { field, type PageKit } from './page-kit.ts';
import type { RecoveryCodeShelf } from './recovery-code-shelf.ts';
import type { Notice } from './refused-attempt.tsx';
import { auditSending } from './sending-audit.ts';
import type { Owner, SettingsEntrance } from './settings-entrance.ts';
import type { SettingsRefusals } from './settings-refusals.tsx';

export type ConfirmParts = ChoiceParts & {
  readonly kit: PageKit;
  readonly parts: FactorParts;
  readonly settings: SettingsEntrance;
  readonly elevation: ElevationService;
  readonly shelf: RecoveryCodeShelf;
  readonly audit: AuditLog;
  readonly settingsRefusals: SettingsRefusals;
};

type Handler = (req: Request, res: Response, scope: RequestScope) => Promise<void>;

/** A fresh proof by somebody who is logged in, before they change how they log in. */
export class ConfirmRoutes {
  readonly #parts: ConfirmParts;

  constructor(parts: ConfirmParts) {
    this.#parts = parts;
  }

  readonly show: Handler = async (req, res, scope) => {
    const owner = await this.#admit(req, res, scope);
    if (owner !== undefined) await this.#render(req, res, owner);
  };

  readonly answer: Handler = async (req, res, scope) => {
    const owner = await this.#admit(req, res, scope);
    if (owner === undefined) return;
    const { kit, parts, elevation } = this.#parts;
    const { authenticator } = await this.#choose(req, owner);
    const { messages } = owner.speech.words;
    if (!kit.hasToken(req, owner.secret)) {
      return this.#render(req, res, owner, { message: messages.conversationExpired });
    }
    const input = parts.read(req, authenticator);
    const { method } = authenticator;
    if (field(req, 'step') === 'start') {
      const result = await elevation.start(owner.holder, method, input, scope.address);
      await auditSending(this.#parts.audit, result, method, owner.principal, scope);
      return this.#render(req, res, owner, sendingNotice(result, owner.speech));
    }
    const { wrong, missing } = parts.words(authenticator, owner.speech);
    if (!parts.of(authenticator).isAnswered(input)) {
      return this.#render(req, res, owner, { message: missing });
    }
    if (!(await elevation.isAnswered(owner.holder, method, scope.address, input))) {
      return this.#render(req, res, owner);
    }
    const outcome = await elevation.byFactor(owner.holder, [method], input, originOf(scope));
    const notice = await this.#finish(req, res, owner, outcome, wrong);
    if (notice !== undefined) await this.#render(req, res, owner, notice);
  };

  readonly showRecover: Handler = async (req, res, scope) => {
    const owner = await this.#admit(req, res, scope);
    if (owner !== undefined) this.#renderRecover(req, res, owner);
  };

  readonly answerRecover: Handler = async (req, res, scope) => {
    const owner = await this.#admit(req, res, scope);
    if (owner === undefined) return;
    const { kit, factors, elevation } = this.#parts;
    const { messages } = owner.speech.words;
    const code = field(req, 'recoveryCode') ?? '';
    if (!kit.hasToken(req, owner.secret)) {
      return this.#renderRecover(req, res, owner, { message: messages.conversationExpired });
    }
    if (code.trim() === '') {
      return this.#renderRecover(req, res, owner, { message: messages.missingRecoveryCode });
    }
    const methods = factors.recoveryMethods();
    const outcome = await elevation.byFactor(owner.holder, methods, { code }, originOf(scope));
    const notice = await this.#finish(req, res, owner, outcome, messages.wrongRecoveryCode);
    if (notice !== undefined) this.#renderRecover(req, res, owner, notice);
  };

  readonly ways: Handler = async (req, res, scope) => {
    const owner = await this.#admit(req, res, scope);
    if (owner === undefined) return;
    const { kit, parts, factors } = this.#parts;
    const { speech, principal } = owner;
    const destination = kit.settingsDestination(req);
    const usable = await factors.usableBy(principal.userKey, owner.holder.wanted);
    const cards = parts.cards(
      usable.map(({ authenticator }) => authenticator),
      speech,
      ({ traits }) => withParameter(kit.links.page('confirm', destination), 'method', traits.slug),
    );
    const recoveryHref = kit.links.page('confirm/recover', destination);
    const page = <WaysPage cards={cards} recoveryHref={recoveryHref} words={speech.words} />;
    kit.send(res, speech, page, { title: speech.words.ways.title, ...this.#frame(owner) });
  };

  readonly progress: Handler = async (req, res, scope) => {
    const owner = await this.#admit(req, res, scope);
    if (owner === undefined) return;
    const { method } = (await this.#choose(req, owner)).authenticator;
    const answered = await this.#parts.elevation.isAnswered(owner.holder, method, scope.address);
    sendJson(res, 200, { answered });
  };

  async #admit(req: Request, res: Response, scope: RequestScope): Promise<Owner | undefined> {
    const { kit, settings } = this.#parts;
    const owner = await settings.enter(res, scope, kit.links.page('profile'), kit.settingsDestination(req));
    if (owner === undefined || owner.verified !== undefined) return owner;
    sendRedirect(res, kit.links.page('profile'));
    return undefined;
  }

  /** A recovery code that was used up is replaced: the new one is shown before anything else. */
  async #finish(
    req: Request,
    res: Response,
    owner: Owner,
    outcome: ElevationOutcome,
    wrong: Message,
  ): Promise<Notice | undefined> {
    const { kit, shelf, settingsRefusals } = this.#parts;
    const destination = kit.settingsDestination(req);
    switch (outcome.kind) {
      case 'elevated': {
        const { replacementCode: code } = outcome;
        if (code === undefined) sendRedirect(res, destination);
        else {
          await shelf.put(owner.secret, { code, backupCodes: [], reason: 'replaced' });
          sendRedirect(res, kit.links.page('recovery-code', destination));
        }
        return undefined;
      }
      case 'locked':
        settingsRefusals.sendLocked(res, owner, outcome.until);
        return undefined;
      case 'slow_down':
        return { message: owner.speech.words.messages.tooManyFromAddress(outcome.seconds) };
      case 'wrong':
      case 'not_this_way':
      case 'not_enrolled':
        return { message: wrong };
      default:
        return outcome satisfies never;
    }
  }

  #choose(req: Request, { scope, principal, holder }: Owner): Promise<Choice> {
    const person = { userKey: principal.userKey, wanted: holder.wanted };
    return chooseFactor(req, scope, person, this.#parts);
  }

  async #render(req: Request, res: Response, owner: Owner, notice?: Notice): Promise<void> {
    const { kit, parts, elevation } = this.#parts;
    const { speech, holder, scope } = owner;
    const { words } = speech;
    const { authenticator, others } = await this.#choose(req, owner);
    const { slug } = authenticator.traits;
    const destination = kit.settingsDestination(req);
    const { icon, script } = parts.of(authenticator);
    const part = parts.challenge(authenticator, {
      facts: await elevation.prompt(holder, authenticator.method, scope.address),
      ...{ notice, speech },
      form: kit.form(kit.links.page('confirm'), owner.secret, destination, { method: slug }),
      progressHref: withParameter(kit.links.page('confirm/progress'), 'method', slug),
    });
    const page = (
      <ChallengePage
        purpose="confirm"
        icon={icon}
        intro={parts.words(authenticator, speech).intro}
        otherWaysHref={others ? kit.links.page('confirm/ways', destination) : undefined}
        recoveryHref={kit.links.page('confirm/recover', destination)}
        words={words}
      >
        {part}
      </ChallengePage>
    );
    const hasError = notice?.message.kind === 'error';
    kit.send(res, speech, page, { title: words.confirm.title, script, hasError, ...this.#frame(owner) });
  }

  #renderRecover(req: Request, res: Response, owner: Owner, notice?: Notice): void {
    const { kit } = this.#parts;
    const { words } = owner.speech;
    const destination: SafePath = kit.settingsDestination(req);
    const form = kit.form(kit.links.page('confirm/recover'), owner.secret, destination);
    const backHref = kit.links.page('confirm', destination);
    const page = <RecoverPage {...notice} form={form} backHref={backHref} words={words} />;
    const hasError = notice?.message.kind === 'error';
    kit.send(res, owner.speech, page, { title: words.recover.title, hasError, ...this.#frame(owner) });
  }

  #frame({ principal }: Owner) {
    const { displayName, username } = principal;
    return { signedInAs: { displayName, username } };
  }
}
