/** pg_temp comes last: a temporary table of the same name must not stand in for the audit. */
export const searchPath = 'SET search_path = pg_catalog, public, pg_temp';

/** The same number in every gate: who holds it appends. Held for one statement, never while somebody thinks. */
const appendLock = 733_003;

/** What a row is hashed as; proxy/audit/audit-digest.ts computes the same from an export. */
export const digests = `
  -- Length and text: no two lists of values give the same text.
  CREATE FUNCTION two_step_net(value text) RETURNS text LANGUAGE sql IMMUTABLE ${searchPath} AS $$
    SELECT CASE WHEN value IS NULL THEN '-,'
      ELSE octet_length(convert_to(value, 'UTF8')) || ':' || value || ',' END
  $$;

  CREATE FUNCTION two_step_utc(value timestamptz) RETURNS text LANGUAGE sql IMMUTABLE ${searchPath} AS $$
    SELECT to_char(value AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  $$;

  CREATE FUNCTION two_step_audit_body(e audit_events) RETURNS bytea LANGUAGE sql IMMUTABLE ${searchPath} AS $$
    SELECT sha256(convert_to(
      two_step_net(e.salt::text) || two_step_net(e.outcome) || two_step_net(e.reason)
      || two_step_net(e.actor_key) || two_step_net(e.actor_name)
      || two_step_net(e.target_key) || two_step_net(e.target_name)
      || two_step_net(e.address) || two_step_net(e.request_id), 'UTF8'))
  $$;

  CREATE FUNCTION two_step_audit_hash(e audit_events, previous bytea) RETURNS bytea
  LANGUAGE sql IMMUTABLE ${searchPath} AS $$
    SELECT sha256(COALESCE(previous, decode(repeat('00', 32), 'hex')) || sha256(convert_to(
      two_step_net(e.id::text) || two_step_net(e.type) || two_step_net(two_step_utc(e.at))
      || two_step_net(encode(e.body_digest, 'hex')), 'UTF8')))
  $$;

  -- NULL for what is no address, such as 'local'.
  CREATE FUNCTION two_step_address(value text) RETURNS inet LANGUAGE plpgsql IMMUTABLE ${searchPath} AS $$
  BEGIN
    IF value !~ '^[0-9A-Fa-f.:]+$' THEN RETURN NULL; END IF;
    RETURN value::inet;
  EXCEPTION WHEN invalid_text_representation THEN RETURN NULL;
  END $$;
`;

/** Rows of older versions get their place in the chain, some thousands at a time. Dropped when that is done. */
export const chainExisting = `
  CREATE FUNCTION two_step_chain_existing(last_id bigint, last_hash bytea, most integer,
    OUT new_id bigint, OUT new_hash bytea, OUT chained integer) LANGUAGE plpgsql ${searchPath} AS $$
  DECLARE
    e audit_events;
    old_id bigint;
  BEGIN
    new_id := last_id;
    new_hash := last_hash;
    chained := 0;
    FOR e IN SELECT * FROM audit_events WHERE hash IS NULL ORDER BY id LIMIT most LOOP
      old_id := e.id;
      new_id := new_id + 1;
      chained := chained + 1;
      e.id := new_id;
      e.salt := gen_random_uuid();
      e.body_digest := two_step_audit_body(e);
      new_hash := two_step_audit_hash(e, new_hash);
      UPDATE audit_events SET id = e.id, salt = e.salt, body_digest = e.body_digest, hash = new_hash
        WHERE id = old_id;
    END LOOP;
  END $$;
`;

