import type { Request, Response } from 'express';
import type { AuditLog } from '../audit/index.ts';
import type { VerificationService } from '../conversation/index.ts';
import { originOf } from '../http/browser-name.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { sendJson } from '../http/send.ts';
import { withParameter } from '../kernel/safe-path.ts';
import { ChallengePage, CheckBox, WaysPage } from '../ui/index.ts';
import type { DeviceDesk } from './device-desk.ts';
import { type Choice, type ChoiceParts, chooseFactor } from './factor-choice.ts';
import { type FactorParts, sendingNotice } from './factor-parts.tsx';
import type { LoginDoor } from './login-door.ts';
import type { LoginFinish } from './login-finish.ts';
import type { OpenConversation, PageEntrance, Visitor } from './page-entrance.ts';
import { field, type PageKit, parameter } from './page-kit.ts';
import type { Notice, Refusals } from './refused-attempt.tsx';
import { auditSending } from './sending-audit.ts';

export type ChallengeParts = ChoiceParts & {
  readonly kit: PageKit;
  readonly parts: FactorParts;
  readonly devices: DeviceDesk;
  readonly entrance: PageEntrance;
  readonly door: LoginDoor;
  readonly verification: VerificationService;
  readonly finish: LoginFinish;
  readonly refusals: Refusals;
  readonly audit: AuditLog;
};

type Handler = (req: Request, res: Response, scope: RequestScope) => Promise<void>;

/** Somebody in front of one of their factors. */
type Seat = Choice & { readonly visitor: Visitor; readonly open: OpenConversation };

/** The second step of a login, with whichever factor the person has at hand. */
export class ChallengeRoutes {
  readonly #parts: ChallengeParts;

  constructor(parts: ChallengeParts) {
    this.#parts = parts;
  }

  readonly show: Handler = async (req, res, scope) => {
    const { door, devices } = this.#parts;
    const visitor = await door.admit(req, res, scope, 'VERIFICATION', (one) => devices.letIn(res, one));
    if (visitor !== undefined) await this.#render(res, await this.#seat(req, res, visitor));
  };

  readonly answer: Handler = async (req, res, scope) => {
    const visitor = await this.#parts.door.admit(req, res, scope, 'VERIFICATION');
    if (visitor === undefined) return;
    const { kit, parts, entrance, verification, refusals, finish } = this.#parts;
    const seat = await this.#seat(req, res, visitor);
    const { open, authenticator } = seat;
    const { speech } = visitor;
    const expired = { message: speech.words.messages.conversationExpired };
    if (!open.resumed || !kit.hasToken(req, open.id)) return this.#render(res, seat, expired);
    if (field(req, 'step') === 'start') return this.#start(req, res, seat);
    const { wrong, missing } = parts.words(authenticator, speech);
    const input = parts.read(req, authenticator);
    if (!parts.of(authenticator).isAnswered(input)) return this.#render(res, seat, { message: missing });
    // Pressed before the answer is there: the page waits on, and nothing is counted.
    const { method } = authenticator;
    if (!(await verification.isAnswered(open.id, open.conversation, method, scope, input))) {
      return this.#render(res, seat);
    }
    const origin = originOf(scope);
    const outcome = await verification.verify(open.id, [authenticator.method], input, origin);
    if (outcome.kind === 'right') {
      return finish.verified(res, visitor, outcome.conversation, outcome.value, {
        remember: field(req, 'remember') === 'yes',
      });
    }
    const notice = await refusals.explain(req, res, visitor, outcome, { wrong, expired: expired.message });
    if (notice === undefined) return;
    // Where this one has ended (in another tab, or with an alarm), the form needs a conversation that is still open.
    const current = await entrance.converse(res, visitor, 'VERIFICATION');
    await this.#render(res, { ...seat, open: current }, notice);
  };

