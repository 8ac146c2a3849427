import { createPaperCode, readPaperCode } from '../authenticators/paper-code.ts';
import type { Clock, RandomBytes } from '../kernel/clock.ts';
import { type KeyedHash, sameString } from '../kernel/keyed-hash.ts';
import type { HelpDeskCodeKind, HelpDeskCodeRepository } from './help-desk-code-repository.ts';

/**
 * Two groups of four letters, 40 random bits: read out in one breath. Five tries at most make a guess one in 2 x 10^11,
 * and the person's own attempts are limited as well.
 */
const groups = 2;
export const lettersInHalf = 4;
const mostTries = 5;

export type HelpDeskCodeParts = {
  readonly repository: HelpDeskCodeRepository;
  readonly hash: KeyedHash;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
};

export type NewHelpDeskCode = {
  readonly userKey: string;
  readonly issuedBy: string;
  /** How long it is good (ms). */
  readonly life: number;
};

export type Issued = { readonly code: string; readonly expiresAt: Date };

export type HelpDeskCodeUse =
  | { readonly kind: 'right'; readonly of: HelpDeskCodeKind }
  /** `shaped`: it looks like one of these codes. */
  | { readonly kind: 'wrong'; readonly reason: string; readonly shaped: boolean };

/** Codes that an administrator reads out to somebody who has nothing else at hand. One for each person, good once. */
export class HelpDeskCodes {
  readonly #parts: HelpDeskCodeParts;

  constructor(parts: HelpDeskCodeParts) {
    this.#parts = parts;
  }

  /** A new code, shown by this answer and never again; the person's former one is void. */
  async issue(wanted: NewHelpDeskCode): Promise<Issued> {
    const code = createPaperCode(groups, this.#parts.randomBytes, lettersInHalf);
    return { code, expiresAt: await this.keep(wanted, code, 'help_desk') };
  }

  /** Half of a code: of two people neither knows the whole one. */
  createHalf(): string {
    return createPaperCode(1, this.#parts.randomBytes, lettersInHalf);
  }

  /** Keeps a code that was put together elsewhere. Answers until when it is good. */
  async keep(
    { userKey, issuedBy, life }: NewHelpDeskCode,
    code: string,
    kind: HelpDeskCodeKind,
  ): Promise<Date> {
    const { repository, clock } = this.#parts;
    const issuedAt = new Date(clock());
    const expiresAt = new Date(clock() + life);
    const codeHash = this.#hashOf(userKey, code);
    await repository.put({ userKey, codeHash, kind, issuedAt, expiresAt, issuedBy });
    return expiresAt;
  }

  /** Uses the person's code up when it is right. A try of something that looks like one is counted before it is looked at. */
  async use(userKey: string, typed: string): Promise<HelpDeskCodeUse> {
    const { repository, clock } = this.#parts;
    const code = readPaperCode(groups, typed, lettersInHalf);
    if (code === undefined) return { kind: 'wrong', reason: 'not a help-desk code', shaped: false };
    const live = await repository.spend(userKey, mostTries, new Date(clock()));
    if (live === undefined) return { kind: 'wrong', reason: 'no live help-desk code', shaped: true };
    if (!sameString(live.codeHash, this.#hashOf(userKey, code)))
      return { kind: 'wrong', reason: 'wrong help-desk code', shaped: true };
    const won = await repository.consume(userKey, live.codeHash, new Date(clock()));
    return won
      ? { kind: 'right', of: live.kind }
      : { kind: 'wrong', reason: 'help-desk code used at the same time', shaped: true };
  }

  /** For whoever asks for such a code before somebody's first setup. No enrollment is needed for it. */
  async consumeFor(userKey: string, typed: string): Promise<boolean> {
    return (await this.use(userKey, typed)).kind === 'right';
  }

  /** Whether there was a live one. */
  revoke(userKey: string): Promise<boolean> {
    return this.#parts.repository.remove(userKey, new Date(this.#parts.clock()));
  }

  #hashOf(userKey: string, code: string): string {
    return this.#parts.hash('help-desk code', userKey, code);
  }
}
