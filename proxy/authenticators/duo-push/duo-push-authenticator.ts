import { z } from 'zod';
import { minute, second } from '../../kernel/clock.ts';
import type {
  Authenticator,
  FactorContext,
  FactorInput,
  FactorResult,
  FactorSetup,
  OwnedAuthenticator,
  Progress,
  SetupResult,
  StartResult,
} from '../authenticator.ts';
import { type FactorRow, FactorRows } from '../factor-rows.ts';
import type { FactorTools } from '../factor-tools.ts';
import { forgetSendings, waitBeforeSending } from '../send-limits.ts';
import { type DuoClient, DuoUnavailable } from './duo-client.ts';

/** `unavailable`: Duo does not answer, or does not let this person in: another way has to be taken. */
export type DuoPrompt = { readonly state: 'ready' | 'waiting' | 'unavailable' };

/** `activate`: the Duo app does not know the person yet; the address is for the phone on which it is installed. */
export type DuoOffer = { readonly state: 'activate'; readonly activationUrl: string } | DuoPrompt;

const pushLife = 2 * minute;

const dataSchema = z.object({ username: z.string() });
type DuoAccount = z.output<typeof dataSchema>;

/** A question on the phone, through Duo. Duo unreachable is no answer: never a pass. */
export class DuoPushAuthenticator implements Authenticator<DuoPrompt, DuoOffer> {
  readonly method = 'DUO';
  readonly traits = {
    slug: 'duo',
    strength: 70,
    role: 'primary',
    several: false,
    events: { right: 'factor.verified', wrong: 'factor.failed' },
  } as const;
  readonly setup: FactorSetup<DuoOffer>;
  readonly #tools: FactorTools;
  readonly #duo: DuoClient;
  readonly #rows: FactorRows<DuoAccount>;

  constructor(tools: FactorTools, duo: DuoClient) {
    this.#tools = tools;
    this.#duo = duo;
    this.#rows = new FactorRows(tools, this.method, dataSchema);
    this.setup = {
      offer: (context) => this.#offer(context),
      start: (context) => this.#push(context, context.person.username),
      progress: (context, input) => this.progress(context, input),
      confirm: (context, input) => this.#confirm(context, input),
    };
  }

  list(userKey: string): Promise<readonly OwnedAuthenticator[]> {
    return this.#rows.owned(userKey);
  }

  async prompt(context: FactorContext): Promise<DuoPrompt> {
    return {
      state: (await this.#tools.memory.look(slotOf('push', context))) === undefined ? 'ready' : 'waiting',
    };
  }

  async start(context: FactorContext): Promise<StartResult> {
    const row = await this.#accountOf(context);
    return row === undefined ? { kind: 'unusable' } : this.#push(context, row.data.username);
  }

  async progress(context: FactorContext, { code = '' }: FactorInput = {}): Promise<Progress> {
    if (code.trim() !== '') return 'answered';
    const transaction = await this.#tools.memory.look(slotOf('push', context));
    if (transaction === undefined) return 'answered';
    // However many pages look: Duo is asked once a second, and all of them hear what it said.
    const { memory } = this.#tools;
    const looked = ['duo', 'looked', transaction];
    const heard = await memory.look(looked);
    if (heard !== undefined) return heard === 'answered' ? 'answered' : 'waiting';
    const progress = await this.#asking<Progress>(async () => {
      return (await this.#duo.statusOf(transaction)).kind === 'waiting' ? 'waiting' : 'answered';
    }, 'waiting');
    await memory.put(looked, progress, second);
    return progress;
  }

  async verify(context: FactorContext, input: FactorInput): Promise<FactorResult> {
    const row = await this.#accountOf(context);
    if (row === undefined) return { kind: 'wrong', reason: 'no Duo account' };
    const reason = await this.#refusal(context, row.data.username, input);
    if (reason !== undefined) return { kind: 'wrong', reason };
    await this.#rows.use(context.person.userKey, row, row.data, new Date(this.#tools.clock()));
    return { kind: 'right' };
  }

