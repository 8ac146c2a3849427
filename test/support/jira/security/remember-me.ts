import { randomBytes } from 'node:crypto';
import type { Exchange } from '../http/exchange.ts';
import type { Person } from '../people/person.ts';

export const REMEMBER_ME_COOKIE = 'seraph.rememberme.cookie';
const LIFETIME = 14 * 24 * 60 * 60_000;

type Token = { readonly secret: string; readonly userKey: string; readonly expiresAt: number };

/** Long-lived cookies `<id>:<random>`, each of which opens a session whenever there is none. */
export class RememberMeTokens {
  readonly #clock: () => number;
  readonly #tokens = new Map<string, Token>();
  #lastId = 10000;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  issue(person: Person): string {
    this.#lastId += 1;
    const secret = randomBytes(20).toString('hex');
    this.#tokens.set(String(this.#lastId), {
      secret,
      userKey: person.key,
      expiresAt: this.#clock() + LIFETIME,
    });
    return encodeURIComponent(`${this.#lastId}:${secret}`);
  }

  findUserKey(cookie: string): string | undefined {
    const [id, secret] = split(cookie);
    const token = this.#tokens.get(id);
    const valid = token !== undefined && token.secret === secret && token.expiresAt > this.#clock();
    return valid ? token.userKey : undefined;
  }

  revoke(cookie: string): void {
    if (this.findUserKey(cookie) !== undefined) this.#tokens.delete(split(cookie)[0]);
  }

  revokeAllOf(userKey: string): void {
    for (const [id, token] of this.#tokens) if (token.userKey === userKey) this.#tokens.delete(id);
  }
}

export function rememberOnThisBrowser(exchange: Exchange, person: Person): void {
  exchange.setCookie(REMEMBER_ME_COOKIE, exchange.jira.rememberMe.issue(person), {
    httpOnly: true,
    maxAge: LIFETIME / 1000,
  });
}

function split(cookie: string): [string, string] {
  const text = cookie.replaceAll(/%3a/gi, ':');
  const colon = text.indexOf(':');
  return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
}
