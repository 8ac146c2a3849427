import { describe, expect, it } from 'vitest';
import {
  type AuditEvent,
  type AuditRow,
  type ChainReport,
  CheckpointSigner,
  verifyChain,
} from '../../../proxy/audit/index.ts';
import { buildKeyRing } from '../../support/builders/index.ts';
import { chained } from '../../support/fakes/index.ts';

const signer = new CheckpointSigner(buildKeyRing());
const event: AuditEvent = {
  ...{ type: 'factor.verified', outcome: 'success', reason: 'TOTP', address: '192.0.2.1', requestId: 'r' },
  ...{ actor: undefined, target: { userKey: 'K1', username: 'alice' } },
};

function buildRows(count: number): AuditRow[] {
  const rows: AuditRow[] = [];
  for (let at = 0; at < count; at += 1) rows.push(chained(event, at * 1_000, rows.at(-1)));
  return rows;
}

const sign = (row: AuditRow | undefined) => {
  if (row === undefined) throw new Error('there is no such row');
  return signer.sign(row, new Date(0));
};
const check = (rows: readonly AuditRow[], more: Partial<Parameters<typeof verifyChain>[0]> = {}) =>
  verifyChain({ rows, checkpoints: [], publicKeys: signer.publicKeys, toEnd: true, ...more });
const kindsOf = ({ findings }: ChainReport) => findings.map(({ kind, seq }) => `${kind} ${seq}`);
const rows = buildRows(6);
const altered = (seq: number, change: Partial<AuditRow>) =>
  rows.map((row) => (row.seq === seq ? { ...row, ...change } : row));

describe('the check of a chain', () => {
  it('finds nothing in a whole one, and says what a signature vouches for', async () => {
    const report = await check(rows, { checkpoints: [sign(rows[2])], expectedHeads: [rows[4] as AuditRow] });
    expect(report).toMatchObject({ findings: [], notes: [], rows: 6, first: 1, signedUpTo: 3 });
    expect(report.head).toEqual({ seq: 6, hash: rows[5]?.hash });
  });

  it('finds nothing in an empty one', async () => {
    expect(await check([])).toMatchObject({ findings: [], rows: 0, head: undefined });
  });

  it.each<[keyof AuditRow, string | null, string]>([
    ['outcome', 'failure', 'changed_row 3'],
    ['reason', 'TOTP ', 'changed_row 3'],
    ['actorKey', '', 'changed_row 3'],
    ['actorName', 'x', 'changed_row 3'],
    ['targetKey', null, 'changed_row 3'],
    ['targetName', 'Alice', 'changed_row 3'],
    ['address', '192.0.2.2', 'changed_row 3'],
    ['requestId', 'R', 'changed_row 3'],
    ['salt', null, 'changed_row 3'],
    ['type', 'factor.failed', 'changed_hash 3'],
    ['at', '1970-01-01T00:00:02.000001Z', 'changed_hash 3'],
  ])('finds a changed %s', async (field, value, expected) => {
    expect(kindsOf(await check(altered(3, { [field]: value })))).toEqual([expected]);
  });

  it('finds what was moved from one field to the next', async () => {
    const [row] = rows;
    const moved = altered(1, { reason: `${row?.reason}${row?.actorKey ?? ''}`, actorKey: '' });
    expect(kindsOf(await check(moved))).toEqual(['changed_row 1']);
  });

  it('finds a hash that was put in the place of another', async () => {
    expect(kindsOf(await check(altered(3, { hash: 'ab'.repeat(32) })))).toEqual([
      'changed_hash 3',
      'changed_hash 4',
    ]);
  });

  it('finds rows that are missing, at the beginning too', async () => {
    expect(kindsOf(await check(rows.filter(({ seq }) => seq !== 3 && seq !== 4)))).toEqual([
      'missing_rows 3',
      'changed_hash 5',
    ]);
    expect(kindsOf(await check(rows.slice(1)))).toEqual(['missing_rows 1', 'changed_hash 2']);
  });

  it('finds rows in another order', async () => {
    const [one, two, three, ...rest] = rows as [AuditRow, AuditRow, AuditRow];
    expect(kindsOf(await check([one, three, two, ...rest]))).toContain('wrong_order 2');
  });

  it('finds a cut of the end by a checkpoint, and by a head that was written down', async () => {
    const cut = rows.slice(0, 4);
    expect(kindsOf(await check(cut, { checkpoints: [sign(rows[5])] }))).toEqual(['cut_end 6']);
    expect(kindsOf(await check(cut, { expectedHeads: [rows[5] as AuditRow] }))).toEqual(['cut_end 6']);
    expect(kindsOf(await check(cut, { checkpoints: [sign(rows[5])], toEnd: false }))).toEqual([]);
  });

  it('finds a chain that was computed anew from some row on', async () => {
    const anew = rows.slice(0, 2);
    for (let at = 2; at < 6; at += 1)
      anew.push(chained({ ...event, reason: 'SMS' }, at * 1_000, anew.at(-1)));
    expect(kindsOf(await check(anew))).toEqual([]);
    expect(kindsOf(await check(anew, { checkpoints: [sign(rows[3])] }))).toEqual(['rewritten 4']);
  });

  it('finds a checkpoint that was made up, and one of a key that nobody knows', async () => {
    const real = sign(rows[3]);
    const forged = { ...real, at: new Date(1).toISOString() };
    expect(kindsOf(await check(rows, { checkpoints: [forged] }))).toEqual(['forged_checkpoint 4']);
    const stranger = new CheckpointSigner([{ id: 'x', key: Buffer.alloc(32, 9) }]);
    const strange = stranger.sign(rows[3] as AuditRow, new Date(0));
    expect(kindsOf(await check(rows, { checkpoints: [strange] }))).toEqual(['unknown_key 4']);
    const known = { ...strange, keyId: real.keyId };
    expect(kindsOf(await check(rows, { checkpoints: [known] }))).toEqual(['forged_checkpoint 4']);
  });

  it('believes an older key that is gone where a later checkpoint vouches for the same chain', async () => {
    const older = new CheckpointSigner([{ id: 'x', key: Buffer.alloc(32, 9) }]);
    const checkpoints = [older.sign(rows[1] as AuditRow, new Date(0)), sign(rows[4])];
    expect(await check(rows, { checkpoints })).toMatchObject({ findings: [], signedUpTo: 5 });
    const other = { ...checkpoints[0], hash: 'ab'.repeat(32) } as (typeof checkpoints)[number];
    expect(kindsOf(await check(rows, { checkpoints: [other, sign(rows[4])] }))).toEqual(['rewritten 2']);
  });

  it('checks a part from the hash before it', async () => {
    const part = rows.slice(2, 5);
    const begin = { firstSeq: 3, previousHash: rows[1]?.hash, toEnd: false };
    expect(await check(part, { ...begin, checkpoints: [sign(rows[3])] })).toMatchObject({
      ...{ findings: [], first: 3, signedUpTo: 4 },
    });
    expect(kindsOf(await check(part, { ...begin, previousHash: rows[2]?.hash }))).toEqual(['changed_hash 3']);
  });

  it('says so where nobody vouches for the rows', async () => {
    expect((await check(rows)).notes).toEqual([expect.stringContaining('no checkpoint')]);
  });
});

