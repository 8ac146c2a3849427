import type { Server } from 'node:http';
import type { Logger } from 'pino';
import {
  clockDifference,
  type Database,
  EnrollmentChanges,
  openDatabase,
  prepareDatabase,
} from '../db/index.ts';
import { composeAdministration } from './compose-administration.ts';
import { composeAuditExport, composeAuditKeeper } from './compose-audit.ts';
import { composeHelp, type Help } from './compose-help.ts';
import { gateNameOf } from './compose-keys.ts';
import { composeRoutes } from './compose-routes.ts';
import { composeServices } from './compose-services.ts';
import { composeStreams } from './compose-streams.ts';
import { addressMatcher, type Config } from './config/index.ts';
import { Gate } from './gate/index.ts';
import { hearChange, reloadDocuments } from './hear-change.ts';
import { Health } from './http/health.ts';
import { createLinks } from './http/links.ts';
import { createOwnCookies } from './http/own-cookies.ts';
import { Pace } from './http/pace.ts';
import { RequestLog } from './http/request-log.ts';
import { Scopes } from './http/scopes.ts';
import type { Clock } from './kernel/clock.ts';
import type { KeyRing } from './kernel/secret-box.ts';
import { createGateServer } from './server.ts';
import { warnOfFactors, warnOfOtherBaseUrl } from './start-checks.ts';
import { InProcessStore, RedisStore, type SharedStore } from './store/index.ts';
import { loadAssets } from './ui/index.ts';
import {
  createJiraAgents,
  createJiraHttp,
  JiraClient,
  JiraDirectory,
  PasswordCheck,
  usualLoginCookies,
} from './upstream/index.ts';
import { JiraProxy } from './upstream/jira-proxy.ts';

const largestClockDifference = 10_000;
const detectWithin = 2_000;
const rereadEvery = 30_000;

export type Gateway = {
  readonly server: Server;
  /** Ends open WebSockets, which a closing server does not know of. */
  endTunnels(): void;
  /** What an administrator does for one person. */
  readonly help: Help;
  close(): Promise<void>;
};

/** What `main` has made ready: where everything is, with which keys. */
export type Surroundings = {
  readonly config: Config;
  readonly jiraUrl: URL;
  readonly databaseUrl: string;
  /** Whether nobody else may use the database: the embedded one. */
  readonly exclusive: boolean;
  readonly keyRing: KeyRing;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Only ever goes forward, whatever is done to the clock (milliseconds). */
  readonly steadyClock: Clock;
};

