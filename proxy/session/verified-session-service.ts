import { LRUCache } from 'lru-cache';
import { type Clock, hour, minute, type RandomBytes, second } from '../kernel/clock.ts';
import type { KeyedHash } from '../kernel/keyed-hash.ts';
import type { SharedStore } from '../store/index.ts';
import { parseRevocation, type Revocation } from './revocation.ts';
import { RevokedLately } from './revoked-lately.ts';
import type { IssueInput, SessionPlace, VerifiedSessionParts } from './session-input.ts';
import type { RegisteredSession, SessionRegister } from './session-register.ts';
import { parseVerifiedSession, type VerifiedSession } from './verified-session.ts';

/** However busy a session is, after this it has to be verified again. */
const absoluteLife = 12 * hour;
/** How long a record is believed without asking the store: also the longest that a lost revocation message matters. */
const rememberedFor = 3 * second;
const mostRemembered = 50_000;
/** How often use is written down: often enough for a limit of minutes, seldom enough to cost nothing. */
const noteUseEvery = minute;

type Remembered = { readonly record: VerifiedSession | undefined; readonly asOf: number };

/**
 * Verified sessions: bound to the exact session id **and** to a secret cookie of the gate's own, so that whoever
 * planted or stole one of the two has nothing.
 *
 * Revoking a person's sessions deletes their generation; a record counts only while its generation stands. That is
 * one atomic step however many sessions there are, and a verification that is under way meanwhile ends up void.
 */
export class VerifiedSessionService {
  readonly #store: SharedStore;
  readonly #register: SessionRegister;
  readonly #hash: KeyedHash;
  readonly #clock: Clock;
  readonly #randomBytes: RandomBytes;
  readonly #idleLimit: () => number;
  readonly #remembered: LRUCache<string, Remembered>;
  readonly #revoked: RevokedLately;
  readonly #listeners: ((revocation: Revocation) => void)[] = [];

