import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Help } from '../../../proxy/compose-help.ts';
import { type Config, loadConfig } from '../../../proxy/config/index.ts';
import { createGateway } from '../../../proxy/container.ts';
import { freePort } from '../servers/index.ts';
import { testKeys } from './gate-process.ts';

export type GateHere = {
  readonly url: string;
  readonly port: number;
  readonly config: Config;
  /** What an administrator does for one person. */
  readonly help: Help;
  close(): Promise<void>;
};

/** A clock that stands where it is put. */
export class SetClock {
  now: number;

  constructor(now: number = Date.now()) {
    this.now = now;
  }

  readonly read = (): number => this.now;

  pass(milliseconds: number): void {
    this.now += milliseconds;
  }
}

/** Starts the gate inside the test's own process, where its clock can be set. */
export async function startGateHere(
  env: Record<string, string>,
  clock: () => number = Date.now,
  steadyClock: () => number = () => performance.now(),
  onLog?: (line: string) => void,
): Promise<GateHere> {
  const port = await freePort();
  const loaded = loadConfig({
    PORT: String(port),
    TSV_ENCRYPTION_KEYS: testKeys,
    TSV_DATA_DIR: mkdtempSync(join(tmpdir(), 'gate-data-')),
    ...env,
  });
  if (loaded.kind === 'problems') throw new Error(loaded.problems.join('\n'));
  const { config } = loaded;
  if (config.jiraUrl === undefined || config.databaseUrl === undefined || config.keyRing === undefined) {
    throw new Error('JIRA_URL and DATABASE_URL are needed');
  }
  const gateway = await createGateway({
    config,
    jiraUrl: config.jiraUrl,
    databaseUrl: config.databaseUrl,
    exclusive: false,
    keyRing: config.keyRing,
    logger: onLog === undefined ? pino({ level: 'silent' }) : pino({ level: 'trace' }, { write: onLog }),
    clock,
    steadyClock,
  });
  await new Promise<void>((resolve) => gateway.server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(gateway.server.address() as AddressInfo).port}`,
    port,
    config,
    help: gateway.help,
    close: async () => {
      gateway.server.closeAllConnections();
      await new Promise<void>((resolve) => gateway.server.close(() => resolve()));
      await gateway.close();
    },
  };
}
