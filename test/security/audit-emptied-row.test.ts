// Retention empties old rows, and the chain holds without what was in them. Somebody uses that: empties a row of their
// own and says that it was retention.
import { expect, it } from 'vitest';
import { givenAuditedSite } from '../support/audit/given-audited-site.ts';

const site = givenAuditedSite();
const empty = (where: string) =>
  `UPDATE audit_events SET salt = NULL, outcome = '', reason = '', actor_key = NULL, actor_name = NULL,
     target_key = NULL, target_name = NULL, address = '', request_id = '', pruned_at = now() WHERE ${where}`;

it('what the gate empties by retention is no fault, and is counted', async () => {
  await site.withoutTriggers(
    "UPDATE audit_events SET at = at - interval '40 days' WHERE id <= 2",
    `DO $$ DECLARE e audit_events; previous bytea; BEGIN
       FOR e IN SELECT * FROM audit_events ORDER BY id LOOP
         previous := two_step_audit_hash(e, previous);
         UPDATE audit_events SET hash = previous WHERE id = e.id;
       END LOOP; END $$`,
    'DELETE FROM audit_checkpoints',
  );
  site.headFile.write({ seq: 1, hash: (await site.chain.hashAt(1)) ?? '' });
  expect(await site.chain.prune('factor.verified', 30)).toBe(2);
  expect(await site.chain.prune('factor.verified', 30)).toBe(0);
  expect(await site.verify()).toMatchObject({ findings: [], prunedRows: 2 });
});

it('a row that is younger than the audit says is found', async () => {
  await site.superuser(empty('id = 4'));
  expect(await site.found()).toEqual(['emptied_row 4']);
});

it('the gate itself cannot empty what is young, nor what says that something was emptied', async () => {
  await expect(site.chain.prune('factor.verified', 0)).rejects.toThrow();
  await expect(site.chain.prune('audit.pruned', 30)).rejects.toThrow();
});

it('a row that says it was emptied and still says something is found', async () => {
  await site.withoutTriggers("UPDATE audit_events SET pruned_at = now(), reason = 'made up' WHERE id = 6");
  expect(await site.found()).toContain('emptied_row 6');
});
