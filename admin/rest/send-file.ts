import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { ownReplyHeaders } from '../../proxy/http/send.ts';

export type SentFile = {
  readonly name: string;
  readonly contentType: string;
  readonly pieces: AsyncGenerator<string>;
};

/** Sends a file piece by piece, as fast as the client takes it. */
export async function sendFile(res: Response, { name, contentType, pieces }: SentFile): Promise<void> {
  // The first piece comes before the headers: what cannot be read at all is an error, not half a file.
  const first = await pieces.next();
  for (const [header, value] of Object.entries(ownReplyHeaders)) res.setHeader(header, value);
  res.setHeader('content-type', contentType);
  res.setHeader('content-disposition', `attachment; filename="${name}"`);
  res.statusCode = 200;
  const all = async function* () {
    if (first.done !== true) yield first.value;
    yield* pieces;
  };
  // A client that goes away is no error of ours, and one that is cut off has no last piece.
  await pipeline(Readable.from(all()), res).catch(() => res.destroy());
}
