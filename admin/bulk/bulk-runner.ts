import { AppError } from '../../proxy/kernel/app-error.ts';
import { type Clock, second } from '../../proxy/kernel/clock.ts';
import { type PersonRow, shownName } from '../../proxy/people/index.ts';
import type { HelpRequest } from '../../proxy/user-help/index.ts';
import { type BulkHelp, type OneOutcome, runOne } from './bulk-action.ts';
import type { BulkEntry, BulkJob, BulkJobs, BulkRun } from './bulk-jobs.ts';

export type BulkRunnerParts = {
  readonly jobs: BulkJobs;
  readonly desk: { find(userKey: string): Promise<PersonRow | undefined> };
  readonly help: BulkHelp;
  readonly clock: Clock;
};

export type BulkOrder = {
  readonly id: string;
  readonly job: BulkJob;
  /** What the administrator asks for somebody; that they may was confirmed before. */
  readonly requestFor: (person: PersonRow) => HelpRequest;
  /** Whether the administrator still is one; asked every few seconds. */
  readonly stillMay: () => Promise<boolean>;
  /** Of an exemption. */
  readonly hours: number;
};

/** So long it is waited for; of what takes longer one sees how far it is. */
const patience = 5_000;
/** How often it says how far it is. */
const tellEvery = second;
/** A right that was taken away ends a run within this time. */
const rightsKeptFor = 5 * second;
/** A run of which nothing was heard for so long has died with its gate. */
const deadAfter = 60 * second;

export type BulkState = BulkRun['state'] | 'lost';

/** How a run is; lost is one whose gate has gone away. */
export function bulkState({ state, at }: BulkRun, now: number): BulkState {
  return state === 'running' && now - at > deadAfter ? 'lost' : state;
}

/** Does one thing to many people, one after the other, while the administrator looks on or goes away. */
export class BulkRunner {
  readonly #parts: BulkRunnerParts;

  constructor(parts: BulkRunnerParts) {
    this.#parts = parts;
  }

  /**
   * Settles when it has come to an end, or goes on without anybody who waits.
   * @param onTrouble told of what goes wrong after that
   * @throws what goes wrong before
   */
  async begin(order: BulkOrder, onTrouble: (error: Error) => void): Promise<void> {
    let isOver = false;
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patience);
    }).then(() => {
      isOver = true;
    });
    const watched = this.run(order).catch((error: Error) => {
      if (!isOver) throw error;
      onTrouble(error);
    });
    try {
      await Promise.race([watched, over]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Settles when it has come to an end, whichever. Its progress is in `BulkJobs.findRun`. */
  async run({ id, job, requestFor, stillMay, hours }: BulkOrder): Promise<void> {
    const { jobs, clock } = this.#parts;
    const entries: BulkEntry[] = [];
    const tell = (state: BulkRun['state'], stoppedBy?: string) => {
      const { kind, by, keys } = job;
      const end = stoppedBy === undefined ? {} : { stoppedBy };
      return jobs.keep(id, { kind, by, total: keys.length, entries, state, at: clock(), ...end });
    };
    await tell('running');
    let toldAt = clock();
    let allowedAt = clock();
    for (const key of job.keys) {
      if (clock() - allowedAt >= rightsKeptFor) {
        const may = await stillMay().catch(() => undefined);
        if (may !== true)
          return tell('stopped', may === false ? 'you are no system administrator any more' : noAnswer);
        allowedAt = clock();
      }
      const { name, outcome } = await this.#one(key, { job, requestFor, hours });
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
    { job, requestFor, hours }: Pick<BulkOrder, 'job' | 'requestFor' | 'hours'>,
  ): Promise<{ name: string; outcome: OneOutcome }> {
    const { desk, help } = this.#parts;
    try {
      const person = await desk.find(key);
      if (person === undefined)
        return { name: key, outcome: { kind: 'skipped', why: 'is not known any more' } };
      const name = shownName(person);
      if (key === job.by) return { name, outcome: { kind: 'skipped', why: 'is you' } };
      return { name, outcome: await runOne(job.kind, help, person, requestFor(person), hours) };
    } catch (error) {
      return { name: key, outcome: { kind: 'stop', why: troubleWords(error) } };
    }
  }
}

const noAnswer = 'the database, the store or Jira did not answer';

/** Whatever cannot be told for one is not tried for the others. */
function troubleWords(error: unknown): string {
  if (!(error instanceof AppError)) return 'something went wrong in the gate';
  return error.code === 'forbidden' ? 'Jira does not let you look people up any more' : noAnswer;
}
