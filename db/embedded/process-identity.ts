import { readFile } from 'node:fs/promises';
import { runProgram } from './run-program.ts';

/**
 * A text that names one life of one process: a pid alone may belong to somebody else after a reboot or a few days.
 * undefined when there is no such process.
 */
export async function identifyProcess(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') {
    const { stdout } = await runProgram('ps', ['-o', 'lstart=', '-p', String(pid)]);
    return stdout.trim() || undefined;
  }
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    // proc(5): the name in brackets may hold anything, so count from the last bracket; the state is the 3rd field,
    // the start time the 22nd.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return `${boot.trim()}/${fields[19]}`;
  } catch {
    return undefined;
  }
}
