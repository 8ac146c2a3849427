import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ReceivedSms = { readonly to: string; readonly text: string };

/**
 * `refuse` answers 403, `stall` nothing at all, `redirect` 307 to an address that would take the message,
 * `endless` begins a good answer and never ends it.
 */
export type ProviderBehaviour = 'well' | 'error500' | 'refuse' | 'stall' | 'redirect' | 'endless';

export type SmsProviderOptions = {
  readonly twilio?: { readonly accountSid: string; readonly authToken: string };
  readonly webhook?: { readonly secret: Buffer };
};

export type TestSmsProvider = {
  /** The base, as `https://api.twilio.com` is one. */
  readonly twilioUrl: string;
  readonly webhookUrl: string;
  readonly messages: readonly ReceivedSms[];
  /** The first that fits, come or yet to come. */
  waitForMessage(predicate?: (message: ReceivedSms) => boolean): Promise<ReceivedSms>;
  behave(how: ProviderBehaviour): void;
  clear(): void;
  close(): Promise<void>;
};

type Asked = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};
type Answer = { readonly status: number; readonly body: unknown; readonly message?: ReceivedSms };

const waitAtMost = 10_000;
const webhookTolerance = 5 * 60;
const e164 = /^\+[1-9]\d{1,14}$/;
const elsewhere = '?elsewhere';

/** Starts what stands at the other end of the senders: a Twilio, and a site's own receiver of webhooks. */
export async function startSmsProvider(options: SmsProviderOptions): Promise<TestSmsProvider> {
  const messages: ReceivedSms[] = [];
  const arrivals = new EventTarget();
  let behaviour: ProviderBehaviour = 'well';
  const respond = async (req: IncomingMessage, res: ServerResponse) => {
    const asked = await read(req);
    if (behaviour !== 'well' && !asked.path.endsWith(elsewhere)) return misbehave(behaviour, asked, res);
    const { status, body, message } = answerTo(asked, options);
    if (message !== undefined) {
      messages.push(message);
      arrivals.dispatchEvent(new Event('message'));
    }
    res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const server = createServer((req, res) => {
    respond(req, res).catch(() => res.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    twilioUrl: origin,
    webhookUrl: `${origin}/webhook`,
    messages,
    waitForMessage: async (predicate = () => true) => {
      const signal = AbortSignal.timeout(waitAtMost);
      for (;;) {
        const found = messages.find(predicate);
        if (found !== undefined) return found;
        await once(arrivals, 'message', { signal });
      }
    },
    behave: (how) => {
      behaviour = how;
    },
    clear: () => {
      messages.length = 0;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(req: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const { method = '', url: path = '', headers } = req;
  return { method, path, headers, body: Buffer.concat(chunks).toString() };
}

function misbehave(how: Exclude<ProviderBehaviour, 'well'>, { path }: Asked, res: ServerResponse): void {
  switch (how) {
    case 'error500':
      res.writeHead(500).end();
      return;
    case 'refuse':
      res.writeHead(403).end();
      return;
    case 'redirect':
      // 307 and not 302: whoever follows it posts the whole message again.
      res.writeHead(307, { location: `${path}${elsewhere}` }).end();
      return;
    case 'endless':
      res.writeHead(201, { 'content-type': 'application/json' });
      res.write('{"sid":"SM00000000000000000000000000000000","body":"');
      pourInto(res);
      return;
    case 'stall':
      return;
    default:
      how satisfies never;
  }
}

function pourInto(res: ServerResponse): void {
  while (!res.destroyed && res.write('x'.repeat(16 * 1024)));
  if (!res.destroyed) res.once('drain', () => pourInto(res));
}

function answerTo(asked: Asked, { twilio, webhook }: SmsProviderOptions): Answer {
  const path = asked.path.replace(elsewhere, '');
  const ofTwilio = /^\/2010-04-01\/Accounts\/([^/]+)\/Messages\.json$/.exec(path);
  if (asked.method !== 'POST') return { status: 405, body: {} };
  if (ofTwilio && twilio) return answerAsTwilio(asked, decodeURIComponent(ofTwilio[1] ?? ''), twilio);
  if (path === '/webhook' && webhook) return answerAsReceiver(asked, webhook.secret);
  return { status: 404, body: {} };
}

/** https://www.twilio.com/docs/api/errors for the codes. */
function answerAsTwilio(
  { headers, body }: Asked,
  account: string,
  { accountSid, authToken }: { readonly accountSid: string; readonly authToken: string },
): Answer {
  const refuse = (status: number, code: number) => ({ status, body: { code, status, message: 'refused' } });
  const expected = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  if (headers.authorization !== expected || account !== accountSid) return refuse(401, 20003);
  if (headers['content-type'] !== 'application/x-www-form-urlencoded') return refuse(400, 21602);
  const form = new URLSearchParams(body);
  const [to, text, from, service] = ['To', 'Body', 'From', 'MessagingServiceSid'].map((name) =>
    form.get(name),
  );
  if (!to || !e164.test(to)) return refuse(400, 21211);
  if (!text) return refuse(400, 21602);
  if (!from && !service) return refuse(400, 21603);
  if (from && !e164.test(from) && !/^(?!MG)[A-Za-z0-9 ]{1,11}$/.test(from)) return refuse(400, 21212);
  if (service && !/^MG[0-9a-f]{32}$/.test(service)) return refuse(400, 21701);
  const sid = `SM${randomBytes(16).toString('hex')}`;
  return { status: 201, body: { sid, to, body: text, status: 'queued' }, message: { to, text } };
}

/** Verification as the Standard Webhooks specification asks of a receiver. */
function answerAsReceiver({ headers, body }: Asked, secret: Buffer): Answer {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  const off = Math.abs(Date.now() / 1000 - Number(timestamp));
  const signed = String(signatures).split(' ').includes(`v1,${signature}`);
  if (!id || !(off <= webhookTolerance) || !signed) return { status: 401, body: {} };
  const { to, text } = JSON.parse(body) as ReceivedSms;
  return { status: 200, body: {}, message: { to, text } };
}
