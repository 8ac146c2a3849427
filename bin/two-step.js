#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Starts the command line (admin/cli/main.ts) with the Node that the project brings, and builds where nothing is built. */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const ownNode = here('../node_modules/node/bin/node');
const node =
  Number(process.versions.node.split('.')[0]) < 24 && existsSync(ownNode) ? ownNode : process.execPath;
const main = here('../dist/admin/cli/main.js');

if (!existsSync(main)) {
  // Not on standard output: that is for the answer.
  const build = spawnSync(node, [here('../build.ts')], { cwd: here('..'), stdio: ['ignore', 2, 2] });
  if (build.status !== 0) process.exit(69);
}
// Warnings of Node are for those who develop the gate.
const { status } = spawnSync(node, ['--no-warnings', main, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 69;
