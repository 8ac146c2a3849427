import { z } from 'zod';
import { minute, type RandomBytes } from '../../proxy/kernel/clock.ts';
import type { SharedStore } from '../../proxy/store/index.ts';
import { bulkKinds } from './bulk-action.ts';

/** So many people at once, and no more. */
export const mostInBulk = 1_000;

const jobLife = 30 * minute;
const runLife = 60 * minute;

const job = z.object({
  kind: z.enum(bulkKinds),
  /** The administrator's key: nobody else may go on with it. */
  by: z.string(),
  keys: z.array(z.string()),
});

const entry = z.object({ key: z.string(), name: z.string(), why: z.string().optional() });

const run = z.object({
  kind: z.enum(bulkKinds),
  by: z.string(),
  total: z.number(),
  /** Of whom something came, in order; `why` says why somebody was skipped. */
  entries: z.array(entry),
  state: z.enum(['running', 'finished', 'stopped']),
  /** Why it stopped. */
  stoppedBy: z.string().optional(),
  /** When it was last heard of (ms since the epoch). */
  at: z.number(),
});

/** Whom something is about to be done to, chosen and not yet confirmed. */
export type BulkJob = z.output<typeof job>;
/** How far it is. */
export type BulkRun = z.output<typeof run>;
export type BulkEntry = z.output<typeof entry>;

/** What was chosen, and what came of it; on all gates alike. Every method throws when the store does not answer. */
export class BulkJobs {
  readonly #store: SharedStore;
  readonly #randomBytes: RandomBytes;

  constructor(store: SharedStore, randomBytes: RandomBytes) {
    this.#store = store;
    this.#randomBytes = randomBytes;
  }

  /** Answers its id, which only this administrator can use. */
  async put(wanted: BulkJob): Promise<string> {
    const id = this.#randomBytes(16).toString('base64url');
    await this.#store.set(jobKey(id), JSON.stringify(wanted), jobLife);
    return id;
  }

  async find(id: string, by: string): Promise<BulkJob | undefined> {
    if (!isId(id)) return undefined;
    const text = await this.#store.get(jobKey(id));
    const found = text === undefined ? undefined : job.parse(JSON.parse(text));
    return found?.by === by ? found : undefined;
  }

  /** Of any number of requests one gets it. */
  async take(id: string, by: string): Promise<BulkJob | undefined> {
    if ((await this.find(id, by)) === undefined) return undefined;
    const text = await this.#store.take(jobKey(id));
    return text === undefined ? undefined : job.parse(JSON.parse(text));
  }

  async keep(id: string, wanted: BulkRun): Promise<void> {
    await this.#store.set(runKey(id), JSON.stringify(wanted), runLife);
  }

  async findRun(id: string, by: string): Promise<BulkRun | undefined> {
    if (!isId(id)) return undefined;
    const text = await this.#store.get(runKey(id));
    const found = text === undefined ? undefined : run.parse(JSON.parse(text));
    return found?.by === by ? found : undefined;
  }
}

const isId = (id: string) => /^[\w-]{22}$/.test(id);
const jobKey = (id: string) => `bulk-job:${id}`;
const runKey = (id: string) => `bulk-run:${id}`;
