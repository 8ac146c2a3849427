import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startRedis } from '../support/servers/index.ts';
import { countOutcomes } from '../support/servers/vitest-report.ts';

/** A zombie has an empty command line. */
const isRunning = (pid: number) =>
  existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';

async function tell(port: number, command: string): Promise<string> {
  const socket = createConnection(port, '127.0.0.1');
  socket.end(`${command}\r\n`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  return answer.toString().trim();
}

describe('the Redis of the tests', () => {
  it('comes back empty on the same port after a kill', async () => {
    const first = await startRedis();
    expect(await tell(first.port, 'SET a 1')).toBe('+OK');
    await first.kill();
    expect(isRunning(first.pid)).toBe(false);
    const second = await startRedis({ port: first.port });
    expect(await tell(second.port, 'DBSIZE')).toBe(':0');
    await second.close();
    expect(isRunning(second.pid)).toBe(false);
  });

  it('does not answer while it is paused, and does afterwards', async () => {
    const redis = await startRedis();
    redis.pause();
    const answer = tell(redis.port, 'PING');
    expect(await Promise.race([answer, sleep(100, 'silence')])).toBe('silence');
    redis.resume();
    expect(await answer).toBe('+PONG');
    await redis.close();
  });

  it('does not outlive a kill -9 of the process that started it', async () => {
    const program = fileURLToPath(new URL('../support/servers/redis-owner.ts', import.meta.url));
    const owner = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(owner.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    expect(isRunning(pid)).toBe(true);
    owner.kill('SIGKILL');
    while (isRunning(pid)) await sleep(10);
  });
});

describe('the summary of a test run', () => {
  const count = (report: object | undefined, status: number | null = 0, filtersByName = false) => {
    const path = join(mkdtempSync(join(tmpdir(), 'report-')), 'report.json');
    if (report) writeFileSync(path, JSON.stringify(report));
    return countOutcomes(path, { status, filtersByName }, () => undefined);
  };
  const file = (status: string, ...tests: string[]) => ({
    status,
    assertionResults: tests.map((outcome) => ({ status: outcome })),
  });
  const report = (...testResults: object[]) => ({ testResults });

  it('counts what passed and what failed', () => {
    expect(count(report(file('passed', 'passed', 'passed')))).toEqual({ passed: 2, failed: 0 });
    expect(count(report(file('failed', 'passed', 'failed')), 1)).toEqual({ passed: 1, failed: 1 });
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(count(report(file('passed', 'passed'), file('failed')), 1)).toEqual({ passed: 1, failed: 1 });
  });

  it('counts what was skipped as failed, unless it was by a name pattern', () => {
    const skipped = report(file('passed', 'passed', 'skipped', 'todo'));
    expect(count(skipped)).toEqual({ passed: 1, failed: 2 });
    expect(count(skipped, 0, true)).toEqual({ passed: 1, failed: 0 });
  });

  it('fails a run without tests, without a report, or with an exit code that nothing explains', () => {
    expect(count(report())).toEqual({ passed: 0, failed: 1 });
    expect(count(undefined, null)).toEqual({ passed: 0, failed: 1 });
    expect(count(report(file('passed', 'passed')), 1)).toEqual({ passed: 1, failed: 1 });
  });
});
