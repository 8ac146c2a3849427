import type {
  PeopleSyncRuns,
  SyncEnd,
  SyncPosition,
  SyncProgress,
  SyncRun,
  SyncState,
} from '../../proxy/people/index.ts';
import { affected, type Database, guarded, rows } from '../database.ts';

type Row = {
  state: SyncState;
  started_at: Date;
  finished_at: Date | null;
  position: SyncPosition;
  people_read: number;
  groups_read: number;
  error: string;
  lease_until: Date | null;
};

const beginning = JSON.stringify({ phase: 'people', texts: ['.'], startAt: 0 } satisfies SyncPosition);

export class KnexPeopleSyncRuns implements PeopleSyncRuns {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  latest(): Promise<SyncRun | undefined> {
    return guarded('read synchronization', async () => {
      const [row] = await rows<Row>(this.#db, 'SELECT * FROM people_sync');
      return row === undefined ? undefined : toRun(row);
    });
  }

  /** One statement: of any number of gates that try at once, one gets it. */
  claim(wish: Parameters<PeopleSyncRuns['claim']>[0]): Promise<SyncRun | undefined> {
    const goesOn = "known.state IN ('running', 'interrupted') AND known.started_at > :freshSince";
    const kept = (column: string, anew: string) =>
      `${column} = CASE WHEN ${goesOn} THEN known.${column} ELSE ${anew} END`;
    return guarded('claim synchronization', async () => {
      const [row] = await rows<Row>(
        this.#db,
        `INSERT INTO people_sync AS known
           (state, started_at, position, people_read, groups_read, error, owner, lease_until)
         VALUES ('running', :now, :beginning::jsonb, 0, 0, '', :owner, :holdUntil)
         ON CONFLICT (only_one) DO UPDATE SET state = 'running', owner = :owner, lease_until = :holdUntil,
           error = '', finished_at = NULL, ${kept('started_at', ':now')},
           ${kept('position', ':beginning::jsonb')}, ${kept('people_read', '0')}, ${kept('groups_read', '0')}
         WHERE (known.lease_until IS NULL OR known.lease_until <= :now)
           AND (known.state IN ('running', 'interrupted')
             OR :unlessSince::timestamptz IS NULL OR known.finished_at <= :unlessSince)
         RETURNING *`,
        { ...wish, unlessSince: wish.unlessSince ?? null, beginning },
      );
      return row === undefined ? undefined : toRun(row);
    });
  }

  progress(owner: string, holdUntil: Date, progress: SyncProgress): Promise<boolean> {
    const { position, peopleRead, groupsRead } = progress;
    return guarded('write synchronization', async () => {
      const changed = await affected(
        this.#db,
        `UPDATE people_sync SET lease_until = ?, position = ?::jsonb, people_read = ?, groups_read = ?
         WHERE owner = ? AND state = 'running'`,
        [holdUntil, JSON.stringify(position), peopleRead, groupsRead, owner],
      );
      return changed === 1;
    });
  }

  end(owner: string, at: Date, { state, error }: SyncEnd): Promise<void> {
    return guarded('end synchronization', async () => {
      await this.#db.raw(
        `UPDATE people_sync SET state = ?, error = ?, owner = NULL, lease_until = NULL,
           finished_at = CASE WHEN ? = 'interrupted' THEN NULL ELSE ?::timestamptz END
         WHERE owner = ? AND state = 'running'`,
        [state, error.slice(0, 255), state, at, owner],
      );
    });
  }
}

function toRun(row: Row): SyncRun {
  return {
    state: row.state,
    startedAt: row.started_at,
    finishedAt: row.finished_at ?? undefined,
    position: row.position,
    peopleRead: row.people_read,
    groupsRead: row.groups_read,
    error: row.error,
    heldUntil: row.lease_until ?? undefined,
  };
}
