import { describe, expect, it } from 'vitest';
import { KnexAuditSearch } from '../../db/index.ts';
import { CheckpointSigner, readAuditState, verifyPart } from '../../proxy/audit/index.ts';
import { givenAuditedSite } from '../support/audit/given-audited-site.ts';
import { buildKeyRing } from '../support/builders/index.ts';

describe('one look at the audit', () => {
  const site = givenAuditedSite();
  const inspection = () => ({
    search: new KnexAuditSearch(site.db),
    chain: site.chain,
    headFile: site.headFile,
    signer: new CheckpointSigner(buildKeyRing()),
  });
  const verify = (firstSeq: number, lastSeq?: number, most = 100) =>
    verifyPart(inspection(), { firstSeq, lastSeq }, most);

  it('tells the last signature, and how much came after it', async () => {
    expect(await readAuditState(inspection())).toMatchObject({
      kind: 'signed',
      checkpoint: { seq: 10 },
      rowsAfter: 0,
    });
    await site.record();
    expect(await readAuditState(inspection())).toMatchObject({ kind: 'signed', rowsAfter: 1 });
  });

  it('goes on to the next signature, so that it vouches for the rows', async () => {
    const report = await verify(2, 3);
    expect(report?.findings).toEqual([]);
    expect(report).toMatchObject({ part: { firstSeq: 2, lastSeq: 5 }, signedUpTo: 5, rows: 4 });
  });

  it('looks at the latest rows of what is too much for one look, and says so', async () => {
    const report = await verify(1, undefined, 3);
    expect(report).toMatchObject({
      asked: { firstSeq: 1, lastSeq: 11 },
      part: { firstSeq: 9, lastSeq: 11 },
      findings: [],
      signedUpTo: 10,
    });
  });

  it('finds no rows where there are none', async () => {
    expect(await verify(99)).toBeUndefined();
    expect(await verify(5, 4)).toBeUndefined();
  });

  it('knows no signature of another key', async () => {
    const signer = new CheckpointSigner(buildKeyRing('k9'));
    expect(await readAuditState({ ...inspection(), signer })).toMatchObject({ kind: 'broken' });
  });

  it('finds a row that was changed, and one that is missing', async () => {
    await site.withoutTriggers(`UPDATE audit_events SET reason = 'SMS' WHERE id = 3`);
    expect((await verify(2, 3))?.findings.map(({ kind, seq }) => `${kind} ${seq}`)).toEqual([
      'changed_row 3',
    ]);
    expect((await verify(4, 5))?.findings).toEqual([]);
    await site.withoutTriggers('DELETE FROM audit_events WHERE id = 5');
    expect((await verify(4, 5))?.findings.map(({ kind }) => kind)).toContain('missing_rows');
  });

  it('sees that the end was cut off', async () => {
    await site.withoutTriggers('DELETE FROM audit_events WHERE id > 8');
    expect(await readAuditState(inspection())).toMatchObject({ kind: 'broken' });
  });
});
