import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { KnexAuditChain, KnexAuditLog, KnexAuditSearch, openDatabase } from '../../db/index.ts';
import { type AuditEvent, type AuditRow, CheckpointSigner, verifyChain } from '../../proxy/audit/index.ts';
import { buildKeyRing } from '../support/builders/index.ts';
import { givenDatabase } from './given-database.ts';

const given = givenDatabase();
const enrollment = '"AO_ED669C_TOTP_USER_ENROLLMENT"';
const event: AuditEvent = {
  ...{ type: 'factor.failed', outcome: 'failure', reason: 'wrong code, ümlaut, 1:x,' },
  ...{ actor: { userKey: 'K1', username: 'o\'neil"--' }, target: undefined },
  ...{ address: '2001:db8::1', requestId: 'r' },
};
const search = () => new KnexAuditSearch(given.db);
const chain = () => new KnexAuditChain(given.db);

async function allRows(): Promise<AuditRow[]> {
  const all: AuditRow[] = [];
  for await (const row of search().chain({ firstSeq: 1 })) all.push(row);
  return all;
}
const verified = async () =>
  verifyChain({ rows: await allRows(), checkpoints: [], publicKeys: [], toEnd: true });

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: given.url });
  await client.connect();
  return client;
}

describe('the chain of the audit in the database', () => {
  it('holds under 20 who write at once over two pools, and is computed the same outside of the database', async () => {
    const other = openDatabase(given.url);
    const logs = [new KnexAuditLog(given.db), new KnexAuditLog(other)];
    await Promise.all(
      Array.from({ length: 200 }, (_, at) => logs[at % 2]?.record({ ...event, requestId: `r${at}` })),
    );
    await other.destroy();
    const report = await verified();
    expect(report).toMatchObject({ findings: [], rows: 200, head: { seq: 200 } });
    expect(new Set((await allRows()).map(({ requestId }) => requestId)).size).toBe(200);
  });

  it('takes what triggers staged before an event into the chain before it', async () => {
    await given.rows(`INSERT INTO ${enrollment} VALUES ('by hand', '', 'x', now(), now())`);
    await new KnexAuditLog(given.db).record(event);
    const types = (await allRows()).slice(-2).map(({ type }) => type);
    expect(types).toEqual(['enrollment.changed_in_database', 'factor.failed']);
  });

  it("is not held up by a database administrator's open transaction, and has it once it is committed", async () => {
    const administrator = await connected();
    await administrator.query(`BEGIN; DELETE FROM ${enrollment} WHERE "USER_KEY" = 'by hand'`);
    const before = (await search().head())?.seq ?? 0;
    await new KnexAuditLog(given.db).record(event);
    expect(await chain().chainStaged()).toBe(0);
    await administrator.query('COMMIT');
    expect(await chain().chainStaged()).toBe(1);
    await administrator.end();
    const [written, byHand] = (await allRows()).slice(before);
    expect([written?.type, byHand?.reason]).toEqual(['factor.failed', 'delete']);
    expect((await verified()).findings).toEqual([]);
  });

  it('is not held up by somebody who locks what is staged', async () => {
    await given.rows(`INSERT INTO ${enrollment} VALUES ('locked', '', 'x', now(), now())`);
    const administrator = await connected();
    await administrator.query('BEGIN; SELECT * FROM audit_incoming FOR UPDATE');
    await new KnexAuditLog(given.db).record(event);
    await administrator.query('ROLLBACK');
    await administrator.end();
    expect(await chain().chainStaged()).toBe(1);
  });

  it('counts by day, type and outcome', async () => {
    const counted = await given.rows(
      'SELECT day::text, type, outcome, events FROM audit_daily ORDER BY type, outcome',
    );
    const real = await given.rows(
      `SELECT (at AT TIME ZONE 'UTC')::date::text AS day, type, outcome, count(*) AS events
       FROM audit_events GROUP BY 1, 2, 3 ORDER BY type, outcome`,
    );
    expect(counted).toEqual(real);
    expect(await chain().types()).toContain('factor.failed');
  });

  it('is signed by one gate of many, not more often than asked, and only for something new', async () => {
    const signer = new CheckpointSigner(buildKeyRing());
    const sign = (minimumAge: number) =>
      chain().addCheckpoint(minimumAge, (head) => signer.sign(head, new Date()));
    const signed = await Promise.all([sign(60_000), sign(60_000), sign(60_000)]);
    expect(signed.filter((one) => one !== undefined)).toHaveLength(1);
    expect(await sign(0)).toBeUndefined();
    await new KnexAuditLog(given.db).record(event);
    expect(await sign(60_000)).toBeUndefined();
    expect(await sign(0)).toMatchObject(
      await search()
        .head()
        .then((head) => head ?? {}),
    );
    const checkpoints = await search().checkpoints({ firstSeq: 1 });
    expect(checkpoints.at(-1)).toEqual(await chain().latestCheckpoint());
    const report = await verifyChain({
      ...{ rows: await allRows(), checkpoints, publicKeys: signer.publicKeys, toEnd: true },
    });
    expect(report).toMatchObject({ findings: [], notes: [], signedUpTo: report.head?.seq });
  });

  it('is handed to a receiver in order, again when it fails, and by one gate at a time', async () => {
    expect(await chain().deliverNext('test', 2, async () => undefined)).toBe(0);
    for (const requestId of ['a', 'b', 'c']) await new KnexAuditLog(given.db).record({ ...event, requestId });
    const got: string[] = [];
    const take = async (rows: readonly AuditRow[]) => {
      const elsewhere = await chain().deliverNext('test', 2, async () => undefined);
      expect(elsewhere).toBeUndefined();
      got.push(...rows.map(({ requestId }) => requestId));
    };
    const failing = chain().deliverNext('test', 2, async () => Promise.reject(new Error('away')));
    await expect(failing).rejects.toThrow('away');
    expect(await chain().deliverNext('test', 2, take)).toBe(2);
    expect(await chain().deliverNext('test', 2, take)).toBe(1);
    expect(got).toEqual(['a', 'b', 'c']);
  });
});
