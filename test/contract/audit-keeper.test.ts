import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KnexAuditChain, KnexAuditLog, KnexSiteDocuments } from '../../db/index.ts';
import {
  AuditHeadFile,
  AuditKeeper,
  CheckpointSigner,
  CheckpointWriter,
  readRetention,
  retentionDays,
} from '../../proxy/audit/index.ts';
import { buildKeyRing } from '../support/builders/index.ts';
import { waitFor } from '../support/gate/index.ts';
import { givenDatabase } from './given-database.ts';

describe('for how long events are kept whole', () => {
  const rules = { '*': 400, 'factor.*': 90, 'factor.failed': 30, 'enrollment.*': 0, 'audit.*': 10 };
  it.each([
    ['factor.failed', 30],
    ['factor.verified', 90],
    ['session.ended', 400],
    ['enrollment.confirmed', undefined],
    ['audit.exported', 10],
    ['audit.pruned', undefined],
  ])('%s: the longest pattern that fits says %s', (type, days) => {
    expect(retentionDays(rules, type)).toBe(days);
  });

  it('is for ever where nothing is said', () => {
    expect(retentionDays({}, 'factor.failed')).toBeUndefined();
  });
});

describe('what keeps the audit', () => {
  const given = givenDatabase();
  const documents = () => new KnexSiteDocuments(given.db);
  const settings = (basedOn: number, document: unknown) =>
    documents().append({
      ...{ kind: 'settings', basedOn, document },
      ...{ actor: undefined, actorName: 'erin', comment: 'why' },
    });

  it('reads from the settings how long, and takes no settings that are not', async () => {
    expect(await readRetention(documents())).toEqual({});
    await settings(0, { auditRetention: { 'factor.*': 90 }, other: true });
    expect(await readRetention(documents())).toEqual({ 'factor.*': 90 });
    await settings(1, { auditRetention: { 'factor.*': '90' } });
    await expect(readRetention(documents())).rejects.toThrow();
    await settings(2, {});
    expect(await readRetention(documents())).toEqual({});
  });

  it('chains, signs, remembers and empties, and says what fails', async () => {
    const headFile = new AuditHeadFile(mkdtempSync(join(tmpdir(), 'audit-head-')));
    const chain = new KnexAuditChain(given.db);
    const signer = new CheckpointSigner(buildKeyRing());
    const seen: string[] = [];
    const pruned: [string, number][] = [];
    const log = new KnexAuditLog(given.db);
    const event = { outcome: 'failure', reason: 'r', address: 'a', requestId: 'i' } as const;
    await log.record({ type: 'factor.failed', ...event, actor: undefined, target: undefined });
    await given.rows(
      `INSERT INTO audit_incoming (at, type, outcome, reason, address, request_id)
       VALUES (now() - interval '31 days', 'factor.failed', 'failure', 'old', 'a', 'i')`,
    );
    await chain.chainStaged();
    await given.rows(
      `INSERT INTO audit_incoming (type, outcome, reason, address, request_id) VALUES ('x.y', 'success', '', '', '')`,
    );
    const keeper = new AuditKeeper({
      chain,
      checkpoints: new CheckpointWriter({ chain, signer, headFile, clock: Date.now }),
      receivers: [{ name: 'away', deliver: () => Promise.reject(new Error('away')) }],
      retention: async () => ({ 'factor.*': 30 }),
      onCheckpoint: ({ kind }) => seen.push(kind),
      onPruned: (type, count) => pruned.push([type, count]),
      onError: (what) => seen.push(what),
    });
    keeper.start();
    const staged = async () => (await given.rows('SELECT 1 FROM audit_incoming')).length;
    await waitFor(async () => (await staged()) === 0 && pruned.length > 0 && headFile.read() !== undefined);
    await log.record({ type: 'factor.failed', ...event, actor: undefined, target: undefined });
    await waitFor(() => seen.includes('sending the audit (away)'));
    await keeper.stop();
    expect(pruned).toEqual([['factor.failed', 1]]);
    expect(seen).toContain('written');
    const [row] = await given.rows('SELECT reason, pruned_at FROM audit_events WHERE id = 2');
    expect(row).toEqual({ reason: '', pruned_at: expect.any(Date) });
  });
});
