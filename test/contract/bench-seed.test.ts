import { describe, expect, it } from 'vitest';
import { KnexAuditSearch } from '../../db/index.ts';
import { verifyChain } from '../../proxy/audit/index.ts';
import { seed } from '../bench/seed.ts';
import { givenDatabase } from './given-database.ts';

describe('the database of the bench', () => {
  const given = givenDatabase();
  it('holds a chain as a gate would have made it', async () => {
    await seed(given.url, { people: 200, events: 3_000 });
    const search = new KnexAuditSearch(given.db);
    const report = await verifyChain({
      rows: search.chain({ firstSeq: 1 }),
      checkpoints: [],
      publicKeys: [],
      toEnd: true,
    });
    expect(report.findings).toEqual([]);
    expect(report.rows).toBe(3_000);
  });
});
