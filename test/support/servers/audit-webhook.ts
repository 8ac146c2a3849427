import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type TestAuditWebhook = {
  readonly url: URL;
  /** What was accepted: the rows of each batch, and its id. */
  readonly batches: { readonly id: string; readonly rows: readonly { seq: number; type: string }[] }[];
  /** What it answers; 200 at first. */
  answer(status: number): void;
  /** How many requests came, accepted or not. */
  asked(): number;
  close(): Promise<void>;
};

/** A receiver of the audit that checks signatures as the Standard Webhooks specification asks of it. */
export async function startAuditWebhook(secret: Buffer): Promise<TestAuditWebhook> {
  const batches: TestAuditWebhook['batches'] = [];
  let [status, asked] = [200, 0];
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': given } = req.headers;
    const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
    asked += 1;
    if (given !== `v1,${signature}`) status = 401;
    if (status === 200) batches.push({ id: String(id), rows: JSON.parse(body) });
    res.writeHead(status, { location: '/elsewhere' }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    batches,
    answer: (next) => {
      status = next;
    },
    asked: () => asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
