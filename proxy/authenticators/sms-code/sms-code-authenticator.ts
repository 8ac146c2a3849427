import { z } from 'zod';
import { minute } from '../../kernel/clock.ts';
import type {
  Authenticator,
  FactorContext,
  FactorInput,
  FactorResult,
  FactorSetup,
  OwnedAuthenticator,
  SetupResult,
  StartResult,
} from '../authenticator.ts';
import { type FactorRow, FactorRows } from '../factor-rows.ts';
import type { FactorTools } from '../factor-tools.ts';
import { SentCodes } from '../sent-code.ts';
import { maskPhoneNumber, readPhoneNumber } from './phone-number.ts';
import type { SmsSender } from './sms-sender.ts';

/** `to` is masked; absent while no number was given. */
export type SmsPrompt = { readonly to: string | undefined; readonly sent: boolean; readonly minutes: number };

const life = 5 * minute;
const typedNumberLife = 15 * minute;

const dataSchema = z.object({ number: z.string() });
type Phone = z.output<typeof dataSchema>;

/** A code by text message, to a number that the person has shown to be theirs. */
export class SmsCodeAuthenticator implements Authenticator<SmsPrompt, SmsPrompt> {
  readonly method = 'SMS';
  readonly traits = {
    slug: 'sms',
    strength: 40,
    role: 'primary',
    several: false,
    events: { right: 'factor.verified', wrong: 'factor.failed' },
  } as const;
  readonly setup: FactorSetup<SmsPrompt>;
  readonly #tools: FactorTools;
  readonly #sender: SmsSender;
  readonly #rows: FactorRows<Phone>;
  readonly #codes: SentCodes;

  constructor(tools: FactorTools, sender: SmsSender) {
    this.#tools = tools;
    this.#sender = sender;
    this.#rows = new FactorRows(tools, this.method, dataSchema);
    this.#codes = new SentCodes(tools, { method: this.method, life });
    this.setup = {
      offer: async (context) => this.#promptFor(context, await this.#typedNumber(context)),
      start: (context, input) => this.#startSetup(context, input),
      confirm: (context, input) => this.#confirm(context, input),
    };
  }

  list(userKey: string): Promise<readonly OwnedAuthenticator[]> {
    return this.#rows.owned(userKey, ({ number }) => maskPhoneNumber(number));
  }

  async prompt(context: FactorContext): Promise<SmsPrompt> {
    return this.#promptFor(context, (await this.#phoneOf(context))?.data.number);
  }

  async start(context: FactorContext): Promise<StartResult> {
    const row = await this.#phoneOf(context);
    return row === undefined ? { kind: 'unusable' } : this.#send(context, row.data.number);
  }

  async verify(context: FactorContext, { code = '' }: FactorInput): Promise<FactorResult> {
    const row = await this.#phoneOf(context);
    if (row === undefined) return { kind: 'wrong', reason: 'no telephone' };
    const { userKey } = context.person;
    const right = await this.#codes.consume({ userKey, flow: context.flow, to: row.data.number }, code);
    if (!right) return { kind: 'wrong', reason: 'wrong code' };
    await this.#rows.use(userKey, row, row.data, new Date(this.#tools.clock()));
    return { kind: 'right' };
  }

  /** The number stays with the flow until a code has come back from it. */
  async #startSetup(context: FactorContext, { number: typed }: FactorInput): Promise<StartResult> {
    const number = typed === undefined ? await this.#typedNumber(context) : readPhoneNumber(typed);
    if (number === undefined) return { kind: 'unusable' };
    await this.#tools.memory.put(slotOf(context), number, typedNumberLife);
    return this.#send(context, number);
  }

  async #confirm(context: FactorContext, { code = '' }: FactorInput): Promise<SetupResult> {
    const { userKey } = context.person;
    const number = await this.#typedNumber(context);
    if (number === undefined) return { kind: 'wrong', reason: 'setup was not started' };
    const right = await this.#codes.consume({ userKey, flow: context.flow, to: number }, code);
    if (!right) return { kind: 'wrong', reason: 'wrong code' };
    const uniqueKey = this.#tools.hash('text message', userKey);
    return { kind: 'right', factor: this.#rows.create(userKey, { name: '', data: { number }, uniqueKey }) };
  }

  #send({ person, flow }: FactorContext, number: string): Promise<StartResult> {
    const host = new URL(this.#tools.publicOrigin).host;
    // The last line binds the code to the site for phones that fill it in (WICG origin-bound one-time codes).
    return this.#codes.send({ userKey: person.userKey, flow, to: number }, (code) =>
      this.#sender.send(number, `Jira: ${code}\n${host} · ${life / minute} min\n\n@${host} #${code}`),
    );
  }

  async #promptFor({ person, flow }: FactorContext, number: string | undefined): Promise<SmsPrompt> {
    const minutes = life / minute;
    if (number === undefined) return { to: undefined, sent: false, minutes };
    const sent = await this.#codes.isWaiting({ userKey: person.userKey, flow, to: number });
    return { to: maskPhoneNumber(number), sent, minutes };
  }

  #typedNumber(context: FactorContext): Promise<string | undefined> {
    return this.#tools.memory.look(slotOf(context));
  }

  async #phoneOf({ person }: FactorContext): Promise<FactorRow<Phone> | undefined> {
    return (await this.#rows.list(person.userKey))[0];
  }
}

function slotOf({ flow, person }: FactorContext): string[] {
  return ['typed number', flow, person.userKey];
}
