import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Exchange } from '../http/exchange.ts';
import type { PathValues } from '../http/router.ts';
import { sendHtml } from '../http/send.ts';
import { personForPage } from '../security/guards.ts';
import { messagePage } from './message-page.ts';

/** The byte at position `i` of a generated file is `i % 251`. */
const PATTERN = Buffer.from(Array.from({ length: 251 * 256 }, (_, i) => i % 251));

/** `/secure/attachment/<id>/<name>` */
export async function downloadAttachment(exchange: Exchange, values: PathValues): Promise<void> {
  if (!personForPage(exchange)) return;
  const attachment = exchange.jira.attachments.find(values.id ?? '');
  if (!attachment) {
    sendHtml(exchange, 404, messagePage(exchange, 'Not found', 'There is no such attachment.'));
    return;
  }
  const headers = { size: attachment.size, type: attachment.type, name: attachment.name };
  await stream(exchange, headers, createReadStream(attachment.file));
}

/** `/secure/attachment/generated/<bytes>/<name>` */
export async function downloadGenerated(exchange: Exchange, values: PathValues): Promise<void> {
  if (!personForPage(exchange)) return;
  const size = Number(values.bytes);
  if (!Number.isSafeInteger(size) || size < 0) {
    sendHtml(exchange, 404, messagePage(exchange, 'Not found', 'That is not a number of bytes.'));
    return;
  }
  await stream(
    exchange,
    { size, type: 'application/octet-stream', name: values.name ?? 'generated' },
    Readable.from(generate(size), { objectMode: false, highWaterMark: PATTERN.length }),
  );
}

function* generate(size: number): Generator<Buffer> {
  for (let left = size; left > 0; left -= PATTERN.length) {
    yield left >= PATTERN.length ? PATTERN : PATTERN.subarray(0, left);
  }
}

type Headers = { size: number; type: string; name: string };

async function stream(exchange: Exchange, headers: Headers, content: Readable): Promise<void> {
  const { response } = exchange;
  response.setHeader('Content-Type', headers.type);
  response.setHeader('Content-Length', headers.size);
  response.setHeader('Cache-Control', 'private, max-age=31536000');
  response.setHeader(
    'Content-Disposition',
    `attachment; filename*=UTF-8''${encodeURIComponent(headers.name.toWellFormed())}`,
  );
  if (exchange.method === 'HEAD') {
    content.destroy();
    response.end();
    return;
  }
  await pipeline(content, response);
}