  async #offer(context: FactorContext): Promise<DuoOffer> {
    const waiting = await this.prompt(context);
    if (waiting.state === 'waiting') return waiting;
    return this.#asking<DuoOffer>(
      async () => {
        const standing = await this.#duo.standingOf(context.person.username);
        if (standing.kind === 'refused') return { state: 'unavailable' };
        if (standing.kind === 'ready') return { state: 'ready' };
        const { activationUrl } = await this.#activation(context);
        return { state: 'activate', activationUrl };
      },
      { state: 'unavailable' },
    );
  }

  /** One for a person, until it ends: Duo gives none to a name that it knows already. */
  async #activation({ person }: FactorContext): Promise<{ activationUrl: string }> {
    const { memory, clock } = this.#tools;
    const slot = ['duo', 'activation', person.userKey];
    const standing = await memory.look(slot);
    if (standing !== undefined) return { activationUrl: standing };
    const { activationUrl, expiresAt } = await this.#duo.enroll(person.username);
    await memory.put(slot, activationUrl, Math.max(expiresAt - clock(), minute));
    return { activationUrl };
  }

  async #confirm(context: FactorContext, input: FactorInput): Promise<SetupResult> {
    const { userKey, username } = context.person;
    const reason = await this.#refusal(context, username, input);
    if (reason !== undefined) return { kind: 'wrong', reason };
    const uniqueKey = this.#tools.hash('duo', userKey);
    return { kind: 'right', factor: this.#rows.create(userKey, { name: '', data: { username }, uniqueKey }) };
  }

  async #push(context: FactorContext, username: string): Promise<StartResult> {
    return this.#asking<StartResult>(
      async () => {
        // People who are asked often enough press "approve" in the end.
        const seconds = await waitBeforeSending(this.#tools.memory, this.method, context.person.userKey);
        if (seconds > 0) return { kind: 'wait', seconds };
        if ((await this.#duo.standingOf(username)).kind !== 'ready') return { kind: 'unusable' };
        const transaction = await this.#duo.push(username, context.address);
        await this.#tools.memory.put(slotOf('push', context), transaction, pushLife);
        return { kind: 'started' };
      },
      { kind: 'failed' },
    );
  }

  /** Why this is no proof; `undefined` where it is. A push that was answered is used up. */
  async #refusal(
    context: FactorContext,
    username: string,
    { code = '' }: FactorInput,
  ): Promise<string | undefined> {
    const passcode = code.normalize('NFKC').replace(/\s/g, '');
    return this.#asking<string | undefined>(async () => {
      // Digits of the app or of a text message; a hardware key types letters.
      if (passcode !== '') {
        if (!/^[0-9a-z]{6,44}$/i.test(passcode)) return 'not a passcode';
        const right = await this.#duo.checkPasscode(username, passcode, context.address);
        return right ? undefined : 'wrong passcode';
      }
      const transaction = await this.#tools.memory.take(slotOf('push', context));
      if (transaction === undefined) return 'nothing was sent';
      const { kind } = await this.#duo.statusOf(transaction);
      // Whoever presses before they answered on the phone may press again.
      if (kind === 'waiting') await this.#tools.memory.put(slotOf('push', context), transaction, pushLife);
      if (kind !== 'approved') return `push ${kind}`;
      await forgetSendings(this.#tools.memory, this.method, context.person.userKey);
      return undefined;
    }, 'Duo does not answer');
  }

  async #asking<T>(ask: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof DuoUnavailable) {
        this.#tools.onDeliveryFailure(error);
        return otherwise;
      }
      throw error;
    }
  }

  async #accountOf({ person }: FactorContext): Promise<FactorRow<DuoAccount> | undefined> {
    return (await this.#rows.list(person.userKey))[0];
  }
}

function slotOf(what: string, { flow, person }: FactorContext): string[] {
  return ['duo', what, flow, person.userKey];
}
