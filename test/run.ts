/**
 * `npm test [-- filters and options of vitest]`: installs what is missing, builds, runs the tests, and looks for
 * processes that they left behind. The last line is always `N passed, N failed`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureNeeds, searchedDirectories } from './support/needs/index.ts';
import { endLeftovers } from './support/servers/leftovers.ts';
import { countOutcomes, type Outcomes } from './support/servers/vitest-report.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const nothingRan: Outcomes = { passed: 0, failed: 1 };

async function run(args: readonly string[]): Promise<Outcomes> {
  ensureNeeds();
  const build = spawnSync(process.execPath, [here('../build.ts')], { cwd: here('..'), stdio: 'inherit' });
  if (build.status !== 0) return nothingRan;
  // Everything temporary goes here. It also marks the processes of this run: the name is in their environment. Open to
  // pass through, because under root the databases run as another user.
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'gate-test-')));
  chmodSync(directory, 0o711);
  try {
    const report = join(directory, 'report.json');
    const status = await runVitest(args, report, directory);
    const outcomes = countOutcomes(report, { status, filtersByName: filtersByName(args) });
    const leftovers = await endLeftovers(directory);
    for (const leftover of leftovers) console.error(`left behind: ${leftover}`);
    return { passed: outcomes.passed, failed: outcomes.failed + leftovers.length };
  } finally {
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Returns the exit code; a death by signal is none. */
function runVitest(args: readonly string[], report: string, directory: string): Promise<number | null> {
  const vitest = spawn(
    process.execPath,
    [
      here('../node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ],
    {
      cwd: here('..'),
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PATH: searchedDirectories().join(delimiter), TMPDIR: directory },
    },
  );
  // Ctrl-C reaches vitest by itself. Either way it ends its servers and then itself, or is ended.
  const interrupt = () => {
    vitest.kill('SIGTERM');
    setTimeout(() => vitest.kill('SIGKILL'), 15_000).unref();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  process.on('SIGHUP', interrupt);
  return new Promise((resolve, reject) => {
    vitest.once('error', reject);
    vitest.once('exit', resolve);
  });
}

/** With a name pattern vitest reports all other tests as skipped, on demand and not in silence. */
function filtersByName(args: readonly string[]): boolean {
  return args.some((arg) => /^(-t|--testNamePattern)/.test(arg));
}

let outcomes = nothingRan;
try {
  outcomes = await run(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
}
process.exitCode = outcomes.failed > 0 ? 1 : 0;
process.stdout.write(`${outcomes.passed} passed, ${outcomes.failed} failed\n`);
