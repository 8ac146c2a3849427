import knex, { type Knex } from 'knex';
import { AppError } from '../proxy/kernel/app-error.ts';

export type Database = Knex;

const answerWithin = 3_000;

/** A pool of connections. Never waits long for a database that is away: the request fails instead. */
export function openDatabase(url: string, options: { readonly poolSize?: number } = {}): Database {
  return knex({
    client: 'pg',
    connection: {
      connectionString: url,
      application_name: 'two-step-gate',
      connectionTimeoutMillis: answerWithin,
      query_timeout: answerWithin + 1_000,
      statement_timeout: answerWithin,
      keepAlive: true,
      options: '-c TimeZone=UTC',
    },
    pool: { min: 0, max: options.poolSize ?? 10 },
    acquireConnectionTimeout: answerWithin,
    // Its own lines go to standard output, past the log, with whole statements in them.
    log: { warn: nothing, error: nothing, debug: nothing, deprecate: nothing },
  });
}

const nothing = () => undefined;

/** Turns whatever the driver throws into the one error that callers know. */
export async function guarded<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('store_unavailable', `${what}: ${describe(cause)}`, { cause });
  }
}

/** SQLSTATE or errno where there is one. Of messages only those that quote no value. */
function describe(cause: unknown): string {
  const { code } = cause as { code?: unknown };
  if (typeof code === 'string') return code;
  const message = cause instanceof Error ? (cause.message.split(' - ').at(-1) ?? '') : '';
  return /timeout|terminated/i.test(message) ? message : 'unknown error';
}

/** Rows of a raw query, as the caller says they are. */
export async function rows<T>(
  db: Database | Knex.Transaction,
  sql: string,
  bindings: readonly Knex.RawBinding[] | Knex.ValueDict = [],
): Promise<T[]> {
  const result: { rows: T[] } = await db.raw(sql, bindings);
  return result.rows;
}

/** How many rows a raw statement changed. */
export async function affected(
  db: Database | Knex.Transaction,
  sql: string,
  bindings: readonly Knex.RawBinding[] | Knex.ValueDict = [],
): Promise<number> {
  const result: { rowCount: number } = await db.raw(sql, bindings);
  return result.rowCount;
}
