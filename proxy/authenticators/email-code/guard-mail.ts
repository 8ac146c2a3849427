import { minute } from '../../kernel/clock.ts';
import { oneLine } from '../../kernel/one-line.ts';
import type { Mailer } from '../../notification/mailer.ts';
import { chooseLanguage } from '../../ui/index.ts';
import type { FactorPerson, StartResult } from '../authenticator.ts';
import type { FactorTools } from '../factor-tools.ts';
import { SentCodes } from '../sent-code.ts';
import { codeMail } from './code-mail.tsx';

const life = 10 * minute;

/**
 * A code by mail before somebody sets up their first factor. It is no factor, and needs no one to have allowed codes
 * by mail as one: it shows that who knows the password reads the mailbox, too.
 */
export class GuardMail {
  readonly #codes: SentCodes;
  readonly #mailer: Mailer;
  readonly #publicOrigin: string;

  constructor(
    tools: Pick<FactorTools, 'memory' | 'hash' | 'onDeliveryFailure' | 'publicOrigin'>,
    mailer: Mailer,
  ) {
    this.#codes = new SentCodes(tools, { method: 'GUARD', life });
    this.#mailer = mailer;
    this.#publicOrigin = tools.publicOrigin;
  }

  async send({ userKey, email, displayName, locale }: FactorPerson, flow: string): Promise<StartResult> {
    if (email === '') return { kind: 'unusable' };
    return this.#codes.send({ userKey, flow, to: email }, (code) =>
      this.#mailer.send({
        to: { address: email, name: oneLine(displayName) },
        ...codeMail(code, life / minute, this.#publicOrigin, chooseLanguage(locale, '')),
      }),
    );
  }

  isWaiting({ userKey, email }: FactorPerson, flow: string): Promise<boolean> {
    return this.#codes.isWaiting({ userKey, flow, to: email });
  }

  consume({ userKey, email }: FactorPerson, flow: string, code: string): Promise<boolean> {
    return this.#codes.consume({ userKey, flow, to: email }, code);
  }
}
