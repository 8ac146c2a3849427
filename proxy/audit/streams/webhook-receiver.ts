import { createHash, createHmac } from 'node:crypto';
import { type Clock, second } from '../../kernel/clock.ts';
import type { AuditRow } from '../audit-row.ts';
import type { AuditReceiver } from './audit-stream.ts';

export type WebhookReceiverOptions = {
  readonly url: URL;
  readonly secret: Buffer;
  readonly timeoutMs: number;
  readonly clock: Clock;
};

/**
 * A JSON array of rows by POST, signed after the Standard Webhooks specification 1.0.0
 * (https://www.standardwebhooks.com). Any 2xx means that they are kept. The same rows always come under the same
 * `webhook-id`: a receiver knows by it what it has already.
 */
export class WebhookReceiver implements AuditReceiver {
  readonly name = 'webhook';
  readonly #options: WebhookReceiverOptions;

  constructor(options: WebhookReceiverOptions) {
    this.#options = options;
  }

  async deliver(rows: readonly AuditRow[]): Promise<void> {
    const { url, secret, timeoutMs, clock } = this.#options;
    const body = JSON.stringify(rows);
    const id = `audit_${createHash('sha256').update(body).digest('hex').slice(0, 32)}`;
    const timestamp = String(Math.floor(clock() / second));
    const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${signature}`,
      },
      body,
      // A redirect would carry the audit to a server that nobody configured.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.body?.cancel().catch(() => undefined);
    if (!answer.ok) throw new Error(`the receiver answered ${answer.status}`);
  }
}
