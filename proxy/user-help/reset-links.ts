import { type Clock, hour, type RandomBytes } from '../kernel/clock.ts';
import type { KeyedHash } from '../kernel/keyed-hash.ts';
import type { ResetLinkRepository } from './reset-link-repository.ts';

/** How long a link is good (ms). */
export const resetLinkLife = 24 * hour;

/** 256 random bits as base64url. */
const wellFormed = /^[A-Za-z0-9_-]{43}$/;

export type ResetLinkParts = {
  readonly repository: ResetLinkRepository;
  readonly hash: KeyedHash;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
};

/**
 * Links that lead somebody back to the setup after an administrator's reset. A link lets nobody in: the password is
 * asked for all the same. It shows that whoever has it reads the person's mail, for whoever wants to know that before a
 * first setup.
 */
export class ResetLinks {
  readonly #parts: ResetLinkParts;

  constructor(parts: ResetLinkParts) {
    this.#parts = parts;
  }

  static isToken(text: string): boolean {
    return wellFormed.test(text);
  }

  /** The token of a new link, answered once; the person's former link is void. */
  async issue(userKey: string): Promise<string> {
    const { repository, clock, randomBytes } = this.#parts;
    const token = randomBytes(32).toString('base64url');
    const now = clock();
    await repository.put({
      ...{ tokenHash: this.#hashOf(token), userKey },
      ...{ issuedAt: new Date(now), expiresAt: new Date(now + resetLinkLife) },
    });
    return token;
  }

  /** Whose it is, as long as it is good. */
  async ownerOf(token: string): Promise<string | undefined> {
    const link = await this.#find(token);
    const isLive = link?.usedAt === undefined && (link?.expiresAt.getTime() ?? 0) > this.#parts.clock();
    return isLive ? link?.userKey : undefined;
  }

  async holdsLive(userKey: string, token: string): Promise<boolean> {
    return (await this.ownerOf(token)) === userKey;
  }

  /** Uses the link up: of any number of callers one gets `true`. */
  async consumeFor(userKey: string, token: string): Promise<boolean> {
    if (!ResetLinks.isToken(token)) return false;
    const { repository, clock } = this.#parts;
    return repository.consume(userKey, this.#hashOf(token), new Date(clock()));
  }

  /** Whether this is a link that the person was sent, good or not: for the audit of a setup that they finished. */
  async belongsTo(userKey: string, token: string): Promise<boolean> {
    return (await this.#find(token))?.userKey === userKey;
  }

  /** The person is set up, by whichever way: no link is good any more. Answers whether they had been sent one. */
  end(userKey: string): Promise<boolean> {
    return this.#parts.repository.end(userKey, new Date(this.#parts.clock()));
  }

  async #find(token: string) {
    return ResetLinks.isToken(token) ? this.#parts.repository.find(this.#hashOf(token)) : undefined;
  }

  #hashOf(token: string): string {
    return this.#parts.hash('reset link', token);
  }
}