  /** Everything that the person has, to choose from. */
  readonly ways: Handler = async (req, res, scope) => {
    const visitor = await this.#parts.door.admit(req, res, scope, 'VERIFICATION');
    if (visitor === undefined) return;
    const { kit, parts, factors } = this.#parts;
    const { speech, destination, principal } = visitor;
    const usable = await factors.usableBy(principal.userKey, visitor.standing.requirement.methods);
    const cards = parts.cards(
      usable.map(({ authenticator }) => authenticator),
      speech,
      ({ traits }) => withParameter(kit.links.page('challenge', destination), 'method', traits.slug),
    );
    const recoveryHref = kit.links.page('recover', destination);
    kit.send(res, speech, <WaysPage cards={cards} recoveryHref={recoveryHref} words={speech.words} />, {
      title: speech.words.ways.title,
      signedInAs: principal,
      logoutForm: kit.logoutForm(visitor.sessionId),
    });
  };

  /** Whether what was sent has an answer: for the script of the waiting page. Decides nothing, begins nothing. */
  readonly progress: Handler = async (req, res, scope) => {
    const { entrance, factors, verification } = this.#parts;
    const visitor = await entrance.enter(req, res, scope, 'VERIFICATION');
    if (visitor === undefined) return;
    const open = await entrance.resume(visitor, 'VERIFICATION');
    const authenticator = factors.bySlug(parameter(req, 'method') ?? '');
    if (open === undefined || authenticator === undefined) return sendJson(res, 200, { answered: true });
    const answered = await verification.isAnswered(open.id, open.conversation, authenticator.method, scope);
    sendJson(res, 200, { answered });
  };

  async #start(req: Request, res: Response, seat: Seat): Promise<void> {
    const { parts, verification, audit } = this.#parts;
    const { open, authenticator, visitor } = seat;
    const input = parts.read(req, authenticator);
    const { method } = authenticator;
    const result = await verification.start(open.id, open.conversation, method, input, visitor.scope);
    await auditSending(audit, result, method, visitor.principal, visitor.scope);
    await this.#render(res, seat, sendingNotice(result, visitor.speech));
  }

  async #seat(req: Request, res: Response, visitor: Visitor): Promise<Seat> {
    const { principal, standing, scope } = visitor;
    const person = { userKey: principal.userKey, wanted: standing.requirement.methods };
    const choice = await chooseFactor(req, scope, person, this.#parts);
    const open = await this.#parts.entrance.converse(res, visitor, 'VERIFICATION');
    return { visitor, open, ...choice };
  }

  async #render(
    res: Response,
    { visitor, open, authenticator, others }: Seat,
    notice?: Notice,
  ): Promise<void> {
    const { kit, parts, verification, devices } = this.#parts;
    const { destination, principal, speech, scope } = visitor;
    const { words } = speech;
    const { slug } = authenticator.traits;
    const { icon, script } = parts.of(authenticator);
    const facts = await verification.prompt(open.id, open.conversation, authenticator.method, scope);
    const fields = { method: slug };
    const days = devices.daysFor(visitor);
    const part = parts.challenge(authenticator, {
      ...{ facts, notice, speech },
      form: kit.form(kit.links.page('challenge', destination), open.id, destination, fields),
      progressHref: withParameter(kit.links.page('progress'), 'method', slug),
      children:
        days === 0 ? undefined : (
          <CheckBox
            name="remember"
            label={words.challenge.remember(days)}
            hint={words.challenge.rememberHint}
          />
        ),
    });
    const page = (
      <ChallengePage
        purpose="login"
        icon={icon}
        intro={parts.words(authenticator, speech).intro}
        otherWaysHref={others ? kit.links.page('ways', destination) : undefined}
        recoveryHref={kit.links.page('recover', destination)}
        words={words}
      >
        {part}
      </ChallengePage>
    );
    kit.send(res, speech, page, {
      title: words.challenge.title,
      script,
      hasError: notice?.message.kind === 'error',
      signedInAs: { displayName: principal.displayName, username: principal.username },
      logoutForm: kit.logoutForm(visitor.sessionId),
    });
  }
}
