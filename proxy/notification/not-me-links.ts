import type { Clock } from '../kernel/clock.ts';
import { hour } from '../kernel/clock.ts';
import { type KeyedHash, sameString } from '../kernel/keyed-hash.ts';

const validFor = 7 * 24 * hour;
/** A key of 255 characters of any script, encoded twice over. */
const longestToken = 2_500;

/**
 * "It was not me": what a mail's link carries. It lets nobody in: all it can do is end the person's sessions and
 * remembered browsers, so nothing is kept of it, and it may be pressed more than once.
 */
export class NotMeLinks {
  readonly #hash: KeyedHash;
  readonly #clock: Clock;

  constructor(hash: KeyedHash, clock: Clock) {
    this.#hash = hash;
    this.#clock = clock;
  }

  create(userKey: string): string {
    const until = this.#clock() + validFor;
    const body = Buffer.from(JSON.stringify({ userKey, until })).toString('base64url');
    return `${body}.${this.#hash('not me', body)}`;
  }

  /** Whose it is; `undefined` for one that is too old, or not ours. */
  read(token: string): string | undefined {
    const [body, mark, ...rest] = token.slice(0, longestToken).split('.');
    if (body === undefined || mark === undefined || rest.length > 0) return undefined;
    if (!sameString(mark, this.#hash('not me', body))) return undefined;
    const { userKey, until } = JSON.parse(Buffer.from(body, 'base64url').toString()) as {
      userKey: string;
      until: number;
    };
    return until > this.#clock() ? userKey : undefined;
  }
}
