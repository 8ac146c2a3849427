import { setTimeout as sleep } from 'node:timers/promises';
import { codeAt, secretIn, Visitor } from '../gate/visitor.ts';
import type { RawAnswer } from '../jira/raw-client.ts';

/** What happened, over all people. Only `leaked` and `lost` are wrong. */
export type Counts = {
  loggedIn: number;
  /** Asked for the factor, as they owed it. */
  asked: number;
  enrolled: number;
  verified: number;
  removed: number;
  /** 5xx, or the connection broke off. */
  notServed: number;
  /** A page of somebody who owed a factor. */
  leaked: string[];
};

export type Surroundings = {
  readonly gateUrls: readonly string[];
  readonly counts: Counts;
  /** Deletes the enrollment as a database administrator does. */
  readonly deleteEnrollment: (userKey: string) => Promise<unknown>;
};

/** How long a revocation may take where word of it was lost and stores come and go. */
const revokedWithin = 8_000;
const step = 30_000;

/**
 * Somebody who logs in over and over, at any gate, sets a factor up, shows it, and loses it again; and who looks at
 * Jira with the password alone each time.
 */
export class PersonAtWork {
  readonly userKey: string;
  readonly #name: string;
  readonly #site: Surroundings;
  /** Secrets for which a right code was sent; what became of it is not always known. */
  readonly #tried = new Set<string>();
  #secret: string | undefined;
  #usedStep = 0;
  #visits = 0;
  #verifications = 0;

  constructor(name: string, userKey: string, site: Surroundings) {
    this.#name = name;
    this.userKey = userKey;
    this.#site = site;
  }

  /** The secret that was confirmed to the person, if any. */
  get confirmedSecret(): string | undefined {
    return this.#secret;
  }

  mayHave(secret: string): boolean {
    return this.#tried.has(secret);
  }

  async workUntil(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      try {
        await this.#logIn();
      } catch {
        this.#site.counts.notServed += 1; // broken off
        await sleep(50);
      }
    }
  }

  async #logIn(): Promise<void> {
    const { counts, gateUrls } = this.#site;
    this.#visits += 1;
    const visitor = new Visitor(gateUrls[this.#visits % gateUrls.length] ?? '');
    const entered = await visitor.logIn(this.#name, `${this.#name}-password`);
    if (this.#isNotServed(entered)) return;
    counts.loggedIn += 1;
    const asked = await this.#look(visitor, 'with the password alone');
    if (asked === undefined) return;
    counts.asked += 1;
    if (asked.includes('/enroll')) await this.#enroll(visitor);
    else await this.#verify(visitor);
  }

  /** Answers where the person was sent instead; `undefined` where nothing can be said. */
  async #look(visitor: Visitor, when: string): Promise<string | undefined> {
    const answer = await visitor.open('/browse/DEMO-1');
    if (this.#isNotServed(answer)) return undefined;
    if (this.#shows(answer)) this.#site.counts.leaked.push(`${this.#name} ${when}: ${answer.status}`);
    return answer.headers.location;
  }

  async #enroll(visitor: Visitor): Promise<void> {
    // Whoever is asked to set up has nothing: what was confirmed to them must have been taken away.
    if (this.#secret !== undefined) this.#site.counts.leaked.push(`${this.#name} lost an enrollment`);
    const setup = await visitor.follow(await visitor.open('/browse/DEMO-1'));
    if (this.#isNotServed(setup)) return;
    const secret = secretIn(setup.text);
    const time = Date.now() - step;
    this.#tried.add(secret);
    const shown = await visitor.follow(await visitor.answerForm(setup, { code: codeAt(secret, time) }));
    if (this.#isNotServed(shown) || !/[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}/.test(shown.text)) return;
    this.#secret = secret;
    this.#usedStep = Math.floor(time / step);
    this.#site.counts.enrolled += 1;
  }

  async #verify(visitor: Visitor): Promise<void> {
    const next = Math.max(this.#usedStep + 1, Math.floor(Date.now() / step) - 1);
    if (this.#secret === undefined) return this.#remove(visitor); // confirmed, but never told
    if (next > Math.floor(Date.now() / step) + 1) return void (await sleep(100)); // no code is left for now
    this.#usedStep = next;
    const answer = await visitor.fillIn('challenge', { code: codeAt(this.#secret, next * step) });
    if (this.#isNotServed(answer) || answer.headers.location?.includes('/two-step/') !== false) return;
    this.#site.counts.verified += 1;
    this.#verifications += 1;
    if (this.#verifications % 2 === 0) await this.#remove(visitor);
  }

  /** Afterwards the session that was verified, at any gate, is not any more. */
  async #remove(visitor: Visitor): Promise<void> {
    this.#secret = undefined;
    await this.#site.deleteEnrollment(this.userKey);
    this.#site.counts.removed += 1;
    const end = Date.now() + revokedWithin;
    while (Date.now() < end) {
      const answer = await visitor.open('/browse/DEMO-1').catch(() => undefined);
      if (answer !== undefined && answer.status < 500 && !this.#shows(answer)) return;
      await sleep(100);
    }
    const last = await visitor.open('/browse/DEMO-1');
    if (this.#shows(last)) this.#site.counts.leaked.push(`${this.#name} after the enrollment was deleted`);
  }

  #shows(answer: RawAnswer): boolean {
    return answer.headers['x-ausername'] === this.#name || answer.text.includes('Demonstration');
  }

  #isNotServed(answer: RawAnswer): boolean {
    if (answer.status < 500 && answer.status !== 429) return false;
    this.#site.counts.notServed += 1;
    return true;
  }
}
