// A database administrator with all rights switches the triggers off and changes what the audit says, then also
// computes all hashes anew, and takes out the checkpoints that contradict.
import { expect, it } from 'vitest';
import { givenAuditedSite } from '../support/audit/given-audited-site.ts';
import { rewriteFrom } from '../support/audit/rewrite.ts';

const site = givenAuditedSite();

it('a changed row is found, and which one', async () => {
  expect(await site.found()).toEqual([]);
  await site.withoutTriggers("UPDATE audit_events SET target_name = 'bob' WHERE id = 3");
  expect(await site.found()).toEqual(['changed_row 3']);
});

it('it is found by the checkpoints after all hashes were computed anew', async () => {
  await site.withoutTriggers(rewriteFrom(3));
  expect(await site.found()).toEqual(['rewritten 5', 'rewritten 10', 'rewritten 10']);
});

it('it is found by what the machine remembers after the checkpoints were taken out, and no gate signs it', async () => {
  await site.withoutTriggers('DELETE FROM audit_checkpoints');
  expect(await site.found()).toEqual(['rewritten 10']);
  await site.record();
  expect(await site.checkpoints.write(0)).toEqual({ kind: 'not_continued', seq: 10 });
});

it('a checkpoint that somebody else signed is no excuse', async () => {
  await site.withoutTriggers(
    `INSERT INTO audit_checkpoints SELECT id, hash, now(), 'another key', decode(repeat('00', 64), 'hex')
     FROM audit_events WHERE id = 10`,
  );
  expect(await site.found()).toContain('unknown_key 10');
});
