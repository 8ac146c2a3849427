// A database administrator with all rights takes one row out of the audit, then closes the gap in the numbers and
// computes the hashes anew.
import { expect, it } from 'vitest';
import { givenAuditedSite } from '../support/audit/given-audited-site.ts';
import { rewriteFrom } from '../support/audit/rewrite.ts';

const site = givenAuditedSite();

it('a row that is missing in the middle is found', async () => {
  await site.withoutTriggers('DELETE FROM audit_events WHERE id = 7');
  expect(await site.found()).toEqual(['missing_rows 7', 'changed_hash 8']);
});

it('it is found after the gap was closed', async () => {
  await site.withoutTriggers(rewriteFrom(7));
  const found = await site.found();
  expect(found).toContain('cut_end 10');
});

it('and after new rows have come in the place of the end', async () => {
  await site.record();
  expect(await site.found()).toContain('rewritten 10');
});
