import { afterAll, beforeAll, expect, it } from 'vitest';
import { clockDifference, type Database, openDatabase } from '../../db/index.ts';
import { createDatabase, type TestDatabase } from '../support/servers/index.ts';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createDatabase();
  db = openDatabase(database.url);
});
afterAll(async () => {
  await db?.destroy();
  await database?.drop();
});

it.each([0, 3_600_000, -86_400_000])('tells that a clock is %i ms ahead of the database', async (ahead) => {
  const difference = await clockDifference(db, () => Date.now() + ahead);
  expect(Math.abs(difference - ahead)).toBeLessThan(5_000);
});
