export type MultipartFile = {
  readonly field: string;
  readonly name: string;
  readonly type: string;
  readonly content: AsyncIterable<Buffer>;
};

const MOST_HEADER_BYTES = 8192;
const CRLF = Buffer.from('\r\n');
const HEADERS_END = Buffer.from('\r\n\r\n');

export function boundaryOf(contentType: string | undefined): string | undefined {
  const found = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,100})"|([^\s;]{1,100}))/i.exec(
    contentType ?? '',
  );
  return found?.[1] ?? found?.[2];
}

/**
 * Reads a multipart body as it arrives, one file after the other, holding no more than a chunk of it. The
 * content of a file is read before the next one is asked for, or skipped as a whole.
 */
export async function* readMultipart(
  source: AsyncIterable<Buffer>,
  boundary: string,
): AsyncGenerator<MultipartFile> {
  const input = new ChunkReader(source);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // The first delimiter may stand at the very beginning, without a line break before it.
  input.unshift(CRLF);
  for await (const _ of input.until(delimiter));
  while ((await input.take(2)).equals(CRLF)) {
    // A part without headers starts with the empty line at once.
    input.unshift(CRLF);
    const headers = await readHeaders(input);
    const content = input.until(delimiter);
    const name = /filename="([^"]*)"/i.exec(headers)?.[1];
    if (name !== undefined) {
      const field = /[\s;]name="([^"]*)"/i.exec(headers)?.[1] ?? '';
      const type = /^content-type:\s*([\w.+-]+\/[\w.+-]+)/im.exec(headers)?.[1] ?? 'application/octet-stream';
      yield { field, name, type, content };
    }
    for await (const _ of content);
  }
  await input.drain();
}

async function readHeaders(input: ChunkReader): Promise<string> {
  let size = 0;
  const parts: Buffer[] = [];
  for await (const part of input.until(HEADERS_END)) {
    size += part.length;
    if (size > MOST_HEADER_BYTES) throw new Error('The headers of a part are too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Bytes pulled from a stream, with a look-ahead no longer than what is searched for. */
class ChunkReader {
  readonly #source: AsyncIterator<Buffer>;
  #pending: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  unshift(bytes: Buffer): void {
    this.#pending = Buffer.concat([bytes, this.#pending]);
  }

  async take(count: number): Promise<Buffer> {
    while (this.#pending.length < count) await this.#pull();
    const taken = this.#pending.subarray(0, count);
    this.#pending = this.#pending.subarray(count);
    return taken;
  }

  /** Everything before the mark, in pieces; the mark itself is consumed. */
  async *until(mark: Buffer): AsyncGenerator<Buffer> {
    while (true) {
      const at = this.#pending.indexOf(mark);
      if (at >= 0) {
        const before = this.#pending.subarray(0, at);
        this.#pending = this.#pending.subarray(at + mark.length);
        if (before.length > 0) yield before;
        return;
      }
      const certain = this.#pending.length - mark.length + 1;
      if (certain > 0) {
        const before = this.#pending.subarray(0, certain);
        this.#pending = this.#pending.subarray(certain);
        yield before;
      }
      await this.#pull();
    }
  }

  async drain(): Promise<void> {
    while (!(await this.#source.next()).done);
  }

  async #pull(): Promise<void> {
    const next = await this.#source.next();
    if (next.done) throw new Error('The multipart body ends too early');
    this.#pending = Buffer.concat([this.#pending, next.value]);
  }
}
