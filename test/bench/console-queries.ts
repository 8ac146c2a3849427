/**
 * `npm run bench:console`: how long the administrators' console waits for its questions, and whoever looks at it for its
 * pages, with 100,000 people and 10 million events of the audit. What `SELECT 1` and `/health` cost in the same run stands
 * beside it, since a busy machine slows all of them.
 * `--people`, `--events` and `--calls` change the sizes; ten million events take a quarter of an hour to make.
 * `--database postgres://…` takes one that `node test/bench/seed.ts` has filled with so many people.
 */
import { parseArgs } from 'node:util';
import { KnexPeopleMirror, openDatabase } from '../../db/index.ts';
import { startPostgres } from '../support/servers/postgres.ts';
import { prepareTemplate } from '../support/servers/prepare-template.ts';
import { createDatabase } from '../support/servers/test-database.ts';
import { startConsolePages } from './console-pages.ts';
import { peopleQuestions } from './people-questions.ts';
import { seed } from './seed.ts';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '100000' },
    events: { type: 'string', default: '10000000' },
    database: { type: 'string' },
    calls: { type: 'string', default: '200' },
  },
});
const [people, events, calls] = [values.people, values.events, values.calls].map(Number) as [
  number,
  number,
  number,
];

type Question = (at: number) => Promise<unknown>;

const print = (line: string) => process.stdout.write(`${line}\n`);

async function measure(name: string, most: number, ask: Question): Promise<void> {
  const took: number[] = [];
  for (let at = 0; at < most; at += 1) {
    const started = performance.now();
    await ask(at);
    took.push(performance.now() - started);
  }
  took.sort((a, b) => a - b);
  const share = (part: number) => (took[Math.ceil(part * took.length) - 1] ?? took[0] ?? 0).toFixed(1);
  const columns = [share(0), share(0.5), share(0.95), share(1)].map((value) => value.padStart(9));
  print(`${name.padEnd(44)}${String(most).padStart(6)}${columns.join('')}`);
}

/** A database that is there already, or a new one on a server of its own. */
async function openSeeded(): Promise<{ readonly url: string; close(): Promise<void> }> {
  if (values.database !== undefined) return { url: values.database, close: async () => undefined };
  const postgres = await startPostgres(prepareTemplate);
  const database = await createDatabase(postgres.adminUrl);
  const started = performance.now();
  await seed(database.url, { people, events });
  const took = ((performance.now() - started) / 1_000).toFixed(0);
  print(`${people} people and ${events} events, made in ${took} s\n`);
  return {
    url: database.url,
    close: async () => {
      await database.drop();
      await postgres.close();
    },
  };
}

const { url, close: closeDatabase } = await openSeeded();
const db = openDatabase(url);
try {
  print(`${'milliseconds'.padEnd(44)} calls      min   median      p95      max`);
  await measure('SELECT 1', calls, () => Promise.resolve(db.raw('SELECT 1')));
  for (const [name, ask, most = calls] of peopleQuestions(db, new KnexPeopleMirror(db), people)) {
    await measure(name, most, ask);
  }
  const { pages, memory, close } = await startConsolePages(url);
  try {
    const before = memory();
    for (const [name, ask, most = calls] of pages) await measure(name, most, ask);
    print(`\nThe gate held ${before} MiB before and ${memory()} MiB after.`);
  } finally {
    await close();
  }
} finally {
  await db.destroy();
  await closeDatabase();
}
