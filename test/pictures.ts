/**
 * `npm run pictures`: walks through every page and every screen of the console, and takes the pictures anew that the
 * guides show, into docs/images/. The same walk runs as a test, where it looks at the pages instead. `-- directory`
 * leaves all pictures in that directory, of every screen: desktop, tablet, phone, dark.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureNeeds, searchedDirectories } from './support/needs/index.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const guides = here('../docs/');
const images = here('../docs/images/');

/** Names of the pictures that some guide shows. */
function shownPictures(): ReadonlySet<string> {
  const pages = readdirSync(guides, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(guides, name))
    .concat(here('../README.md'));
  const names = pages.flatMap((page) => [
    ...readFileSync(page, 'utf8').matchAll(/images\/([a-z0-9-]+\.png)/g),
  ]);
  return new Set(names.map(([, name = '']) => name));
}

function takePictures(directory: string): boolean {
  const vitest = [here('../node_modules/vitest/vitest.mjs'), 'run', 'test/browser/tour.test.ts'];
  const env = { ...process.env, PATH: searchedDirectories().join(delimiter), TEST_PICTURES: directory };
  return spawnSync(process.execPath, vitest, { cwd: here('..'), stdio: 'inherit', env }).status === 0;
}

/** Answers the names of those that were not taken. */
function replaceImages(taken: string): readonly string[] {
  const shown = [...shownPictures()];
  rmSync(images, { recursive: true, force: true });
  mkdirSync(images);
  const missing = shown.filter((name) => !existsSync(join(taken, name)));
  for (const name of shown.filter((one) => !missing.includes(one)))
    copyFileSync(join(taken, name), join(images, name));
  console.log(`${shown.length - missing.length} pictures in docs/images`);
  return missing;
}

ensureNeeds();
const build = spawnSync(process.execPath, [here('../build.ts')], { cwd: here('..'), stdio: 'inherit' });
if (build.status !== 0) process.exit(1);
const [kept] = process.argv.slice(2);
const directory = kept ?? mkdtempSync(join(tmpdir(), 'pictures-'));
if (!takePictures(directory)) process.exitCode = 1;
else if (kept === undefined) {
  const missing = replaceImages(directory);
  if (missing.length > 0) {
    console.error(`The guides show pictures that the walk does not take: ${missing.join(', ')}`);
    process.exitCode = 1;
  }
}
if (kept === undefined) rmSync(directory, { recursive: true, force: true });
