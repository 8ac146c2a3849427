import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../kernel/app-error.ts';
import { type Clock, hour } from '../kernel/clock.ts';
import type { KeyedHash } from '../kernel/keyed-hash.ts';
import type { SecretBox } from '../kernel/secret-box.ts';
import type { SharedStore } from '../store/index.ts';
import { type PolicyDocument, type PolicyReading, readPolicy } from './policy-document.ts';

/** What an administrator has changed and not published yet. */
export type PolicyDraft = {
  /** The version that it was made from. */
  readonly basedOn: number;
  readonly document: PolicyDocument;
  /** ms since the epoch */
  readonly changedAt: number;
};

export type DraftBase = { readonly version: number; readonly document: PolicyDocument };

export type PolicyDraftsParts = {
  readonly store: SharedStore;
  readonly box: SecretBox;
  readonly hash: KeyedHash;
  readonly clock: Clock;
};

const keptFor = 12 * hour;
const mostTries = 5;

/**
 * Unpublished changes of the policy, one draft for each administrator: sealed to them, so that nobody reads or publishes
 * another one's. Throws AppError `store_unavailable`.
 */
export class PolicyDrafts {
  readonly #parts: PolicyDraftsParts;

  constructor(parts: PolicyDraftsParts) {
    this.#parts = parts;
  }

  async find(userKey: string): Promise<PolicyDraft | undefined> {
    return this.#open(userKey, await this.#parts.store.get(this.#keyOf(userKey)));
  }

  /**
   * Changes the draft, or begins one. What is no policy is not kept; a draft that says what it was made from is over.
   * @param base what a draft begins with
   * @param edit answers the whole changed document
   */
  async change(
    userKey: string,
    base: DraftBase,
    edit: (document: PolicyDocument) => unknown,
  ): Promise<PolicyReading> {
    const { store, box, clock } = this.#parts;
    const key = this.#keyOf(userKey);
    // Two tabs of one administrator.
    for (let tries = 0; tries < mostTries; tries += 1) {
      const standing = await store.get(key);
      const known = this.#open(userKey, standing);
      const { basedOn, document } = known ?? { basedOn: base.version, document: base.document };
      // What is absent is not there at all, as in what is stored.
      const reading = readPolicy(JSON.parse(JSON.stringify(edit(document))));
      if (reading.kind === 'invalid') return reading;
      if (basedOn === base.version && isDeepStrictEqual(reading.document, base.document)) {
        await store.delete(key);
        return reading;
      }
      const draft: PolicyDraft = { basedOn, document: reading.document, changedAt: clock() };
      const sealed = box.seal(JSON.stringify(draft), contextOf(userKey));
      if (standing === undefined) {
        if ((await store.getOrSet(key, sealed, keptFor)) === sealed) return reading;
      } else if (await store.compareAndSet(key, standing, sealed, keptFor)) return reading;
    }
    throw new AppError('overloaded', 'a draft that changes all the time');
  }

  /**
   * Takes a draft as one of a later version: what somebody else published meanwhile is undone by it where it differs.
   * Answers whether there was one.
   */
  async rebase(userKey: string, version: number): Promise<boolean> {
    const { store, box } = this.#parts;
    const key = this.#keyOf(userKey);
    const standing = await store.get(key);
    const draft = this.#open(userKey, standing);
    if (draft === undefined || standing === undefined) return false;
    const sealed = box.seal(JSON.stringify({ ...draft, basedOn: version }), contextOf(userKey));
    return store.compareAndSet(key, standing, sealed, keptFor);
  }

  async discard(userKey: string): Promise<void> {
    await this.#parts.store.delete(this.#keyOf(userKey));
  }

  /** One that cannot be opened or read any more, after a rotation of keys or an update, is none. */
  #open(userKey: string, sealed: string | undefined): PolicyDraft | undefined {
    if (sealed === undefined) return undefined;
    try {
      const draft = JSON.parse(this.#parts.box.open(sealed, contextOf(userKey))) as PolicyDraft;
      const reading = readPolicy(draft.document);
      return reading.kind === 'policy' ? { ...draft, document: reading.document } : undefined;
    } catch {
      return undefined;
    }
  }

  #keyOf(userKey: string): string {
    return `policy-draft:${this.#parts.hash('policy draft', userKey)}`;
  }
}

const contextOf = (userKey: string) => ['policy draft', userKey];
