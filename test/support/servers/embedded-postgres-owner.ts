/**
 * A process that has the embedded PostgreSQL of a data directory: says its connection string on standard output, stops
 * it at SIGTERM. Tests kill it in less polite ways.
 */
import { startEmbeddedPostgres } from '../../../db/embedded/index.ts';

const [dataDirectory = '', sharedDirectory = ''] = process.argv.slice(2);
const postgres = await startEmbeddedPostgres({ dataDirectory, sharedDirectory, log: console.error });
console.log(postgres.connectionString);
const alive = setInterval(() => undefined, 60_000);
process.once('SIGTERM', async () => {
  await postgres.stop();
  clearInterval(alive);
});
