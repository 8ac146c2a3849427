import { z } from 'zod';
import { minute } from '../../kernel/clock.ts';
import { oneLine } from '../../kernel/one-line.ts';
import type { Mailer } from '../../notification/mailer.ts';
import { chooseLanguage } from '../../ui/index.ts';
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
import { FactorRows } from '../factor-rows.ts';
import type { FactorTools } from '../factor-tools.ts';
import { SentCodes } from '../sent-code.ts';
import { codeMail } from './code-mail.tsx';

/** `to` is masked: enough to know which mailbox to look into. */
export type EmailPrompt = { readonly to: string; readonly sent: boolean; readonly minutes: number };

const life = 10 * minute;

/** The address is always the one that Jira has now: nothing is kept but that the person wants it this way. */
const dataSchema = z.object({});

/**
 * A code by e-mail. Whoever reads the mailbox can often set the password anew, too (NIST SP 800-63B-4 §3.1.3.1 does
 * not take mail for a second channel): it is the weakest of the ways, and off unless the site turns it on.
 */
export class EmailCodeAuthenticator implements Authenticator<EmailPrompt, EmailPrompt> {
  readonly method = 'EMAIL';
  readonly traits = {
    slug: 'email',
    strength: 30,
    role: 'primary',
    several: false,
    events: { right: 'factor.verified', wrong: 'factor.failed' },
  } as const;
  readonly setup: FactorSetup<EmailPrompt>;
  readonly #tools: FactorTools;
  readonly #mailer: Mailer;
  readonly #rows: FactorRows<z.output<typeof dataSchema>>;
  readonly #codes: SentCodes;

  constructor(tools: FactorTools, mailer: Mailer) {
    this.#tools = tools;
    this.#mailer = mailer;
    this.#rows = new FactorRows(tools, this.method, dataSchema);
    this.#codes = new SentCodes(tools, { method: this.method, life });
    this.setup = {
      offer: (context) => this.prompt(context),
      start: (context) => this.start(context),
      confirm: (context, input) => this.#confirm(context, input),
    };
  }

  list(userKey: string): Promise<readonly OwnedAuthenticator[]> {
    return this.#rows.owned(userKey);
  }

  async prompt({ person, flow }: FactorContext): Promise<EmailPrompt> {
    const { userKey, email } = person;
    const sent = await this.#codes.isWaiting({ userKey, flow, to: email });
    return { to: maskAddress(email), sent, minutes: life / minute };
  }

  async start({ person, flow }: FactorContext): Promise<StartResult> {
    const { userKey, email, displayName, locale } = person;
    if (email === '') return { kind: 'unusable' };
    return this.#codes.send({ userKey, flow, to: email }, (code) =>
      this.#mailer.send({
        to: { address: email, name: oneLine(displayName) },
        ...codeMail(code, life / minute, this.#tools.publicOrigin, chooseLanguage(locale, '')),
      }),
    );
  }

  async verify(context: FactorContext, input: FactorInput): Promise<FactorResult> {
    const { userKey } = context.person;
    const [row] = await this.#rows.list(userKey);
    if (row === undefined) return { kind: 'wrong', reason: 'no e-mail code' };
    if (!(await this.#takes(context, input))) return { kind: 'wrong', reason: 'wrong code' };
    await this.#rows.use(userKey, row, {}, new Date(this.#tools.clock()));
    return { kind: 'right' };
  }

  async #confirm(context: FactorContext, input: FactorInput): Promise<SetupResult> {
    const { userKey } = context.person;
    if (!(await this.#takes(context, input))) return { kind: 'wrong', reason: 'wrong code' };
    const uniqueKey = this.#tools.hash('e-mail code', userKey);
    return { kind: 'right', factor: this.#rows.create(userKey, { name: '', data: {}, uniqueKey }) };
  }

  #takes({ person, flow }: FactorContext, { code = '' }: FactorInput): Promise<boolean> {
    const { userKey, email } = person;
    return this.#codes.consume({ userKey, flow, to: email }, code);
  }
}

/** `j•••@example.com` */
export function maskAddress(email: string): string {
  const at = email.lastIndexOf('@');
  if (at < 1) return '';
  return `${[...email][0] ?? ''}•••${email.slice(at)}`;
}
