import { openDatabaseInUse } from '../db/database-in-use.ts';
import {
  clockDifference,
  type Database,
  findRunningGates,
  KnexAuditSummaries,
  KnexCredentialUses,
  KnexSiteDocuments,
  openDatabase,
} from '../db/index.ts';
import { composeAuditExport } from './compose-audit.ts';
import { composeHelp } from './compose-help.ts';
import { composeKeys } from './compose-keys.ts';
import { composeServices } from './compose-services.ts';
import { defaultSettings } from './compose-settings.ts';
import { type Config, loadOrCreateKeyFile } from './config/index.ts';
import { createOwnCookies } from './http/own-cookies.ts';
import type { Clock } from './kernel/clock.ts';
import type { KeyRing } from './kernel/secret-box.ts';
import { initialPolicy } from './policy/index.ts';
import { SettingsBook } from './site-settings/index.ts';
import { InProcessStore, RedisStore } from './store/index.ts';
import {
  createJiraAgents,
  createJiraHttp,
  JiraClient,
  JiraDirectory,
  PasswordCheck,
} from './upstream/index.ts';
import type { Administrator } from './user-help/index.ts';
import { readVersion } from './version.ts';

export type CommandTools = {
  readonly config: Config;
  readonly clock: Clock;
  /** Whoever sits at the server's console. */
  readonly unixUser: string;
  /** Told of what goes wrong in the background: a mail, say. */
  readonly onTrouble: (text: string) => void;
};

export type CommandSite = Awaited<ReturnType<typeof openCommandSite>>;
export type CommandServices = Awaited<ReturnType<typeof openServices>>;

/** Where nothing answers: a gate without JIRA_URL has its stand-in inside, out of reach of other processes. */
const nowhere = new URL('http://127.0.0.1:9');

/**
 * What commands work with: the gate's own keys and its database, whether a gate runs or not. `close` stops only what
 * was started for the occasion.
 *
 * @throws when the database cannot be opened
 */
export async function openCommandSite(tools: CommandTools) {
  const { config, clock } = tools;
  const keyRing = config.keyRing ?? loadOrCreateKeyFile(config.dataDirectory);
  const database = await openDatabaseInUse();
  const db: Database = openDatabase(database.url, { poolSize: 4 });
  const parts = composeAuditExport({ config, db, keyRing, clock });
  let opening: ReturnType<typeof openServices> | undefined;
  /** All services of a gate: what they do reaches running gates over the database, and over Redis where there is one. */
  const services = () => {
    opening ??= openServices(tools, db, keyRing);
    return opening;
  };
  const close = async () => {
    const opened = await opening?.catch(() => undefined);
    await opened?.close();
    await db.destroy();
    await database.close();
  };
  return {
    ...{ ...parts, services, close },
    keys: composeKeys({ config, db, keyRing }),
    clockDifference: () => clockDifference(db, clock),
    summaries: new KnexAuditSummaries(db),
    uses: new KnexCredentialUses(db),
    /** What counts, whether it was set in the console or in the environment. */
    readSettings: () => readSettings(tools, db),
    runningGates: () => findRunningGates(db),
    ...consoleActor(tools.unixUser),
  };
}

async function readSettings({ config, onTrouble }: CommandTools, db: Database) {
  const documents = new KnexSiteDocuments(db);
  const book = new SettingsBook({ documents, defaults: defaultSettings(config), onProblem: onTrouble });
  await book.reload();
  return book.state;
}

async function openServices(tools: CommandTools, db: Database, keyRing: KeyRing) {
  const { config, clock, onTrouble } = tools;
  const jiraUrl = config.jiraUrl ?? nowhere;
  const contextPath = jiraUrl.pathname.replace(/\/$/, '');
  const http = createJiraHttp(jiraUrl, config.publicOrigin, createJiraAgents());
  const jira = new JiraClient(http);
  const store =
    config.redisUrl === undefined
      ? new InProcessStore(clock)
      : await RedisStore.connect(config.redisUrl, ({ message }) => onTrouble(`Redis: ${message}`));
  const said = ({ message }: Error) => onTrouble(message);
  const services = composeServices({
    ...{ config, clock, keyRing, db, store, jira, contextPath },
    steadyClock: () => performance.now(),
    passwords: new PasswordCheck(http),
    verifiedCookie: createOwnCookies(config.publicOrigin, contextPath).verified,
    directory: new JiraDirectory(http),
    ...{ onDeliveryFailure: said, onPeopleTrouble: said, onProblem: onTrouble },
  });
  await Promise.all([services.policies.reload(), services.settings.reload()]);
  // Here, and nowhere else, a help desk stands at the console.
  const help = composeHelp({ config, db, services, contextPath, place: 'console' });
  const close = async () => {
    // Mails that are waiting go out first.
    await services.closeNotices();
    await services.people.close();
    await store.close();
  };
  const version = readVersion();
  return { services, help, jira, http, store, version, initial: initialPolicy(config.enforcement), close };
}

/** Nobody whom Jira knows: the audit has the name alone. */
function consoleActor(unixUser: string) {
  const actor: Administrator = {
    userKey: '',
    username: `command line (${unixUser})`,
    displayName: `command line (${unixUser})`,
  };
  const origin = { address: 'local', requestId: 'command line', browser: '' };
  return { actor, origin, unixUser };
}
