import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GateProcess, startGateProcess, testKeys, Visitor } from '../gate/index.ts';
import { startStandInJira } from '../jira/index.ts';
import { createDatabase, freePort, startRedis } from '../servers/index.ts';
import { AuthenticatorApp } from './authenticator-app.ts';
import type { PersonName } from './people.ts';

/** The product as it runs, with a Jira behind it. */
export type Site = {
  readonly url: string;
  readonly contextPath: string;
  readonly gate: GateProcess;
  /** What another gate of the same site is started with. */
  readonly env: Record<string, string>;
  close(): Promise<void>;
};

type Closer = () => Promise<unknown>;

/** Nothing configured: the gate brings its own database and a stand-in for Jira. */
export async function startTryOutSite(): Promise<Site> {
  const directory = mkdtempSync(join(tmpdir(), 'try-out-'));
  // The database server runs as another user than root and has to pass through here.
  chmodSync(directory, 0o711);
  const gate = await startGateProcess({ TSV_DATA_DIR: join(directory, 'data') });
  return {
    url: gate.url,
    contextPath: '',
    gate,
    env: {},
    close: async () => {
      await gate.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** As a company runs it: Jira below /jira, PostgreSQL and Redis as servers of their own. */
export async function startClusterSite(
  options: { nativeLoginPage?: boolean } = {},
  env: Record<string, string> = {},
): Promise<Site> {
  const contextPath = '/jira';
  const closers: Closer[] = [];
  const database = await createDatabase();
  closers.unshift(() => database.drop());
  const redis = await startRedis();
  closers.unshift(() => redis.close());
  const port = await freePort();
  const jira = await startStandInJira({ contextPath, publicUrl: `http://localhost:${port}`, ...options });
  closers.unshift(() => jira.close());
  const shared = {
    ...{ JIRA_URL: jira.url, DATABASE_URL: database.url, REDIS_URL: redis.url },
    ...{ TSV_ENCRYPTION_KEYS: testKeys, ...env },
  };
  const gate = await startGateProcess({ PORT: String(port), ...shared });
  closers.unshift(() => gate.stop());
  return {
    url: gate.url,
    contextPath,
    gate,
    env: { ...shared, PUBLIC_URL: `http://localhost:${port}` },
    close: async () => {
      for (const close of closers) await close();
    },
  };
}

/** Somebody who has set everything up before, somewhere else. */
export async function givenEnrolled(
  site: Site,
  { username, password }: PersonName,
): Promise<{ app: AuthenticatorApp; recoveryCode: string }> {
  const now = Date.now();
  const elsewhere = new Visitor(site.url, site.contextPath);
  const { secret, recoveryCode } = await elsewhere.enroll(username, password, now);
  return { app: AuthenticatorApp.type(secret, now), recoveryCode };
}

/** Wrong codes that were typed for somebody elsewhere, by whoever knows the password. */
export async function givenWrongCodes(
  site: Site,
  { username, password }: PersonName,
  wrongCode: string,
  times: number,
): Promise<void> {
  const elsewhere = new Visitor(site.url, site.contextPath);
  for (let left = times; left > 0; ) {
    await elsewhere.logIn(username, password);
    let page = await elsewhere.follow(await elsewhere.open('/secure/Dashboard.jspa'));
    for (let guess = 0; guess < 5 && left > 0; guess += 1) {
      page = await elsewhere.answerForm(page, { code: wrongCode });
      left -= 1;
    }
  }
}
