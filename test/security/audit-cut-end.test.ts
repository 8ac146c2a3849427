// A database administrator with all rights takes out the last rows of the audit together with the checkpoints that
// know them: what is left is a chain without a fault.
import { expect, it } from 'vitest';
import { givenAuditedSite } from '../support/audit/given-audited-site.ts';

const site = givenAuditedSite();

it('a cut is found by the checkpoint', async () => {
  await site.withoutTriggers('DELETE FROM audit_events WHERE id > 8');
  // The checkpoint, and what the machine remembers.
  expect(await site.found()).toEqual(['cut_end 10']);
});

it('a cut together with its checkpoint is found by what the machine remembers', async () => {
  await site.withoutTriggers('DELETE FROM audit_checkpoints WHERE seq > 8');
  expect(await site.found()).toEqual(['cut_end 10']);
});

it('no gate on this machine signs what has grown after a cut', async () => {
  for (let row = 0; row < 5; row += 1) await site.record();
  expect(await site.checkpoints.write(0)).toEqual({ kind: 'not_continued', seq: 10 });
  expect(await site.found()).toEqual(['rewritten 10']);
});
