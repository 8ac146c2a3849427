/**
 * `npm run bench:console`: how long the administrators' console waits for its questions, and whoever looks at it for its
 * pages, with 100,000 people. What `SELECT 1` and `/health` cost in the same run stands beside it, since a busy machine
 * slows all of them.
 * `--people`, `--events` and `--calls` change the sizes.
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
    events: { type: 'string', default: '0' },
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

const postgres = await startPostgres(prepareTemplate);
const database = await createDatabase(postgres.adminUrl);
const db = openDatabase(database.url);
try {
  const started = performance.now();
  await seed(database.url, { people, events });
  print(
    `${people} people and ${events} events, made in ${((performance.now() - started) / 1_000).toFixed(0)} s\n`,
  );
  print(`${'milliseconds'.padEnd(44)} calls      min   median      p95      max`);
  await measure('SELECT 1', calls, () => Promise.resolve(db.raw('SELECT 1')));
  for (const [name, ask, most = calls] of peopleQuestions(db, new KnexPeopleMirror(db), people)) {
    await measure(name, most, ask);
  }
  const { pages, close } = await startConsolePages(database.url);
  try {
    for (const [name, ask] of pages) await measure(name, calls, ask);
  } finally {
    await close();
  }
} finally {
  await db.destroy();
  await database.drop();
  await postgres.close();
}
