import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SmsSender } from '../../../proxy/authenticators/sms-code/sms-sender.ts';
import { type TwilioOptions, TwilioSender } from '../../../proxy/authenticators/sms-code/twilio-sender.ts';
import { type WebhookOptions, WebhookSender } from '../../../proxy/authenticators/sms-code/webhook-sender.ts';
import { minute } from '../../../proxy/kernel/clock.ts';
import { freePort } from '../../support/servers/index.ts';
import { startSmsProvider, type TestSmsProvider } from '../../support/servers/sms-provider.ts';

const accountSid = 'AC00000000000000000000000000000001';
const authToken = 'to:ken';
const secret = Buffer.from('a secret of twenty-four b');
const number = '+4915112345678';
const text = 'Ihr Code: 123 456 & größer + 100 %';

const rejected = { name: 'DeliveryError', reason: 'rejected' };
const unreachable = { name: 'DeliveryError', reason: 'unreachable' };
const late = { name: 'DeliveryError', reason: 'timeout' };

let provider: TestSmsProvider;
const endings: (() => unknown)[] = [];
beforeEach(async () => {
  provider = await startSmsProvider({ twilio: { accountSid, authToken }, webhook: { secret } });
});
afterEach(async () => {
  await provider.close();
  for (const end of endings.splice(0)) await end();
});

function twilio(options: Partial<TwilioOptions> = {}): SmsSender {
  const base = new URL(provider.twilioUrl);
  return new TwilioSender({
    base,
    accountSid,
    authToken,
    from: '+15005550006',
    timeoutMs: 5_000,
    ...options,
  });
}

function webhook(options: Partial<WebhookOptions> = {}): SmsSender {
  const url = new URL(provider.webhookUrl);
  return new WebhookSender({ url, secret, timeoutMs: 5_000, clock: Date.now, randomBytes, ...options });
}

async function givenServer(listener: RequestListener): Promise<URL> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  endings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

const senders = [
  ['Twilio', twilio, (url: URL) => ({ base: url })],
  ['a webhook', webhook, (url: URL) => ({ url })],
] as const;

describe.each(senders)('a text message through %s', (_name, make, at) => {
  it('arrives as it was written', async () => {
    await make().send(number, text);
    expect(provider.messages).toEqual([{ to: number, text }]);
  });

  it('is rejected when the provider refuses it, and the error does not tell for whom', async () => {
    provider.behave('refuse');
    const error: unknown = await make()
      .send(number, text)
      .catch((thrown) => thrown);
    expect(error).toMatchObject({ ...rejected, message: 'not delivered: rejected (403)' });
    expect(error).not.toHaveProperty('cause');
  });

  it('finds nobody when the provider has a fault of its own', async () => {
    provider.behave('error500');
    await expect(make().send(number, text)).rejects.toMatchObject({
      ...unreachable,
      message: 'not delivered: unreachable (500)',
    });
  });

  it('finds nobody at a closed port', async () => {
    const nobody = new URL(`http://127.0.0.1:${await freePort()}`);
    await expect(make(at(nobody)).send(number, text)).rejects.toMatchObject({
      ...unreachable,
      message: 'not delivered: unreachable (ECONNREFUSED)',
    });
  });

  it('finds nobody when the connection breaks', async () => {
    const breaking = await givenServer((req) => req.socket.destroy());
    await expect(make(at(breaking)).send(number, text)).rejects.toMatchObject(unreachable);
  });

  it('does not wait for a provider that says nothing', async () => {
    provider.behave('stall');
    await expect(make({ timeoutMs: 200 }).send(number, text)).rejects.toMatchObject(late);
  });

  it('does not follow a redirect', async () => {
    provider.behave('redirect');
    await expect(make().send(number, text)).rejects.toMatchObject({
      ...rejected,
      message: 'not delivered: rejected (307)',
    });
    expect(provider.messages).toEqual([]);
  });

  it('leaves a connection whose answer it does not read to the end', async () => {
    const left = Promise.withResolvers<void>();
    const talking = await givenServer((req, res) => {
      req.socket.once('close', left.resolve);
      res.writeHead(403).write('because');
    });
    const sender = make({ ...at(talking), timeoutMs: 60_000 });
    await expect(sender.send(number, text)).rejects.toMatchObject(rejected);
    await left.promise;
  });
});

