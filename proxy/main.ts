import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { startEmbeddedPostgres } from '../db/embedded/index.ts';
import { type Config, loadConfig, loadOrCreateKeyFile } from './config/index.ts';
import { createGateway, type Gateway } from './container.ts';
import { createLogger } from './http/request-log.ts';

/** sysexits.h: the configuration is wrong, and trying again will not help. */
const badConfiguration = 78;
const stopWithin = 20_000;
const finishRequestsWithin = 10_000;

type Closer = () => Promise<unknown>;

async function main(): Promise<void> {
  // Older ones hide header fields, let upgrades through, and lack what this relies on.
  if (Number(process.versions.node.split('.')[0]) < 24) {
    process.stderr.write(`Node 24 is needed; this is ${process.version}. "npm start" uses the right one.\n`);
    process.exit(1);
  }
  const loaded = loadConfig(process.env);
  if (loaded.kind === 'problems') {
    process.stderr.write(
      `The configuration has problems:\n${loaded.problems.map((p) => `  ${p}\n`).join('')}`,
    );
    process.exit(badConfiguration);
  }
  const { config } = loaded;
  const logger = createLogger(config.logLevel);
  const closers: Closer[] = [];
  const started = start(config, logger, closers);
  const stop = () => void stopAll(started, closers);
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  try {
    await started;
  } catch (error) {
    process.stderr.write(
      `The gate cannot start: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    for (const close of closers) await close().catch(() => undefined);
    process.exit(1);
  }
}

/** What is started is put in front of `closers` at once, so that the end finds it whenever it comes. */
async function start(config: Config, logger: Logger, closers: Closer[]): Promise<void> {
  const keyRing = config.keyRing ?? loadOrCreateKeyFile(config.dataDirectory);
  const databaseUrl = config.databaseUrl ?? (await startDatabase(config, closers));
  const jiraUrl = config.jiraUrl ?? (await startStandIn(config, closers));
  const exclusive = config.databaseUrl === undefined;
  const gateway = await createGateway({
    config,
    jiraUrl,
    databaseUrl,
    exclusive,
    keyRing,
    logger,
    clock: Date.now,
    steadyClock: () => performance.now(),
  });
  closers.unshift(gateway.close);
  await listen(gateway.server, config);
  closers.unshift(() => closeServer(gateway));
  const { port } = gateway.server.address() as AddressInfo;
  logger.info(
    { address: `${config.host}:${port}`, publicUrl: config.publicOrigin, jira: jiraUrl.href },
    'listening',
  );
}

async function startDatabase(config: Config, closers: Closer[]): Promise<string> {
  const database = await startEmbeddedPostgres({
    dataDirectory: config.dataDirectory,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  closers.unshift(() => database.stop());
  return database.connectionString;
}

/** Without a Jira there is nothing to protect: a stand-in takes its place, for trying the gate out. */
async function startStandIn(config: Config, closers: Closer[]): Promise<URL> {
  const { describePeople, startStandInJira } = await import('../test/support/jira/index.ts');
  const jira = await startStandInJira({ publicUrl: config.publicOrigin });
  closers.unshift(() => jira.close());
  process.stdout.write(
    `JIRA_URL is not set: a stand-in for Jira runs behind the gate. Open ${config.publicOrigin}/\n\n${describePeople(jira)}\n`,
  );
  return new URL(jira.url);
}

function listen(server: Server, config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => resolve());
  });
}

/** Waits for a start that is under way, stops accepting, lets what runs finish (bounded), closes the stores. */
async function stopAll(started: Promise<void>, closers: Closer[]): Promise<void> {
  setTimeout(() => process.exit(1), stopWithin).unref();
  await started.catch(() => undefined);
  for (const close of closers) await close().catch(() => undefined);
  process.exit(0);
}

function closeServer({ server, endTunnels }: Gateway): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    endTunnels();
    setTimeout(() => {
      server.closeAllConnections();
      resolve();
    }, finishRequestsWithin).unref();
  });
}

await main();
