import { randomBytes } from 'node:crypto';
import type { Directory } from '../people/directory.ts';
import type { Person } from '../people/person.ts';

export type AccessToken = {
  readonly id: number;
  readonly userKey: string;
  readonly name: string;
  readonly secret: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  lastUsedAt: number | undefined;
};

const DAY = 24 * 60 * 60_000;
export const MOST_TOKENS_PER_PERSON = 10;

/** Personal access tokens, and the OAuth tokens that some integration obtained earlier. */
export class AccessTokens {
  readonly #directory: Directory;
  readonly #clock: () => number;
  readonly #tokens: AccessToken[] = [];
  #lastId = 0;

  constructor(directory: Directory, clock: () => number) {
    this.#directory = directory;
    this.#clock = clock;
    for (const person of directory.people) this.#add(person, 'Demo token', person.pat, 365);
  }

  issue(person: Person, name: string, days: number): AccessToken {
    return this.#add(person, name, randomBytes(33).toString('base64'), days);
  }

  listOf(userKey: string): AccessToken[] {
    return this.#tokens.filter((token) => token.userKey === userKey);
  }

  revoke(userKey: string, id: number): boolean {
    const index = this.#tokens.findIndex((token) => token.userKey === userKey && token.id === id);
    if (index >= 0) this.#tokens.splice(index, 1);
    return index >= 0;
  }

  findOwner(secret: string): Person | undefined {
    const token = this.#tokens.find((candidate) => candidate.secret === secret);
    if (!token || token.expiresAt <= this.#clock()) return undefined;
    const person = this.#directory.findByKey(token.userKey);
    if (!person?.active) return undefined;
    token.lastUsedAt = this.#clock();
    return person;
  }

  findOAuthOwner(secret: string): Person | undefined {
    return this.#directory.people.find((person) => person.active && person.oauthToken === secret);
  }

  #add(person: Person, name: string, secret: string, days: number): AccessToken {
    this.#lastId += 1;
    const now = this.#clock();
    const token: AccessToken = {
      id: this.#lastId,
      userKey: person.key,
      name,
      secret,
      createdAt: now,
      expiresAt: now + days * DAY,
      lastUsedAt: undefined,
    };
    this.#tokens.push(token);
    return token;
  }
}
