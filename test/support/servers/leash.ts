import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { ignore } from '../../../db/embedded/atomic-file.ts';

/** A server that cannot outlive the process that started it. */
export type LeashedProcess = {
  pid: number;
  isAlive(): boolean;
  /** Ends it (SIGKILL after five seconds) and returns when it is gone. */
  end(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
};

export type LeashOptions = {
  /** How it is asked to end. */
  endSignal: 'TERM' | 'INT';
  /** File descriptor for what it says. */
  output: number;
  account?: { uid: number; gid: number } | undefined;
};

/**
 * A shell between us and the server. It says the server's pid on descriptor 3 and ends the server as soon as descriptor
 * 4 is closed, which the kernel does for us whatever way we die.
 */
const script = `
signal=$1; shift
"$@" 3>&- 4<&- &
server=$!
echo $server >&3
(cat <&4 >/dev/null; kill -s "$signal" $server) 2>/dev/null 3>&- &
exec 3>&- 4<&-
wait $server
`;

export async function startOnLeash(
  file: string,
  args: readonly string[],
  { endSignal, output, account }: LeashOptions,
): Promise<LeashedProcess> {
  const shell = spawn('/bin/sh', ['-c', script, 'leash', endSignal, file, ...args], {
    cwd: '/',
    // A session of its own, so that Ctrl-C in the terminal leaves the order of things to us.
    detached: true,
    stdio: ['ignore', output, output, 'pipe', 'pipe'],
    ...account,
  });
  const ended = new Promise<void>((resolve) => shell.once('exit', () => resolve()));
  const [said, held] = [shell.stdio[3], shell.stdio[4]];
  if (!(said instanceof Duplex) || !(held instanceof Duplex)) throw new Error('The leash has no pipes.');
  held.on('error', () => undefined);
  const [line] = (await once(said, 'data')) as [Buffer];
  const pid = Number(line.toString());
  const isAlive = () => shell.exitCode === null && shell.signalCode === null;
  const signal = (name: NodeJS.Signals) => {
    try {
      if (isAlive()) process.kill(pid, name);
    } catch (error) {
      // The server may be gone while the shell has not noticed yet.
      ignore('ESRCH')(error);
    }
  };
  const end = async () => {
    signal('SIGCONT');
    held.destroy();
    if (await Promise.race([ended, sleep(5_000, 'slow', { ref: false })])) signal('SIGKILL');
    await ended;
  };
  ended.then(() => held.destroy());
  return { pid, isAlive, end, signal };
}