describe('rows that were emptied', () => {
  const emptied = {
    ...{ outcome: '', reason: '', actorKey: null, actorName: null, targetKey: null, targetName: null },
    ...{ address: '', requestId: '', salt: null, prunedAt: '1970-02-01T00:00:00.000000Z' },
  };
  const withStatement = (before: string) => {
    const reason = `type=factor.verified before=${before} count=1`;
    const statement = chained({ ...event, type: 'audit.pruned', reason }, 90_000_000, rows.at(-1));
    return [...altered(2, emptied), statement];
  };

  it('are no fault where the audit says so', async () => {
    expect(await check(withStatement('1970-01-01T00:00:02.000000Z'))).toMatchObject({
      findings: [],
      prunedRows: 1,
    });
  });

  it('are one where it says nothing, or of older rows, or of another type', async () => {
    expect(kindsOf(await check(altered(2, emptied)))).toEqual(['emptied_row 2']);
    expect(kindsOf(await check(withStatement('1970-01-01T00:00:01.000000Z')))).toEqual(['emptied_row 2']);
    const [first, second, ...rest] = withStatement('1970-01-01T00:00:02.000000Z') as [AuditRow, AuditRow];
    expect(kindsOf(await check([first, { ...second, type: 'factor.failed' }, ...rest]))).toEqual([
      'changed_hash 2',
      'emptied_row 2',
    ]);
  });

  it('are one where something is left in them', async () => {
    const [first, second, ...rest] = withStatement('1970-01-01T00:00:02.000000Z') as [AuditRow, AuditRow];
    expect(kindsOf(await check([first, { ...second, reason: 'made up' }, ...rest]))).toEqual([
      'emptied_row 2',
    ]);
  });
});
