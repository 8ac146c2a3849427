import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

type Leftover = { pid: number; command: string };

/** What has been told to end gets this long. */
const PATIENCE_MS = 3_000;

/**
 * Finds the processes that still have the directory of a test run in their environment or on their command line, kills
 * them, and returns what they were.
 */
export async function endLeftovers(directory: string): Promise<string[]> {
  const end = performance.now() + PATIENCE_MS;
  let leftovers = findLeftovers(directory);
  while (leftovers.length > 0 && performance.now() < end) {
    await sleep(50);
    leftovers = findLeftovers(directory);
  }
  for (const { pid } of leftovers) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone in the meantime.
    }
  }
  return leftovers.map(({ pid, command }) => `${pid} ${command}`);
}

function findLeftovers(directory: string): Leftover[] {
  const all = process.platform === 'linux' ? listFromProc(directory) : listFromPs(directory);
  return all.filter(({ pid }) => pid !== process.pid);
}

function listFromProc(directory: string): Leftover[] {
  const found: Leftover[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // Both are empty for a zombie: it has ended, and only waits to be noticed.
    const command = read(`/proc/${name}/cmdline`).replaceAll('\0', ' ').trim();
    if (command && (command + read(`/proc/${name}/environ`)).includes(directory)) {
      found.push({ pid: Number(name), command: command.slice(0, 200) });
    }
  }
  return found;
}

function listFromPs(directory: string): Leftover[] {
  const { stdout } = spawnSync('ps', ['-A', '-ww', '-o', 'pid=,args='], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter((line) => line.includes(directory))
    .map((line) => ({ pid: Number.parseInt(line, 10), command: line.trim().slice(0, 200) }));
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
