import { setTimeout as sleep } from 'node:timers/promises';
import { ignore } from './atomic-file.ts';
import { isPostmasterOf } from './postmaster.ts';

/** How long each way of asking may take. PostgreSQL: "Shutting Down the Server". */
const steps = [
  { signal: 'SIGINT', milliseconds: 30_000 }, // fast: ends the sessions, writes a checkpoint
  { signal: 'SIGQUIT', milliseconds: 10_000 }, // immediate: the next start recovers from the log
] as const;

/** Ends a server and returns when its process is gone. Throws when it does not go. */
export async function stopPostmaster(pid: number, cluster: string): Promise<void> {
  for (const { signal, milliseconds } of steps) {
    // Asked anew before every signal: the pid could have become somebody else's.
    if (!(await isPostmasterOf(pid, cluster))) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      ignore('ESRCH')(error);
    }
    if (await hasGone(pid, cluster, milliseconds)) return;
  }
  throw new Error(`The embedded PostgreSQL (pid ${pid}) does not stop.`);
}

async function hasGone(pid: number, cluster: string, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (await isPostmasterOf(pid, cluster)) {
    if (performance.now() > end) return false;
    await sleep(10);
  }
  return true;
}
