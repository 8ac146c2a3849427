import { type Database, rows } from './database.ts';

/** How far this machine's clock is ahead of the database's (milliseconds, give or take the time of a question). */
export async function clockDifference(db: Database, clock: () => number): Promise<number> {
  const before = clock();
  const [row] = await rows<{ now: string }>(db, 'SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now');
  return (before + clock()) / 2 - Number(row?.now);
}
