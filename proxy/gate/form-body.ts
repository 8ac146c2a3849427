import type { IncomingMessage } from 'node:http';
import { AppError } from '../kernel/app-error.ts';
import { searchField } from '../kernel/form-fields.ts';
import { isSigned } from './credentials.ts';

/** Tomcat's own limit for parsing form bodies (`maxPostSize`): what is longer it does not read as a form either. */
const largestForm = 2 * 1024 * 1024;
/** Logins and other everyday forms are always read, however much else is under way. */
const everydayForm = 64 * 1024;
/** Larger ones that are being read at once, in all and from one address: unfinished ones must not fill the memory. */
const mostBuffered = 128 * 1024 * 1024;
const mostFromOneAddress = 16 * 1024 * 1024;
const completeWithin = 30_000;

export type FormBody = {
  readonly body: Buffer;
  readonly carriesPassword: boolean;
  /** The answer to Jira's captcha, whose question belongs to the session that saw it. */
  readonly carriesCaptcha: boolean;
  /** An OAuth 1 signature: a credential of its own, which Jira reads from forms too. */
  readonly carriesSignature: boolean;
};

/**
 * Reads the bodies of form requests, whatever their method and URL: Jira logs in whoever posts `os_username` and
 * `os_password` anywhere, and performs the page's action in the same request. Other content types stream untouched.
 */
export class FormReader {
  #buffered = 0;
  readonly #byAddress = new Map<string, number>();

  /** @throws AppError for a form that is too large, too slow, broken off, or has too many fields to look through */
  async read(req: IncomingMessage, address: string): Promise<FormBody> {
    if (Number(req.headers['content-length'] ?? 0) > largestForm) throw tooLarge();
    let counted = 0;
    const count = (length: number) => {
      counted += length;
      const fromAddress = this.#add(address, length);
      if (counted > largestForm) throw tooLarge();
      if (counted <= everydayForm) return;
      if (this.#buffered > mostBuffered || fromAddress > mostFromOneAddress) {
        throw new AppError('overloaded', 'too many unfinished forms');
      }
    };
    try {
      const body = await collect(req, count);
      const fields = body.toString('latin1');
      const search = searchField(fields, 'os_password');
      if (search === 'too_many') throw new AppError('payload_too_large', 'more fields than Jira reads');
      return {
        body,
        carriesPassword: search === 'found',
        carriesCaptcha: searchField(fields, 'os_captcha') === 'found',
        carriesSignature: isSigned(fields),
      };
    } finally {
      this.#add(address, -counted);
    }
  }

  #add(address: string, length: number): number {
    const fromAddress = (this.#byAddress.get(address) ?? 0) + length;
    this.#buffered += length;
    if (fromAddress > 0) this.#byAddress.set(address, fromAddress);
    else this.#byAddress.delete(address);
    return fromAddress;
  }
}

function tooLarge(): AppError {
  return new AppError('payload_too_large', 'a form larger than Jira reads');
}

/** Stops listening on a failure but leaves the connection open, so that the client can be told. */
function collect(req: IncomingMessage, count: (length: number) => void): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const timer = setTimeout(
      () => fail(new AppError('bad_request', 'a form that does not end')),
      completeWithin,
    );
    const onData = (chunk: Buffer) => {
      try {
        count(chunk.length);
        chunks.push(chunk);
      } catch (error) {
        fail(error);
      }
    };
    const onBreak = () => fail(new AppError('bad_request', 'the body broke off'));
    const onEnd = () => {
      settle();
      resolve(Buffer.concat(chunks));
    };
    const settle = () => {
      clearTimeout(timer);
      req.off('data', onData).off('end', onEnd).off('error', onBreak).off('close', onBreak);
    };
    function fail(error: unknown): void {
      settle();
      req.pause();
      reject(error);
    }
    req.on('data', onData).on('end', onEnd).on('error', onBreak).on('close', onBreak);
  });
}
