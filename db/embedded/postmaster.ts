import { readFile, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readIfThere } from './atomic-file.ts';
import { runProgram } from './run-program.ts';

/** What postmaster.pid says. The server writes it line by line, so all but the pid may still be missing. */
export type PostmasterFile = {
  pid: number;
  port: number | undefined;
  socketDirectory: string | undefined;
  status: string;
};

/** PostgreSQL: src/include/utils/pidfile.h names the lines. */
export async function readPostmasterFile(cluster: string): Promise<PostmasterFile | undefined> {
  const text = await readIfThere(join(cluster, 'postmaster.pid'));
  const lines = text?.split('\n').map((line) => line.trim()) ?? [];
  // A stand-alone backend (postgres --single) writes its pid negated.
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid === 0) return undefined;
  return {
    pid,
    port: Number(lines[3]) || undefined,
    socketDirectory: lines[4] || undefined,
    status: lines[7] ?? 'starting',
  };
}

/** The living server of this cluster. A file left by a crash or a reboot, or whose pid is somebody else's, is none. */
export async function findPostmaster(cluster: string): Promise<PostmasterFile | undefined> {
  const file = await readPostmasterFile(cluster);
  return file && (await isPostmasterOf(file.pid, cluster)) ? file : undefined;
}

/** A server names its cluster on its command line and works in it. A zombie has neither. */
export async function isPostmasterOf(pid: number, cluster: string): Promise<boolean> {
  const words = await commandLine(pid);
  const program = basename(words[0] ?? '');
  if (program !== 'postgres' && program !== 'postmaster') return false;
  if (words.includes(cluster)) return true;
  return (await readlink(`/proc/${pid}/cwd`).catch(() => undefined)) === cluster;
}

async function commandLine(pid: number): Promise<string[]> {
  if (process.platform === 'linux') {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return line.split('\0');
  }
  const { stdout } = await runProgram('ps', ['-ww', '-o', 'args=', '-p', String(pid)]);
  return stdout.trim().split(/\s+/);
}
