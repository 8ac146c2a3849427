import { z } from 'zod';
import type { OwnCookies } from '../http/own-cookies.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { hour } from '../kernel/clock.ts';
import { cookieValue } from '../kernel/cookies.ts';
import type { KeyedHash } from '../kernel/keyed-hash.ts';
import type { SecretBox } from '../kernel/secret-box.ts';

const memoSchema = z.array(z.object({ person: z.string(), method: z.string() }));
type Memo = z.output<typeof memoSchema>;

const mostPeople = 5;
const keptSeconds = (365 * 24 * hour) / 1_000;
const context = ['browser memo'];

/**
 * What a browser is known for: who verified in it, and with what. It chooses which factor is asked for first, and
 * whether a mail goes out about a new browser. It proves nothing.
 */
export class BrowserMemo {
  readonly #cookies: OwnCookies;
  readonly #box: SecretBox;
  readonly #hash: KeyedHash;

  constructor(cookies: OwnCookies, box: SecretBox, hash: KeyedHash) {
    this.#cookies = cookies;
    this.#box = box;
    this.#hash = hash;
  }

  /** The method that the person used here last; `undefined` where they never verified in this browser. */
  lastMethod(scope: RequestScope, userKey: string): string | undefined {
    return this.#read(scope).find(({ person }) => person === this.#personOf(userKey))?.method;
  }

  /** The cookie that remembers it. */
  remember(scope: RequestScope, userKey: string, method: string): string {
    const person = this.#personOf(userKey);
    const others = this.#read(scope).filter((entry) => entry.person !== person);
    const memo = [{ person, method }, ...others].slice(0, mostPeople);
    // `:` may not stand in a cookie of ours.
    const sealed = this.#box.seal(JSON.stringify(memo), context).replaceAll(':', '~');
    return this.#cookies.keep(this.#cookies.browser, sealed, keptSeconds);
  }

  #read(scope: RequestScope): Memo {
    const value = cookieValue(scope.cookies, this.#cookies.browser);
    if (value === undefined) return [];
    try {
      return memoSchema.parse(JSON.parse(this.#box.open(value.replaceAll('~', ':'), context)));
    } catch {
      return []; // another key, or not ours
    }
  }

  #personOf(userKey: string): string {
    return this.#hash('browser memo', userKey).slice(0, 16);
  }
}
