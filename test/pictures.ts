/**
 * `npm run pictures`: takes the pictures of the guides anew, of every page and of every screen of the console, on a
 * desktop, on a phone and in dark mode, into docs/images/. The same walks run as tests, where they look at the pages
 * instead.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureNeeds, searchedDirectories } from './support/needs/index.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const directory = here('../docs/images/');

ensureNeeds();
const build = spawnSync(process.execPath, [here('../build.ts')], { cwd: here('..'), stdio: 'inherit' });
if (build.status !== 0) process.exit(1);
rmSync(directory, { recursive: true, force: true });
const { status } = spawnSync(
  process.execPath,
  [
    here('../node_modules/vitest/vitest.mjs'),
    'run',
    'test/browser/tour.test.ts',
    'test/browser/console-tour.test.ts',
  ],
  {
    cwd: here('..'),
    stdio: 'inherit',
    env: { ...process.env, PATH: searchedDirectories().join(delimiter), TEST_PICTURES: directory },
  },
);
console.log(`${readdirSync(directory).length} pictures in docs/images`);
process.exitCode = status ?? 1;