describe('Twilio', () => {
  it.each([
    ['token', { authToken: 'wrong' }],
    ['account', { accountSid: 'AC00000000000000000000000000000002' }],
  ])('refuses another %s', async (_what, options) => {
    await expect(twilio(options).send(number, text)).rejects.toMatchObject({
      ...rejected,
      message: 'not delivered: rejected (401)',
    });
    expect(provider.messages).toEqual([]);
  });

  it('refuses a number that is not E.164', async () => {
    await expect(twilio().send('015112345678', text)).rejects.toMatchObject({
      ...rejected,
      message: 'not delivered: rejected (400)',
    });
  });

  it('is told of a messaging service by its own field', async () => {
    await twilio({ from: `MG${'0'.repeat(32)}` }).send(number, text);
    expect(provider.messages).toEqual([{ to: number, text }]);
  });

  it('is found below a path, too', async () => {
    const paths: (string | undefined)[] = [];
    const base = await givenServer((req, res) => {
      paths.push(req.url);
      res.end('{"sid":"SM1"}');
    });
    await twilio({ base: new URL('/sms/', base) }).send(number, text);
    expect(paths).toEqual([`/sms/2010-04-01/Accounts/${accountSid}/Messages.json`]);
  });

  it.each(['<html>Log in</html>', '{}', '{"sid":""}', '{"sid":5}', 'null', ''])(
    'has not answered with %j',
    async (body) => {
      const base = await givenServer((_, res) => void res.end(body));
      await expect(twilio({ base }).send(number, text)).rejects.toMatchObject(unreachable);
    },
  );

  it('is cut off when its answer has no end', async () => {
    provider.behave('endless');
    await expect(twilio({ timeoutMs: 20_000 }).send(number, text)).rejects.toMatchObject(unreachable);
  });

  it('is not waited for in the middle of its answer', async () => {
    const base = await givenServer((_, res) => void res.writeHead(201).write('{"sid":'));
    await expect(twilio({ base, timeoutMs: 200 }).send(number, text)).rejects.toMatchObject(late);
  });
});

describe('a webhook', () => {
  it('is refused by a receiver with another secret', async () => {
    const sender = webhook({ secret: Buffer.from('another secret') });
    await expect(sender.send(number, text)).rejects.toMatchObject({
      ...rejected,
      message: 'not delivered: rejected (401)',
    });
    expect(provider.messages).toEqual([]);
  });

  it.each([-6, 6])('is refused by a receiver whose clock is %s minutes off', async (minutes) => {
    const sender = webhook({ clock: () => Date.now() + minutes * minute });
    await expect(sender.send(number, text)).rejects.toMatchObject(rejected);
  });

  it('is signed as the Standard Webhooks specification says', async () => {
    const asked: { headers: unknown; body: string }[] = [];
    const url = await givenServer(async (req, res) => {
      let body = '';
      for await (const chunk of req) body += chunk;
      asked.push({ headers: req.headers, body });
      res.writeHead(204).end();
    });
    const clock = () => 1_614_265_330_999;
    const sender = webhook({ url, clock, randomBytes: (size) => Buffer.alloc(size, 0xab) });
    await sender.send('+4915112345678', 'Code 123456');
    expect(asked).toMatchObject([
      {
        headers: {
          'content-type': 'application/json',
          'webhook-id': `msg_${'ab'.repeat(16)}`,
          'webhook-timestamp': '1614265330',
          'webhook-signature': 'v1,Coe1rVHdnXvxYAKsNZYUvloF3R1vUpMmBkyve350EvI=',
        },
        body: '{"to":"+4915112345678","text":"Code 123456"}',
      },
    ]);
  });

  it('has arrived with any 2xx, and the rest of the answer is not read', async () => {
    provider.behave('endless');
    await webhook().send(number, text);
  });
});
