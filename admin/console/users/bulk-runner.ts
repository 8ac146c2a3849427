import { AppError } from '../../../proxy/kernel/app-error.ts';
import { type Clock, second } from '../../../proxy/kernel/clock.ts';
import type { Administrator } from '../console-entrance.ts';
import { shownName } from '../person-name.tsx';
import type { PersonDesk } from '../user/index.ts';
import { type BulkHelp, type OneOutcome, runOne } from './bulk-action.ts';
import type { BulkEntry, BulkJob, BulkJobs, BulkRun } from './bulk-jobs.ts';

export type BulkRunnerParts = {
  readonly jobs: BulkJobs;
  readonly desk: PersonDesk;
  readonly help: BulkHelp;
  readonly clock: Clock;
};

export type BulkOrder = {
  readonly id: string;
  readonly job: BulkJob;
  readonly administrator: Administrator;
  readonly reason: string;
  /** Of an exemption. */
  readonly hours: number;
};

/** How often it says how far it is. */
const tellEvery = second;
/** A run of which nothing was heard for so long has died with its gate. */
export const deadAfter = 60 * second;

/** Does one thing to many people, one after the other, while the administrator looks on or goes away. */
export class BulkRunner {
  readonly #parts: BulkRunnerParts;

  constructor(parts: BulkRunnerParts) {
    this.#parts = parts;
  }

  /** Settles when it has come to an end, whichever. Its progress is in `BulkJobs.findRun`. */
  async run({ id, job, administrator, reason, hours }: BulkOrder): Promise<void> {
    const { jobs, clock } = this.#parts;
    const entries: BulkEntry[] = [];
    const tell = (state: BulkRun['state'], stoppedBy?: string) => {
      const { kind, by, keys } = job;
      const end = stoppedBy === undefined ? {} : { stoppedBy };
      return jobs.keep(id, { kind, by, total: keys.length, entries, state, at: clock(), ...end });
    };
    await tell('running');
    let toldAt = clock();
    for (const key of job.keys) {
      const { name, outcome } = await this.#one(key, { job, administrator, reason, hours });
      if (outcome.kind === 'stop') return tell('stopped', outcome.why);
      entries.push({ key, name, ...(outcome.kind === 'skipped' ? { why: outcome.why } : {}) });
      if (clock() - toldAt >= tellEvery) {
        toldAt = clock();
        await tell('running');
      }
    }
    await tell('finished');
  }

  async #one(
    key: string,
    { job, administrator, reason, hours }: Omit<BulkOrder, 'id'>,
  ): Promise<{ name: string; outcome: OneOutcome }> {
    const { desk, help } = this.#parts;
    try {
      const person = await desk.find(key);
      if (person === undefined)
        return { name: key, outcome: { kind: 'skipped', why: 'is not known any more' } };
      const name = shownName(person);
      const self = key === administrator.person.userKey;
      if (self) return { name, outcome: { kind: 'skipped', why: 'is you' } };
      const request = desk.request(administrator, person, reason, { kind: 'elevated' });
      return { name, outcome: await runOne(job.kind, help, person, request, hours) };
    } catch (error) {
      return { name: key, outcome: { kind: 'stop', why: troubleWords(error) } };
    }
  }
}

/** Whatever cannot be told for one is not tried for the others. */
function troubleWords(error: unknown): string {
  if (!(error instanceof AppError)) return 'something went wrong in the gate';
  return error.code === 'forbidden'
    ? 'Jira does not let you look people up any more'
    : 'the database, the store or Jira did not answer';
}
