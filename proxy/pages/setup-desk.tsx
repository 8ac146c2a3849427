import type { Request, Response } from 'express';
import type { AuditLog } from '../audit/index.ts';
import type { Authenticator } from '../authenticators/index.ts';
import type { AttemptOutcome, ConversationPurpose } from '../conversation/index.ts';
import type { Enrolled, EnrollmentService } from '../enrollment/index.ts';
import { originOf } from '../http/browser-name.ts';
import { type SafePath, withParameter } from '../kernel/safe-path.ts';
import { EnrollPage, type Message, MethodsPage, type PageForm } from '../ui/index.ts';
import { type FactorParts, sendingNotice } from './factor-parts.tsx';
import type { ConversationOwner, OpenConversation, PageEntrance } from './page-entrance.ts';
import { field, type PageKit, parameter, type Speech } from './page-kit.ts';
import type { Notice } from './refused-attempt.tsx';
import { auditSending } from './sending-audit.ts';

/** A factor being set up: on the way into Jira, beside another one, or in the place of one. */
export type SetupVisit = {
  readonly owner: ConversationOwner;
  readonly speech: Speech;
  readonly purpose: ConversationPurpose | undefined;
  /** Where its forms go, and its links. */
  readonly here: SafePath;
  readonly progressHref: SafePath;
  readonly destination: SafePath;
  readonly title: string;
  readonly reason: string;
  /** What may be set up here, the strongest first. */
  readonly offered: readonly Authenticator[];
  readonly logoutForm?: { action: SafePath; token: string };
  /** For whoever may still go on without. */
  readonly laterForm?: PageForm;
};

export type SetupAnswer =
  | { readonly kind: 'shown' }
  | { readonly kind: 'outcome'; readonly method: string; readonly outcome: AttemptOutcome<Enrolled> };

export type SetupDeskParts = {
  readonly kit: PageKit;
  readonly parts: FactorParts;
  readonly entrance: PageEntrance;
  readonly enrollment: EnrollmentService;
  readonly audit: AuditLog;
};

/** Choosing a factor and setting it up, whichever it is and whatever for. */
export class SetupDesk {
  readonly #parts: SetupDeskParts;

  constructor(parts: SetupDeskParts) {
    this.#parts = parts;
  }

  /** The cards, or the one factor that was chosen or is the only one. */
  async show(req: Request, res: Response, visit: SetupVisit, notice?: Notice): Promise<void> {
    const authenticator = this.#chosen(req, visit);
    if (authenticator === undefined) return this.#cards(res, visit, notice?.message);
    const open = await this.#converse(res, visit);
    await this.#render(res, visit, authenticator, open, notice);
  }

  async answer(req: Request, res: Response, visit: SetupVisit): Promise<SetupAnswer> {
    const { kit, parts, enrollment } = this.#parts;
    const { speech, purpose } = visit;
    const authenticator = this.#chosen(req, visit);
    const open = await this.#converse(res, visit);
    const expired = { message: speech.words.messages.setupExpired };
    if (authenticator === undefined || !open.resumed || !kit.hasToken(req, open.id)) {
      await this.show(req, res, visit, expired);
      return { kind: 'shown' };
    }
    const { method } = authenticator;
    const setup = { id: open.id, method, purpose, origin: originOf(visit.owner.scope) };
    const input = parts.read(req, authenticator);
    if (field(req, 'step') === 'start') {
      const result = await enrollment.start(setup, input);
      const { principal, scope } = visit.owner;
      await auditSending(this.#parts.audit, result, method, principal, scope);
      await this.#render(res, visit, authenticator, open, sendingNotice(result, speech));
      return { kind: 'shown' };
    }
    if (!parts.of(authenticator).isAnswered(input)) {
      const { missing } = parts.words(authenticator, speech);
      await this.#render(res, visit, authenticator, open, { message: missing });
      return { kind: 'shown' };
    }
    if (!(await enrollment.isAnswered(setup, input))) {
      await this.#render(res, visit, authenticator, open);
      return { kind: 'shown' };
    }
    return { kind: 'outcome', method, outcome: await enrollment.confirm(setup, input) };
  }

  wrongOf(method: string, speech: Speech): Message {
    return this.#parts.parts.words({ method }, speech).wrong;
  }

  /** Whether what was sent for the setup has an answer. */
  async isAnswered(req: Request, visit: SetupVisit): Promise<boolean> {
    const authenticator = this.#chosen(req, visit);
    const open = await this.#parts.entrance.resume(visit.owner, 'ENROLLMENT', visit.purpose);
    if (authenticator === undefined || open === undefined) return true;
    const origin = originOf(visit.owner.scope);
    const { method } = authenticator;
    return this.#parts.enrollment.isAnswered({ id: open.id, method, purpose: visit.purpose, origin });
  }

  #chosen(req: Request, { offered }: SetupVisit): Authenticator | undefined {
    const slug = field(req, 'method') ?? parameter(req, 'method');
    const found = offered.find(({ traits }) => traits.slug === slug);
    return found ?? (offered.length === 1 ? offered[0] : undefined);
  }

  #converse(res: Response, { owner, purpose }: SetupVisit): Promise<OpenConversation> {
    return this.#parts.entrance.converse(res, owner, 'ENROLLMENT', purpose);
  }

  #cards(res: Response, visit: SetupVisit, message: Message | undefined): void {
    const { kit, parts } = this.#parts;
    const { speech, offered, here, purpose, reason, title } = visit;
    const { words } = speech;
    const hrefOf = ({ traits }: Authenticator) => withParameter(here, 'method', traits.slug);
    const cards = parts.cards(offered, speech, hrefOf, (one) =>
      one === offered[0] && offered.length > 1 ? words.methods.recommended : undefined,
    );
    const adding = purpose !== undefined;
    const page = <MethodsPage {...{ adding, reason, cards, message, words, laterForm: visit.laterForm }} />;
    kit.send(res, speech, page, { title, ...this.#frame(visit) });
  }

  async #render(
    res: Response,
    visit: SetupVisit,
    authenticator: Authenticator,
    open: OpenConversation,
    notice?: Notice,
  ): Promise<void> {
    const { kit, parts, enrollment } = this.#parts;
    const { speech, here, destination, purpose, offered, reason, title } = visit;
    const { method, traits } = authenticator;
    const setup = { id: open.id, method, purpose, origin: originOf(visit.owner.scope) };
    const facts = await enrollment.offer(setup);
    const isError = notice?.message.kind === 'error';
    const part = parts.setup(authenticator, {
      ...{ facts, speech },
      notice: isError ? notice : undefined,
      form: kit.form(here, open.id, destination, { method: traits.slug }),
      progressHref: withParameter(visit.progressHref, 'method', traits.slug),
    });
    const { name, setupIntro } = parts.words(authenticator, speech);
    const page = (
      <EnrollPage
        icon={parts.of(authenticator).icon}
        title={purpose === 'add' ? name : title}
        reason={reason}
        intro={setupIntro}
        message={isError ? undefined : notice?.message}
        otherWaysHref={offered.length > 1 ? here : undefined}
        laterForm={visit.laterForm}
        words={speech.words}
      >
        {part}
      </EnrollPage>
    );
    const { script } = parts.of(authenticator);
    kit.send(res, speech, page, { title, script, hasError: isError, ...this.#frame(visit) });
  }

  #frame({ owner, logoutForm }: SetupVisit) {
    const { displayName, username } = owner.principal;
    return {
      signedInAs: { displayName, username },
      ...(logoutForm === undefined ? {} : { logoutForm }),
    };
  }
}
