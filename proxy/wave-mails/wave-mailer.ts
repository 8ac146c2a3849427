import type { AuditLog } from '../audit/index.ts';
import { type Clock, hour, minute } from '../kernel/clock.ts';
import { DeliveryError, type Mailer } from '../notification/index.ts';
import {
  circumstancesAt,
  evaluatePolicy,
  type GracePeriods,
  graceEnd,
  type PeopleSource,
  type PolicyPerson,
  type PolicySource,
  type WaveRule,
  waveState,
  wavesOf,
} from '../policy/index.ts';
import type { SharedStore } from '../store/index.ts';
import { dueMail } from './due-mail.ts';
import { waveMail } from './wave-mail.tsx';
import type { SentWaveMail, WaveMailKind, WaveMailLedger } from './wave-mail-ledger.ts';

export type WaveMailerParts = {
  readonly policies: PolicySource;
  readonly people: PeopleSource;
  readonly ledger: WaveMailLedger;
  readonly grace: GracePeriods;
  /** That what is remembered about somebody is out of date. */
  readonly forget: (userKey: string) => void;
  readonly audit: AuditLog;
  readonly mailer: Pick<Mailer, 'send'>;
  readonly store: SharedStore;
  readonly clock: Clock;
  /** What this gate is called among the others. */
  readonly gate: string;
  /** The page where people set up a factor. */
  readonly address: string;
  readonly rest: (milliseconds: number) => Promise<void>;
  readonly onFailure: (error: Error) => void;
};

type Due = {
  readonly rule: WaveRule;
  readonly person: PolicyPerson;
  readonly kind: WaveMailKind;
  readonly deadline: number;
  readonly graceBegins: boolean;
};

const lease = 'wave-mails';
const leaseFor = 5 * minute;
/** Five a second at most, and no more than this in one go: a mail server also has other things to do. */
const restBetween = 200;
export const mostInOneGo = 500;

const day = 24 * hour;
/** A wave that comes back within this time, by going back to an older policy, tells nobody twice. */
const rememberedFor = 90 * day;

/** Tells people whom a wave is about that they need a factor, and reminds them. One gate at a time does. */
export class WaveMailer {
  readonly #parts: WaveMailerParts;
  #isStopped = false;
  #running: Promise<number> | undefined;
  #forgotAt = Number.NEGATIVE_INFINITY;

  constructor(parts: WaveMailerParts) {
    this.#parts = parts;
  }

  /** Sends what is due now, and answers how many. @throws AppError `store_unavailable` */
  run(): Promise<number> {
    this.#running ??= this.#runOnce().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Ends after the mail that is under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#running?.catch(() => undefined);
  }

