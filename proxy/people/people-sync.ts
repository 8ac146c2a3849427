import { AppError } from '../kernel/app-error.ts';
import { type Clock, hour, minute, type RandomBytes, second } from '../kernel/clock.ts';
import type { DirectoryReader } from './directory-reader.ts';
import type { PeopleMirror } from './people-mirror.ts';
import type { PeopleSyncRuns, SyncEnd, SyncRun } from './sync-run.ts';
import { type StepResult, takeStep } from './sync-steps.ts';

/** Waits, or stops waiting when the signal says so; never rejects. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** `busy`: a gate, this one or another, is at it; or, of a run that is due from time to time, it is not due yet. */
export type SyncOutcome = SyncEnd['state'] | 'busy';

export type SyncParts<Credentials> = {
  readonly mirror: PeopleMirror;
  readonly runs: PeopleSyncRuns;
  readonly directory: DirectoryReader<Credentials>;
  readonly clock: Clock;
  readonly wait: Wait;
  readonly randomBytes: RandomBytes;
  /** Told of what goes wrong in the background. */
  readonly onTrouble: (error: Error) => void;
};

/** Between two questions: Jira has people to serve. */
const pause = 20;
const retries = 3;
const holdFor = minute;
const tellEvery = second;
/** A run that was left alone for so long is begun anew: what it read is old. */
const freshFor = 6 * hour;

const stopped = 'the gate was stopped';

/**
 * Reads Jira's users and groups into the mirror, one question at a time. One gate at a time does so; where one stops in
 * the middle, the next one goes on from there.
 */
export class PeopleSync<Credentials> {
  readonly #parts: SyncParts<Credentials>;
  readonly #stop = new AbortController();
  readonly #underWay = new Set<Promise<unknown>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: SyncParts<Credentials>) {
    this.#parts = parts;
  }

  /** The latest run, whichever gate had it. */
  status(): Promise<SyncRun | undefined> {
    return this.#parts.runs.latest();
  }

  /** Reads everything, and answers when that is done. */
  async runWith(credentials: Credentials, unlessSince?: Date): Promise<SyncOutcome> {
    const claimed = await this.#claim(unlessSince);
    return claimed === undefined ? 'busy' : this.#work(claimed, credentials);
  }

  /** Begins to read, and does not wait for the end: `status` tells how it goes. */
  async startWith(credentials: Credentials): Promise<'started' | 'busy'> {
    const claimed = await this.#claim();
    if (claimed === undefined) return 'busy';
    this.#inBackground(this.#work(claimed, credentials));
    return 'started';
  }

  /** From now on reads everything every so often, unless another gate just did; goes on with what was interrupted. */
  repeat(credentials: Credentials, every: number): void {
    const tick = () => this.#inBackground(this.runWith(credentials, new Date(this.#parts.clock() - every)));
    this.#timer = setInterval(tick, minute).unref();
    tick();
  }

  /** Lets go, so that another gate may go on at once. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stop.abort();
    await Promise.all(this.#underWay);
  }

  #inBackground(work: Promise<unknown>): void {
    const settled = work
      .catch((error: Error) => this.#parts.onTrouble(error))
      .finally(() => this.#underWay.delete(settled));
    this.#underWay.add(settled);
  }

  async #claim(unlessSince?: Date): Promise<{ owner: string; run: SyncRun } | undefined> {
    const { runs, clock, randomBytes } = this.#parts;
    const now = clock();
    const owner = randomBytes(16).toString('hex');
    const run = await runs.claim({
      ...{ owner, unlessSince, now: new Date(now) },
      ...{ holdUntil: new Date(now + holdFor), freshSince: new Date(now - freshFor) },
    });
    return run === undefined ? undefined : { owner, run };
  }

  async #work(
    { owner, run }: { owner: string; run: SyncRun },
    credentials: Credentials,
  ): Promise<SyncOutcome> {
    const { runs, clock } = this.#parts;
    const end = await this.#readAll(owner, run, credentials).catch((error: unknown) => interruptedBy(error));
    if (end === undefined) return 'busy';
    await runs.end(owner, new Date(clock()), end);
    return end.state;
  }

  /** `undefined` when somebody else holds the run by now: it is theirs to end. */
  async #readAll(owner: string, run: SyncRun, credentials: Credentials): Promise<SyncEnd | undefined> {
    const { runs, clock, wait, directory } = this.#parts;
    if (!(await directory.mayReadEverybody(credentials))) {
      return { state: 'refused', error: 'Jira shows its users to its administrators only' };
    }
    let { position, peopleRead, groupsRead } = run;
    let toldAt = clock();
    const tell = () =>
      runs.progress(owner, new Date(clock() + holdFor), { position, peopleRead, groupsRead });
    for (;;) {
      if (this.#stop.signal.aborted) {
        await tell();
        return { state: 'interrupted', error: stopped };
      }
      const step = await this.#patiently(() =>
        takeStep(position, { ...this.#parts, credentials, startedAt: run.startedAt }),
      ).catch(async (error: unknown) => {
        await tell();
        throw error;
      });
      if (step.kind !== 'on') return (await tell()) ? endOf(step) : undefined;
      const isNewPhase = step.position.phase !== position.phase;
      position = step.position;
      peopleRead += step.people;
      groupsRead += step.groups;
      // Before anybody counts as gone.
      if (isNewPhase && peopleRead === 0) return { state: 'refused', error: 'Jira shows nobody' };
      if (isNewPhase || clock() - toldAt >= tellEvery) {
        toldAt = clock();
        if (!(await tell())) return undefined;
      }
      await wait(pause, this.#stop.signal);
    }
  }

  /** A Jira that is restarted is away for minutes; one that is busy for a moment. */
  async #patiently(step: () => Promise<StepResult>): Promise<StepResult> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await step();
      } catch (error) {
        const isAway = error instanceof AppError && error.code === 'jira_unavailable';
        if (!isAway || tries > retries || this.#stop.signal.aborted) throw error;
        await this.#parts.wait(second * 2 ** tries, this.#stop.signal);
      }
    }
  }
}

function endOf(step: Exclude<StepResult, { kind: 'on' }>): SyncEnd {
  return step.kind === 'finished'
    ? { state: 'finished', error: '' }
    : { state: 'refused', error: `Jira answered ${step.status}` };
}

function interruptedBy(error: unknown): SyncEnd {
  const detail = error instanceof AppError ? error.detail : 'something went wrong in the gate';
  return { state: 'interrupted', error: detail };
}