  constructor(parts: VerifiedSessionParts) {
    const { store, clock } = parts;
    this.#store = store;
    this.#register = parts.register;
    this.#hash = parts.hash;
    this.#clock = clock;
    this.#randomBytes = parts.randomBytes;
    this.#idleLimit = parts.idleLimit;
    const timing = { perf: { now: clock }, ttlResolution: 0 } as const;
    this.#remembered = new LRUCache({ max: mostRemembered, ttl: rememberedFor, ...timing });
    this.#revoked = new RevokedLately(clock);
    store.onMessage((message) => this.#hear(message));
  }

  /** Called for every revocation that any gate announces. */
  onRevocation(listener: (revocation: Revocation) => void): void {
    this.#listeners.push(listener);
  }

  /** The value under which a verification started now will be valid; taken when a conversation begins. */
  generationOf(userKey: string): Promise<string> {
    const fresh = this.#randomBytes(16).toString('base64url');
    return this.#store.getOrSet(`generation:${userKey}`, fresh, absoluteLife + hour);
  }

  /** Answers the secret for the gate's own cookie. */
  async issue(input: IssueInput): Promise<string> {
    const secret = this.#randomBytes(32).toString('base64url');
    const { sessionId, place, since, ...person } = input;
    const now = this.#clock();
    const { verifiedAt, expiresAt } = since ?? { verifiedAt: now, expiresAt: now + absoluteLife };
    const family = this.#randomBytes(16).toString('base64url');
    const record = { ...person, family, verifiedAt, expiresAt, seenAt: now };
    const key = this.#keyOf(sessionId, secret);
    await this.#registerAs(key, record, place);
    await this.#store.set(...this.#entry(key, record));
    return secret;
  }

  /** The record, if this session is verified. `undefined` also for one that was revoked or is too old. */
  async find(sessionId: string, secret: string): Promise<VerifiedSession | undefined> {
    const key = this.#keyOf(sessionId, secret);
    const known = this.#remembered.get(key);
    if (known !== undefined && this.#stands(key, known)) return known.record;
    const asOf = this.#revoked.tick();
    const record = await this.#load(key);
    const fresh: Remembered = { record, asOf };
    if (!this.#stands(key, fresh)) return undefined;
    if (record !== undefined) this.#remembered.set(key, fresh);
    return record;
  }

  /** Jira gave the same person a new session id (WebSudo does): the verification goes along. */
  async carryOver(oldSessionId: string, newSessionId: string, secret: string): Promise<boolean> {
    const record = await this.find(oldSessionId, secret);
    if (record === undefined) return false;
    const key = this.#keyOf(newSessionId, secret);
    await this.#registerSibling(key, record);
    await this.#store.set(...this.#entry(key, record));
    return true;
  }

  /** The person's sessions that are alive, one entry for each login, the latest first. */
  async list(userKey: string): Promise<readonly RegisteredSession[]> {
    const alive: RegisteredSession[] = [];
    for (const session of await this.#register.list(userKey, new Date(this.#clock()))) {
      if (alive.some(({ family }) => family === session.family)) continue;
      const record = await this.#read(session.key);
      if (record?.userKey === userKey) alive.push(session);
    }
    return alive;
  }

  /** Ends one login of the person, whichever id Jira knows it by, also one that Jira gives it meanwhile. */
  async end(userKey: string, family: string): Promise<boolean> {
    const listed = await this.#register.list(userKey, new Date(this.#clock()));
    if (!listed.some((session) => session.family === family)) return false;
    await this.#store.set(`ended:${family}`, 'ended', absoluteLife);
    await this.#announce({ kind: 'login', family });
    for (const key of await this.#register.removeFamily(userKey, family)) await this.#revokeKey(key);
    return true;
  }

  /** Only for the person's list: Jira has changed the id already, and a database that is away must not undo that. */
  async #registerSibling(key: string, record: VerifiedSession): Promise<void> {
    try {
      const siblings = await this.#register.list(record.userKey, new Date(this.#clock()));
      const place = siblings.find(({ family }) => family === record.family);
      await this.#registerAs(key, record, place ?? { browser: '', address: '' });
    } catch {
      // It ends with all others, with Jira's session, or after its time.
    }
  }

  #registerAs(key: string, record: VerifiedSession, place: SessionPlace): Promise<void> {
    const { family, userKey, method } = record;
    const times = { verifiedAt: new Date(record.verifiedAt), expiresAt: new Date(record.expiresAt) };
    const { browser, address } = place;
    return this.#register.add({ key, family, userKey, method, browser, address, ...times });
  }

  async revoke(sessionId: string, secret: string): Promise<void> {
    const key = this.#keyOf(sessionId, secret);
    await this.#revokeKey(key);
    // Only a list: a database that is away keeps nobody from logging out.
    await this.#register.remove(key).catch(() => undefined);
  }

  async #revokeKey(key: string): Promise<void> {
    await this.#store.delete(`verified:${key}`);
    await this.#announce({ kind: 'verification', key });
  }

  /**
   * Whether neither the login of a record that was found nor all sessions of the person were ended since. Is no use of it.
   * @throws AppError `store_unavailable`
   */
  async isCurrent({ userKey, generation, family }: VerifiedSession): Promise<boolean> {
    const wanted = [`generation:${userKey}`, `ended:${family}`];
    const [current, ended] = await Promise.all(wanted.map((key) => this.#store.get(key)));
    return current === generation && ended === undefined;
  }

  /** Every verified session of a person, on every gate; verifications that are under way are void too. */
  async revokeUser(userKey: string): Promise<void> {
    this.#revoked.user(userKey); // here at once, even when the store does not answer
    await this.#store.delete(`generation:${userKey}`);
    await this.#announce({ kind: 'user', userKey });
  }

  /**
   * Ends every verified session of a person, and answers the value under which the one in which they asked for it may
   * go on. `undefined` where that one was revoked meanwhile: nobody outruns a revocation by asking for one.
   * @param generation of the session in which it was asked for
   */
  async startOver(userKey: string, generation: string): Promise<string | undefined> {
    this.#revoked.user(userKey);
    const fresh = this.#randomBytes(16).toString('base64url');
    const key = `generation:${userKey}`;
    const moved = await this.#store.compareAndSet(key, generation, fresh, absoluteLife + hour);
    const next = moved ? fresh : undefined;
    await this.#announce({ kind: 'user', userKey });
    return next;
  }

  /** What is remembered about a Jira session may be wrong; when it is over, what runs with it ends too. */
  async forgetSession(sessionKey: string, state: 'changed' | 'over' = 'changed'): Promise<void> {
    await this.#announce({ kind: 'session', key: sessionKey, over: state === 'over' });
  }

  /** What runs with the old id of a session runs with the new one from now on. */
  async moveSession(from: string, to: string): Promise<void> {
    await this.#announce({ kind: 'moved', from, to });
  }

  async #announce(revocation: Revocation): Promise<void> {
    this.#apply(revocation);
    await this.#store.publish(JSON.stringify(revocation));
  }

  #hear(message: string): void {
    const revocation = parseRevocation(message);
    if (revocation !== undefined) this.#apply(revocation);
  }

  #apply(revocation: Revocation): void {
    this.#revoked.note(revocation);
    for (const listener of this.#listeners) listener(revocation);
  }

  async #load(key: string): Promise<VerifiedSession | undefined> {
    const record = await this.#read(key);
    const now = this.#clock();
    if (record === undefined || record.seenAt + noteUseEvery > now) return record;
    const used = { ...record, seenAt: now };
    return (await this.#noteUse(key, used)) ? used : undefined;
  }

  async #read(key: string): Promise<VerifiedSession | undefined> {
    const text = await this.#store.get(`verified:${key}`);
    if (text === undefined) return undefined;
    const record = parseVerifiedSession(text);
    if (record === undefined) return undefined;
    const now = this.#clock();
    if (record.expiresAt <= now || record.seenAt + this.#idleLimit() <= now) return undefined;
    return (await this.isCurrent(record)) ? record : undefined;
  }

  /** Only over the record that is there: one that was revoked meanwhile must not come back. */
  async #noteUse(key: string, used: VerifiedSession): Promise<boolean> {
    try {
      return await this.#store.replace(...this.#entry(key, used));
    } catch {
      return true; // a store that is full can still be read; the session only ends earlier
    }
  }

  /** Whether what was read is later than the last revocation of the person and of this record, and not past its end. */
  #stands(key: string, { record, asOf }: Remembered): boolean {
    if (record === undefined) return true;
    return record.expiresAt > this.#clock() && this.#revoked.standsSince(asOf, record, key);
  }

  #entry(key: string, record: VerifiedSession): [key: string, value: string, ttl: number] {
    const ttl = Math.max(1, Math.min(record.expiresAt - this.#clock(), this.#idleLimit()));
    return [`verified:${key}`, JSON.stringify(record), ttl];
  }

  #keyOf(sessionId: string, secret: string): string {
    return this.#hash('verified session', sessionId, secret);
  }
}