  /** What is forgotten comes last: no mail waits for it, nor for its failure. */
  async #runOnce(): Promise<number> {
    const sent = await this.#run();
    await this.#forgetOldWaves().catch(this.#parts.onFailure);
    return sent;
  }

  async #run(): Promise<number> {
    const { policies, clock, store } = this.#parts;
    const waves = wavesOf(policies.current.document).filter(
      (rule) =>
        rule.wave.mails && rule.mode === 'enforce' && waveState(rule, undefined, clock()) === 'running',
    );
    if (waves.length === 0 || !(await this.#mayGoOn())) return 0;
    const due = await this.#findDue(new Map(waves.map((rule) => [rule.id, rule])));
    let sent = 0;
    for (const one of due) {
      if (this.#isStopped || !(await this.#mayGoOn())) break;
      const outcome = await this.#send(one);
      if (outcome === 'unreachable') break;
      if (outcome === 'sent') sent += 1;
      await this.#parts.rest(restBetween);
    }
    if ((await store.get(lease)) === this.#parts.gate) await store.delete(lease);
    return sent;
  }

  /** Once a day, by every gate: waves that are in no policy any more, or were rolled back, and whose mails are long past. */
  async #forgetOldWaves(): Promise<void> {
    const { policies, ledger, clock } = this.#parts;
    const now = clock();
    if (now - this.#forgotAt < day) return;
    const standing = wavesOf(policies.current.document).filter(({ mode }) => mode !== 'off');
    await ledger.forget(
      new Date(now - rememberedFor),
      standing.map(({ id }) => id),
    );
    this.#forgotAt = now;
  }

  /** Whoever died holding the lease holds it no longer than it lasts: asking does not renew another one's. */
  async #mayGoOn(): Promise<boolean> {
    const { store, gate } = this.#parts;
    const holder = await store.get(lease);
    if (holder === undefined) return (await store.getOrSet(lease, gate, leaseFor)) === gate;
    return holder === gate && store.compareAndSet(lease, gate, gate, leaseFor);
  }

  async #findDue(waves: ReadonlyMap<string, WaveRule>): Promise<readonly Due[]> {
    const { people, clock } = this.#parts;
    const found: Due[] = [];
    const now = clock();
    await people.forEachActive(async (batch) => {
      if (found.length >= mostInOneGo || this.#isStopped) return;
      const reached = batch.flatMap((person) => this.#reachedBy(waves, person, now));
      for (const rule of new Set(reached.map((one) => one.rule))) {
        const members = reached.filter((one) => one.rule === rule);
        const sent = await this.#sentBefore(rule, members);
        for (const { person, deadline, graceBegins } of members) {
          const kind = dueMail(deadline, sent.get(person.userKey) ?? [], now);
          if (kind !== undefined) found.push({ rule, person, kind, deadline, graceBegins });
        }
      }
    });
    return found.slice(0, mostInOneGo);
  }

  /** Whom a wave decides about when they log in from anywhere, and who has no factor. */
  #reachedBy(waves: ReadonlyMap<string, WaveRule>, person: PolicyPerson, now: number) {
    if (person.enrolled || person.email === '') return [];
    const { policies } = this.#parts;
    const {
      outcome,
      graceUntil,
      graceBegins = false,
      rule: id,
    } = evaluatePolicy(policies.current, person, circumstancesAt({}, now));
    const rule = waves.get(id);
    if (rule === undefined || (outcome !== 'enroll' && graceUntil === undefined)) return [];
    return [{ rule, person, deadline: graceUntil ?? pastDeadline(rule, person, now), graceBegins }];
  }

  async #sentBefore(rule: WaveRule, members: readonly { readonly person: PolicyPerson }[]) {
    const rows = await this.#parts.ledger.sentTo(
      rule.id,
      members.map(({ person }) => person.userKey),
    );
    const byPerson = new Map<string, SentWaveMail[]>();
    for (const row of rows) byPerson.set(row.userKey, [...(byPerson.get(row.userKey) ?? []), row]);
    return byPerson;
  }

  async #send({
    rule,
    person,
    kind,
    deadline,
    graceBegins,
  }: Due): Promise<'sent' | 'not_sent' | 'unreachable'> {
    const { ledger, mailer, clock, address, onFailure } = this.#parts;
    const at = new Date(clock());
    if (!(await ledger.claim(rule.id, person.userKey, kind, at))) return 'not_sent';
    const isOver = deadline <= at.getTime();
    try {
      await mailer.send(waveMail({ person, address, deadline: isOver ? undefined : new Date(deadline) }));
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      onFailure(error);
      if (error.reason !== 'unreachable') return 'not_sent';
      await ledger.release(rule.id, person.userKey, kind);
      return 'unreachable';
    }
    // The mail says until when: from now on that is so, whether they come here or not.
    if (graceBegins) await this.#beginGrace(rule, person, at);
    return 'sent';
  }

  async #beginGrace(rule: WaveRule, { userKey, username }: PolicyPerson, at: Date): Promise<void> {
    const { grace, forget, audit } = this.#parts;
    const began = await grace.begin(userKey, at);
    forget(userKey);
    if (!began) return;
    await audit.record({
      ...{ type: 'grace.started', outcome: 'success', reason: rule.id, actor: undefined },
      ...{ target: { userKey, username }, address: '-', requestId: '-' },
    });
  }
}

/** When somebody's time was over; the start of the wave where it gave them none. */
function pastDeadline(
  { withoutFactor, wave }: WaveRule,
  { graceStartedAt }: PolicyPerson,
  now: number,
): number {
  const startsAt = Date.parse(wave.startsAt);
  return withoutFactor.outcome === 'grace'
    ? graceEnd(withoutFactor, graceStartedAt, startsAt, now)
    : startsAt;
}