/** The composition root: here, and in the `compose-*` files that it calls, services and stores are made. Nowhere else. */
export async function createGateway(surroundings: Surroundings): Promise<Gateway> {
  const { config, databaseUrl, exclusive, logger, clock } = surroundings;
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const one of closers) await one().catch(() => undefined);
  };
  try {
    const db = openDatabase(databaseUrl);
    closers.unshift(() => db.destroy());
    await prepareDatabase(db, config.migrationUrl);
    warnOfClock(await clockDifference(db, clock), logger);
    const store =
      config.redisUrl === undefined
        ? new InProcessStore(clock)
        : await RedisStore.connect(config.redisUrl, ({ message }) =>
            logger.warn({ detail: message }, 'redis'),
          );
    closers.unshift(() => store.close());
    const { server, services, help, sockets, passwords, jira, administration, stopTimers } = compose(
      surroundings,
      db,
      store,
    );
    closers.unshift(async () => stopTimers());
    closers.unshift(() => administration.useNotes.close());
    closers.unshift(() => services.closeNotices());
    closers.unshift(() => services.stopWaveMails());
    closers.unshift(() => services.people.close());
    await Promise.all([services.policies.reload(), services.settings.reload()]);
    const keeper = composeAuditKeeper({ config, db, keyRing: surroundings.keyRing, clock }, logger);
    closers.unshift(() => keeper.stop());
    const changes = new EnrollmentChanges(databaseUrl, {
      name: gateNameOf(surroundings.keyRing),
      onChange: (change) => hearChange(change, services, keeper, logger),
      onListening: (listening) => {
        services.directory.setListening(listening);
        // What was announced meanwhile was not heard.
        if (listening) reloadDocuments(services, logger);
      },
      onError: ({ message }) => logger.warn({ detail: message }, 'database notifications'),
    });
    closers.unshift(() => changes.close());
    await changes.open({ exclusive });
    // Should an announcement ever be lost.
    const rereading = setInterval(() => reloadDocuments(services, logger), rereadEvery).unref();
    closers.unshift(async () => clearInterval(rereading));
    services.people.start();
    closers.unshift(services.keepWaveDays());
    keeper.start();
    warnOfFactors(config, logger);
    void warnOfOtherBaseUrl(config, jira, logger);
    await detectPasswordCheck(passwords, logger);
    return { server, help, endTunnels: () => sockets.closeAll(), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Jira may come later than the gate: then it is not waited for, and the first login finds out. */
async function detectPasswordCheck(passwords: PasswordCheck, logger: Logger): Promise<void> {
  const detecting = passwords.detect().then(
    (way) => logger.info({ way }, 'how Jira checks passwords'),
    () => logger.warn('Jira does not answer yet'),
  );
  await Promise.race([detecting, new Promise((resolve) => setTimeout(resolve, detectWithin).unref())]);
}

/** Codes are matched within 30 seconds either side: gates whose clocks differ by more refuse each other's. */
function warnOfClock(difference: number, logger: Logger): void {
  if (Math.abs(difference) < largestClockDifference) return;
  const seconds = Math.round(difference / 1_000);
  logger.warn({ seconds }, "this machine's clock and the database's differ: codes may be refused");
}

function compose(surroundings: Surroundings, db: Database, store: InProcessStore | RedisStore) {
  const { config, jiraUrl, clock, steadyClock, keyRing, logger } = surroundings;
  const { publicOrigin, identityHeaders } = config;
  const contextPath = jiraUrl.pathname.replace(/\/$/, '');
  const links = createLinks(publicOrigin, contextPath);
  const cookies = createOwnCookies(publicOrigin, contextPath);
  const log = new RequestLog(logger, clock);
  const scopes = new Scopes();
  const assets = loadAssets();
  const pathOf = (name: string) => links.asset(assets.version, name);
  const pageAssets = { stylesheet: pathOf('two-step.css'), script: pathOf('two-step.js'), pathOf };
  const answers = { links, assets: pageAssets };

  // The gate's own questions never wait behind people's traffic.
  const http = createJiraHttp(jiraUrl, publicOrigin, createJiraAgents());
  const agents = createJiraAgents();
  const pace = new Pace(steadyClock);
  const jira = new JiraClient(http);
  const passwords = new PasswordCheck(http);
  const services = composeServices({
    ...{ config, clock, steadyClock, keyRing, db, store, jira, passwords, contextPath },
    ...{ verifiedCookie: cookies.verified, directory: new JiraDirectory(http) },
    ...backgroundWarnings(logger),
  });
  const help = composeHelp({ config, db, services, contextPath, place: 'gate' });
  const { sockets, replies, stopSweep } = composeStreams(services);
  const administration = composeAdministration({ config, db, keyRing, clock }, services, logger);
  const loginCookies = new Set([...usualLoginCookies, ...config.loginCookies]);
  const isTrustedProxy = addressMatcher(config.trustedProxies);
  const health = createHealth(jira, store, db);
  const { abandoned, ...routes } = composeRoutes({
    ...{ config, services, store, jira, passwords, cookies },
    ...{ answers, assets, scopes, log, health, help, administration },
    auditing: composeAuditExport({ config, db, keyRing, clock }),
  });
  const server = createGateServer({
    ...routes,
    gate: new Gate({
      ...{ ...services, jira, sockets, replies, identityHeaders, publicOrigin },
      basicAuth: () => services.settings.current.basicAuth,
      noteUse: administration.noteUse,
      proxy: new JiraProxy(jiraUrl, agents),
      laterCookie: cookies.later,
      confirmedAt: (userKey, proofKey, wanted) =>
        services.elevation.shownAt({ person: { userKey }, proofKey, wanted }),
    }),
    ...{ health, log, scopes, answers, pace },
    scopeOptions: {
      ...{ contextPath, isTrustedProxy, clock, loginCookies },
      publicHost: new URL(publicOrigin).host,
    },
  });
  const stopTimers = () => {
    stopSweep();
    pace.close();
    abandoned.stop();
  };
  return { server, services, help, sockets, passwords, jira, administration, stopTimers };
}

/** For what goes wrong while nobody waits for it. */
function backgroundWarnings(logger: Logger) {
  const warning = (what: string) => (error: Error) => logger.warn({ detail: error.message }, what);
  return {
    onDeliveryFailure: warning('something was not delivered'),
    onPeopleTrouble: warning('reading or keeping what Jira knows of its users'),
    onProblem: (problem: string) => logger.error({ detail: problem }, 'a document of the site'),
  };
}

function createHealth(jira: JiraClient, store: SharedStore, db: Database): Health {
  return new Health([
    { name: 'database', run: async () => void (await db.raw('SELECT 1')) },
    { name: 'store', run: () => store.ping() },
    {
      name: 'jira',
      run: async () => {
        if (!(await jira.isRunning())) throw new Error('Jira does not run');
      },
    },
  ]);
}
