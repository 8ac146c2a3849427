/** What an attacker runs who knows how the chain is computed: everything from a row on fits together again. */
export const rewriteFrom = (seq: number) => `
  DO $$
  DECLARE
    e audit_events;
    previous bytea := (SELECT hash FROM audit_events WHERE id = ${seq} - 1);
    next bigint := ${seq};
    old bigint;
  BEGIN
    FOR e IN SELECT * FROM audit_events WHERE id >= ${seq} ORDER BY id LOOP
      old := e.id;
      e.id := next;
      IF e.pruned_at IS NULL THEN e.body_digest := two_step_audit_body(e); END IF;
      previous := two_step_audit_hash(e, previous);
      UPDATE audit_events SET id = next, body_digest = e.body_digest, hash = previous WHERE id = old;
      next := next + 1;
    END LOOP;
  END $$`;
