import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { KnexResetLinkRepository, openDatabase } from '../../../db/index.ts';
import { createKeyedHash } from '../../../proxy/kernel/keyed-hash.ts';
import { ResetLinks } from '../../../proxy/user-help/index.ts';
import { givenPolicy } from './given-policy.ts';
import { givenAdministrator } from './help-desk.ts';
import { goesTo, type HonestRequest, open, pages, type Setting } from './honest-people.ts';
import { formsOf, Visitor } from './visitor.ts';

const alice = { userKey: 'JIRAUSER10103', username: 'alice' };

/** What somebody sends who was helped: with a code that was read out to them, and by a link that they were mailed. */
export const honestHelped: Readonly<Record<string, (setting: Setting) => Promise<HonestRequest>>> = {
  [`POST ${pages}/enroll-check`]: async (setting) => {
    const { site } = setting;
    await open(setting, 'enroll', 'bob');
    const { asks } = await givenAdministrator(site.gate, site.clock.now);
    const issued = await site.gate.help.helpDeskCodes.issue(asks(alice));
    if (issued.kind !== 'issued') throw new Error(`no code: ${issued.kind}`);
    await withDatabase(setting, (db) =>
      givenPolicy(
        { query: async <Row>(sql: string, values: unknown[] = []) => (await db(sql, values)) as Row[] },
        { default: { guard: { any: ['help_desk_code'] } } },
      ),
    );
    const { visitor, hidden } = await open(setting, 'enroll-check', 'alice');
    return { visitor, fields: { ...hidden, helpDeskCode: issued.code }, worked: goesTo('/enroll') };
  },
  [`POST ${pages}/set-up-again`]: async (setting) => {
    await open(setting, 'enroll', 'bob');
    const visitor = new Visitor(setting.site.gate.url);
    await visitor.open(`${pages}/set-up-again?token=${await linkFor(setting)}`);
    const { text } = await visitor.open(`${pages}/set-up-again`);
    const hidden = formsOf(text).find(({ action }) => action.endsWith('/set-up-again'))?.hidden ?? {};
    setting.tokens.add(hidden.token ?? '');
    return { visitor, fields: hidden, worked: goesTo('/login.jsp') };
  },
};

async function linkFor({ site }: Setting): Promise<string> {
  const { databaseUrl = '', keyRing } = site.gate.config;
  if (keyRing === undefined) throw new Error('a gate without keys');
  const db = openDatabase(databaseUrl, { poolSize: 1 });
  try {
    const repository = new KnexResetLinkRepository(db);
    const parts = { repository, hash: createKeyedHash(keyRing), clock: site.clock.read, randomBytes };
    return await new ResetLinks(parts).issue(alice.userKey);
  } finally {
    await db.destroy();
  }
}

/** As a database administrator. */
async function withDatabase<T>(
  { site }: Setting,
  work: (query: (sql: string, values: unknown[]) => Promise<unknown[]>) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: site.gate.config.databaseUrl });
  await client.connect();
  try {
    return await work(async (sql, values) => (await client.query(sql, values)).rows);
  } finally {
    await client.end();
  }
}
