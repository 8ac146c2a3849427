import { openDatabase } from '../../../db/database.ts';
import { migrate } from '../../../db/migrate.ts';

/** Brings the template of all test databases to the newest schema, and leaves nobody connected to it. */
export async function prepareTemplate(url: string): Promise<void> {
  const db = openDatabase(url, { poolSize: 2 });
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
}
