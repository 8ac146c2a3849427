import { DeliveryError } from '../../notification/delivery-error.ts';
import { postToProvider, type SmsSender } from './sms-sender.ts';

export type TwilioOptions = {
  /** `https://api.twilio.com`, or that of a region or of a provider with the same API. */
  readonly base: URL;
  readonly accountSid: string;
  readonly authToken: string;
  /** A number or a sender name, or a messaging service (`MG…`). */
  readonly from: string;
  readonly timeoutMs: number;
};

const largestAnswer = 64 * 1024;

/** Twilio's Messages API, https://www.twilio.com/docs/messaging/api/message-resource. */
export class TwilioSender implements SmsSender {
  readonly #url: URL;
  readonly #authorization: string;
  readonly #sender: Readonly<Record<string, string>>;
  readonly #timeoutMs: number;

  constructor({ base, accountSid, authToken, from, timeoutMs }: TwilioOptions) {
    const path = `2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`;
    this.#url = new URL(`${base.pathname.replace(/\/$/, '')}/${path}`, base);
    this.#authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
    this.#sender = from.startsWith('MG') ? { MessagingServiceSid: from } : { From: from };
    this.#timeoutMs = timeoutMs;
  }

  async send(number: string, text: string): Promise<void> {
    const request = {
      url: this.#url,
      headers: {
        authorization: this.#authorization,
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
      },
      body: new URLSearchParams({ To: number, ...this.#sender, Body: text }).toString(),
      timeoutMs: this.#timeoutMs,
    };
    await postToProvider(request, async (answer) => {
      // A login page of a proxy in between answers 200, too: only Twilio gives the message an id.
      if (!hasSid(await readText(answer))) throw new DeliveryError('unreachable', answer.status);
    });
  }
}

/** @throws DeliveryError when there is more than an answer of Twilio's can have. */
async function readText(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength;
    if (size > largestAnswer) throw new DeliveryError('unreachable', answer.status);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function hasSid(text: string): boolean {
  try {
    const { sid } = JSON.parse(text);
    return typeof sid === 'string' && sid !== '';
  } catch {
    return false;
  }
}