/** What the gate calls. Each is one statement of its own, so that the lock ends with it. */
export const chaining = `
  -- Under the lock only.
  CREATE FUNCTION two_step_append_audit(incoming audit_incoming) RETURNS bigint
  LANGUAGE plpgsql ${searchPath} AS $$
  DECLARE
    e audit_events;
    last_id bigint;
    last_hash bytea;
  BEGIN
    SELECT id, hash INTO last_id, last_hash FROM audit_events ORDER BY id DESC LIMIT 1;
    e.id := COALESCE(last_id, 0) + 1;
    e.at := incoming.at;
    e.type := incoming.type;
    e.outcome := incoming.outcome;
    e.reason := incoming.reason;
    e.actor_key := incoming.actor_key;
    e.actor_name := incoming.actor_name;
    e.target_key := incoming.target_key;
    e.target_name := incoming.target_name;
    e.address := incoming.address;
    e.request_id := incoming.request_id;
    e.salt := gen_random_uuid();
    e.body_digest := two_step_audit_body(e);
    e.hash := two_step_audit_hash(e, last_hash);
    INSERT INTO audit_events SELECT e.*;
    INSERT INTO audit_daily AS d (day, type, outcome, events)
      VALUES ((e.at AT TIME ZONE 'UTC')::date, e.type, e.outcome, 1)
      ON CONFLICT (day, type, outcome) DO UPDATE SET events = d.events + 1;
    RETURN e.id;
  END $$;

  -- Moves what is committed into the chain; answers how many. Rows that somebody holds a lock on wait for another time.
  CREATE FUNCTION two_step_chain_audit(most integer DEFAULT 1000) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER ${searchPath} AS $$
  DECLARE
    incoming audit_incoming;
    moved integer := 0;
  BEGIN
    PERFORM pg_advisory_xact_lock(${appendLock});
    PERFORM set_config('two_step.chaining', 'yes', true);
    FOR incoming IN
      WITH next AS (SELECT id FROM audit_incoming ORDER BY id LIMIT most FOR UPDATE SKIP LOCKED),
      taken AS (DELETE FROM audit_incoming USING next WHERE audit_incoming.id = next.id RETURNING audit_incoming.*)
      SELECT * FROM taken ORDER BY id
    LOOP
      PERFORM two_step_append_audit(incoming);
      moved := moved + 1;
    END LOOP;
    PERFORM set_config('two_step.chaining', '', true);
    RETURN moved;
  END $$;

  -- What was staged before comes before: whoever reads after this sees both.
  CREATE FUNCTION two_step_record_audit(
    event_type text, event_outcome text, event_reason text, event_actor_key text, event_actor_name text,
    event_target_key text, event_target_name text, event_address text, event_request_id text
  ) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER ${searchPath} AS $$
  DECLARE
    incoming audit_incoming;
  BEGIN
    -- Not all, should there be very many: somebody waits for this.
    PERFORM two_step_chain_audit(200);
    incoming.at := clock_timestamp();
    incoming.type := event_type;
    incoming.outcome := event_outcome;
    incoming.reason := event_reason;
    incoming.actor_key := event_actor_key;
    incoming.actor_name := event_actor_name;
    incoming.target_key := event_target_key;
    incoming.target_name := event_target_name;
    incoming.address := event_address;
    incoming.request_id := event_request_id;
    RETURN two_step_append_audit(incoming);
  END $$;

  -- Empties rows of one type that are older than so many days, and says so in the chain. The right to UPDATE is there
  -- for the length of this transaction only.
  CREATE FUNCTION two_step_prune_audit(event_type text, days integer, most integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER ${searchPath} AS $$
  DECLARE
    before timestamptz := date_trunc('second', now()) - make_interval(days => days);
    emptied integer;
  BEGIN
    IF days < 1 OR event_type = 'audit.pruned' THEN
      RAISE EXCEPTION 'what is younger than a day, and audit.pruned, is never pruned';
    END IF;
    PERFORM pg_advisory_xact_lock(${appendLock});
    EXECUTE format('GRANT UPDATE ON audit_events TO %I', current_user);
    UPDATE audit_events SET salt = NULL, outcome = '', reason = '', actor_key = NULL, actor_name = NULL,
        target_key = NULL, target_name = NULL, address = '', request_id = '', pruned_at = now()
      WHERE id IN (SELECT id FROM audit_events WHERE type = event_type AND at < before AND pruned_at IS NULL
                   ORDER BY id LIMIT most);
    GET DIAGNOSTICS emptied = ROW_COUNT;
    EXECUTE format('REVOKE UPDATE ON audit_events FROM %I', current_user);
    IF emptied > 0 THEN
      PERFORM two_step_record_audit('audit.pruned', 'success',
        format('type=%s before=%s count=%s', event_type, two_step_utc(before), emptied),
        NULL, NULL, NULL, NULL, 'local', '-');
    END IF;
    RETURN emptied;
  END $$;
`;
