import pg from 'pg';
import { z } from 'zod';

const channel = 'two_step_enrollment';
/** Any number that nothing else takes. */
const gateLock = 733_001;
const heartbeatEvery = 5_000;
const longestPause = 2_000;

const changeSchema = z.object({
  /** Of an enrollment; `standing`: of an exemption or a grace period; `document`: of the policy or the settings. */
  operation: z.enum(['insert', 'update', 'delete', 'truncate', 'standing', 'document']),
  userKey: z.string().optional(),
  kind: z.enum(['policy', 'settings']).optional(),
});

export type EnrollmentChange = z.output<typeof changeSchema>;

export type ChangeListeners = {
  /** How the connection calls itself. */
  readonly name: string;
  readonly onChange: (change: EnrollmentChange) => void;
  /** Whether changes are being heard. While they are not, nothing that was read before can be taken for current. */
  readonly onListening: (listening: boolean) => void;
  readonly onError: (error: Error) => void;
};

/**
 * Listens for changes of the enrollment table (`LISTEN`), over a connection of its own that is opened again whenever
 * it breaks. A statement every few seconds finds out that a silent connection is dead.
 */
export class EnrollmentChanges {
  readonly #url: string;
  readonly #listeners: ChangeListeners;
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  #exclusive = false;

  constructor(url: string, listeners: ChangeListeners) {
    this.#url = url;
    this.#listeners = listeners;
  }

  /**
   * @param options.exclusive refuse to share the database with another gate: the embedded one serves one gate only
   * @throws when the first connection fails; later ones are tried again by themselves
   */
  async open(options: { readonly exclusive: boolean }): Promise<void> {
    this.#exclusive = options.exclusive;
    await this.#connect();
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: this.#listeners.name,
      connectionTimeoutMillis: 3_000,
      query_timeout: 3_000,
      keepAlive: true,
    });
    client.on('notification', ({ payload }) => this.#hear(payload ?? ''));
    client.on('error', (error) => this.#lost(client, error));
    client.on('end', () => this.#lost(client, new Error('the connection ended')));
    try {
      await client.connect();
      if (this.#exclusive) await takeDatabase(client);
      await client.query(`LISTEN ${channel}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    if (this.#closed) return client.end();
    this.#client = client;
    this.#listeners.onListening(true);
    this.#timer = setInterval(() => {
      client.query('SELECT 1').catch((error: Error) => this.#lost(client, error));
    }, heartbeatEvery).unref();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await this.#client?.end().catch(() => undefined);
  }

  #hear(payload: string): void {
    try {
      this.#listeners.onChange(changeSchema.parse(JSON.parse(payload)));
    } catch {
      this.#listeners.onError(new Error('a notification that cannot be read'));
    }
  }

  #lost(client: pg.Client, error: Error): void {
    if (this.#closed || this.#client !== client) return;
    this.#client = undefined;
    clearInterval(this.#timer);
    this.#listeners.onListening(false);
    this.#listeners.onError(error);
    client.end().catch(() => undefined);
    void this.#reopen(100);
  }

  async #reopen(pause: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, pause).unref());
    if (this.#closed) return;
    await this.#connect().catch(() => this.#reopen(Math.min(pause * 2, longestPause)));
  }
}

/** Held as long as the connection lives. */
async function takeDatabase(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
    gateLock,
  ]);
  if (rows[0]?.taken === true) return;
  throw new Error('another gate uses this data directory; several gates need DATABASE_URL and REDIS_URL');
}
