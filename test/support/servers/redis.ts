import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { getNeed } from '../needs/index.ts';
import { freePort } from './free-port.ts';
import { startOnLeash } from './leash.ts';

export type TestRedis = {
  url: string;
  port: number;
  pid: number;
  close(): Promise<void>;
  /** SIGKILL, as a machine that loses power. */
  kill(): Promise<void>;
  /** Stops answering without closing a connection, as a network that loses packets. */
  pause(): void;
  resume(): void;
};

/** Starts a Redis that keeps nothing. With `port` it comes back where an earlier one was. */
export async function startRedis(options: { port?: number } = {}): Promise<TestRedis> {
  const port = options.port ?? (await freePort());
  const directory = mkdtempSync(join(tmpdir(), 'redis-'));
  const logFile = join(directory, 'redis.log');
  const output = openSync(logFile, 'a');
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, '--daemonize', 'no'];
  const server = await startOnLeash(getNeed('redis-server'), [...args, '--save', '', '--appendonly', 'no'], {
    endSignal: 'TERM',
    output,
  }).finally(() => closeSync(output));
  const close = async () => {
    await server.end();
    rmSync(directory, { recursive: true, force: true });
  };
  while (!(await answers(port))) {
    if (!server.isAlive()) throw new Error(`redis-server does not start: ${readFileSync(logFile, 'utf8')}`);
    await sleep(10);
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    pid: server.pid,
    close,
    kill: async () => {
      server.signal('SIGKILL');
      await close();
    },
    pause: () => server.signal('SIGSTOP'),
    resume: () => server.signal('SIGCONT'),
  };
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    socket.end('PING\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer.toString().startsWith('+PONG');
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
