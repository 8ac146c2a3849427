/**
 * `npm run fuzz -- --minutes N`: runs the generated tests with new cases, N minutes for each property. The last line is
 * `N passed, N failed`, as that of `npm test`; a failure names the case and the seed that leads to it.
 */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  options: { minutes: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const minutes = Number(values.minutes);
if (!(minutes > 0 && minutes <= 24 * 60)) {
  console.error('usage: npm run fuzz -- --minutes N [part of a file name]   (N above 0, a day at most)');
  process.exit(2);
}

const generated = globSync('test/**/*.test.ts', { cwd: root }).filter(
  (file) =>
    readFileSync(`${root}/${file}`, 'utf8').includes('/generated/runs.ts') &&
    (positionals.length === 0 || positionals.some((part) => file.includes(part))),
);
if (generated.length === 0) {
  console.error('No generated test has such a name.');
  process.exit(2);
}
const { status } = spawnSync(process.execPath, [`${root}/test/run.ts`, ...generated], {
  stdio: 'inherit',
  env: { ...process.env, FUZZ_MINUTES: String(minutes) },
});
process.exitCode = status ?? 1;
