import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../servers/index.ts';

const main = fileURLToPath(new URL('../../../dist/proxy/main.js', import.meta.url));

/** Keys of all gates in tests: 32 bytes each, and nothing that is used anywhere else. */
export const testKeys = `test:${Buffer.alloc(32, 7).toString('base64')}`;

export type GateProcess = {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Everything that it has written, standard output and error. */
  output(): string;
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>;
  kill(): Promise<void>;
};

/** Starts the compiled gate as its own process and waits until it listens. */
export async function startGateProcess(env: Record<string, string>): Promise<GateProcess> {
  const port = env.PORT === undefined ? await freePort() : Number(env.PORT);
  const { child, output } = spawnGate({ PORT: String(port), ...env });
  const exited = once(child, 'exit');
  const listening = waitFor(() => output().includes('"msg":"listening"'), 30_000);
  const failed = exited.then(() => Promise.reject(new Error(`the gate ended at its start:\n${output()}`)));
  await Promise.race([listening, failed]);
  failed.catch(() => undefined);
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await exited;
    }
    return child.exitCode;
  };
  return {
    url: `http://localhost:${port}`,
    port,
    pid: child.pid ?? 0,
    output,
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
  };
}

/** For configurations that do not start: waits for the end and answers code and output. */
export async function runGateToEnd(
  env: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const { child, output } = spawnGate(env);
  await once(child, 'close');
  return { code: child.exitCode, output: output() };
}

function spawnGate(env: Record<string, string>): { child: ChildProcess; output: () => string } {
  if (!existsSync(main)) throw new Error('dist/ is missing: run `npm run build`');
  const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env;
  const child = spawn(process.execPath, [main], {
    env: { PATH, HOME, TMPDIR, ...ownDirectory(env), ...env },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
  }
  return { child, output: () => text };
}

/** With a database of its own a gate keeps little there; but not in the project. */
function ownDirectory(env: Record<string, string>): Record<string, string> {
  return env.DATABASE_URL === undefined ? {} : { TSV_DATA_DIR: mkdtempSync(join(tmpdir(), 'gate-data-')) };
}

/** Waits until something holds; throws when it does not within the time (milliseconds). */
export async function waitFor(
  holds: () => boolean | Promise<boolean>,
  within = 10_000,
  what = 'what was waited for',
): Promise<void> {
  const end = Date.now() + within;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`${what} did not happen within ${within} ms`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
