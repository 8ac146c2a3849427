import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, minute, second } from '../../../proxy/kernel/clock.ts';
import { KeptAnswer } from '../../../proxy/kernel/kept-answer.ts';
import type { Mailer } from '../../../proxy/notification/index.ts';

/** `unknown`: the mail server takes its time. */
export type MailState = 'off' | 'up' | 'down' | 'unknown';

/** A page waits no longer for a mail server (ms). */
const waitFor = 0.2 * second;

/** Whether the mail server answers and takes the credentials, as of the last minute. */
export class MailHealth {
  readonly #kept: KeptAnswer<MailState> | undefined;

  constructor({
    mailer,
    ...clocks
  }: {
    readonly mailer: Pick<Mailer, 'check'> | undefined;
    readonly clock: Clock;
    readonly steadyClock: Clock;
  }) {
    if (mailer === undefined) return;
    const ask = () =>
      mailer.check().then(
        (): MailState => 'up',
        (): MailState => 'down',
      );
    this.#kept = new KeptAnswer({ ...clocks, freshFor: minute, ask });
  }

  async state(): Promise<MailState> {
    if (this.#kept === undefined) return 'off';
    const asked = this.#kept.get().then(({ answer }) => answer);
    return Promise.race([asked, sleep<MailState>(waitFor, 'unknown', { ref: false })]);
  }
}
