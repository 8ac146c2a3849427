import { createHmac } from 'node:crypto';
import type { Clock, RandomBytes } from '../../kernel/clock.ts';
import { second } from '../../kernel/clock.ts';
import { postToProvider, type SmsSender } from './sms-sender.ts';

export type WebhookOptions = {
  /** Without credentials in it: `fetch` refuses those. The signature tells who is calling. */
  readonly url: URL;
  /** The key itself: what `whsec_` and base64 stand for in a configuration. */
  readonly secret: Buffer;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
};

/**
 * A server of the site's own that sends text messages: gets `{"to":"+49…","text":"…"}`, signed after the
 * Standard Webhooks specification 1.0.0 (https://www.standardwebhooks.com). Any 2xx means that it took it.
 */
export class WebhookSender implements SmsSender {
  readonly #options: WebhookOptions;

  constructor(options: WebhookOptions) {
    this.#options = options;
  }

  async send(number: string, text: string): Promise<void> {
    const { url, secret, timeoutMs, clock, randomBytes } = this.#options;
    const id = `msg_${randomBytes(16).toString('hex')}`;
    const timestamp = String(Math.floor(clock() / second));
    const body = JSON.stringify({ to: number, text });
    const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    };
    await postToProvider({ url, headers, body, timeoutMs });
  }
}
