import { beforeAll, describe, expect, it } from 'vitest';
import { KnexAuditLog, KnexAuditSummaries } from '../../db/index.ts';
import type { AuditEvent } from '../../proxy/audit/index.ts';
import { givenDatabase } from './given-database.ts';

describe('what the overview knows of the audit', () => {
  const given = givenDatabase();
  const since = new Date(Date.now() - 60_000);
  const summaries = () => new KnexAuditSummaries(given.db);
  const record = (type: AuditEvent['type'], name: string, reason = '') =>
    new KnexAuditLog(given.db).record({
      ...{ type, reason, outcome: 'success', address: '192.0.2.1', requestId: 'r' },
      actor: { userKey: `K-${name}`, username: name },
      target: { userKey: `K-${name}`, username: name },
    });
  beforeAll(async () => {
    for (const name of ['f', 'e', 'd', 'c', 'b', 'a', 'a'])
      await record('policy.would_have_challenged', name, 'staff');
    await record('policy.would_have_challenged', 'a', 'contractors');
    await record('factor.failed', 'a', 'staff');
    for (const name of ['ada', 'ada', 'olga']) await record('console.opened', name);
  });

  it('counts each person once for each rule, and names some', async () => {
    const { rules, isCut } = await summaries().watchedSince(since);
    expect(isCut).toBe(false);
    expect(rules.map(({ rule, people }) => [rule, people])).toEqual([
      ['staff', 6],
      ['contractors', 1],
    ]);
    expect(rules[0]?.some.map(({ username }) => username)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(rules[1]?.some).toEqual([{ userKey: 'K-a', username: 'a' }]);
  });

  it('counts administrators once', async () => {
    expect(await summaries().administratorsSince(since)).toBe(2);
  });

  it('leaves out what was before', async () => {
    const later = new Date(Date.now() + 60_000);
    expect(await summaries().watchedSince(later)).toEqual({ rules: [], isCut: false });
    expect(await summaries().administratorsSince(later)).toBe(0);
  });
});
