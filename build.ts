import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Compiles to dist/ and copies what the compiler leaves behind: style sheets and browser scripts. */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

rmSync(here('dist'), { recursive: true, force: true });
const tsc = spawnSync(
  process.execPath,
  [here('node_modules/typescript/bin/tsc'), '-p', here('tsconfig.build.json')],
  {
    stdio: 'inherit',
  },
);
if (tsc.status !== 0) process.exit(tsc.status ?? 1);
cpSync(here('proxy/ui/assets'), here('dist/proxy/ui/assets'), {
  recursive: true,
  filter: (source) => !source.endsWith('.ts'),
});
