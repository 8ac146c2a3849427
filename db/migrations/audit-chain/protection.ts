import { searchPath } from './functions.ts';

/**
 * Nobody changes what is written: not by a privilege, and where somebody has all privileges, not without switching a
 * trigger off. A superuser can do that; then the chain shows it.
 */
export const protection = `
  CREATE FUNCTION two_step_append_only() RETURNS trigger LANGUAGE plpgsql ${searchPath} AS $$
  BEGIN
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP
      USING ERRCODE = 'insufficient_privilege';
  END $$;

  -- Emptying is the one change there is (two_step_prune_audit); what the chain needs stays.
  CREATE FUNCTION two_step_audit_unchanged() RETURNS trigger LANGUAGE plpgsql ${searchPath} AS $$
  BEGIN
    IF OLD.pruned_at IS NULL AND NEW.pruned_at IS NOT NULL AND NEW.type <> 'audit.pruned'
      AND (NEW.id, NEW.at, NEW.type, NEW.body_digest, NEW.hash)
        IS NOT DISTINCT FROM (OLD.id, OLD.at, OLD.type, OLD.body_digest, OLD.hash)
      AND (NEW.salt, NEW.actor_key, NEW.actor_name, NEW.target_key, NEW.target_name) IS NULL
      AND NEW.outcome = '' AND NEW.reason = '' AND NEW.address = '' AND NEW.request_id = '' THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP
      USING ERRCODE = 'insufficient_privilege';
  END $$;

  -- What is on its way into the chain leaves its table that way only.
  CREATE FUNCTION two_step_only_chained() RETURNS trigger LANGUAGE plpgsql ${searchPath} AS $$
  BEGIN
    IF TG_OP = 'DELETE' AND current_setting('two_step.chaining', true) = 'yes' THEN RETURN OLD; END IF;
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP
      USING ERRCODE = 'insufficient_privilege';
  END $$;

  CREATE TRIGGER two_step_audit_unchanged BEFORE UPDATE ON audit_events
    FOR EACH ROW EXECUTE FUNCTION two_step_audit_unchanged();
  CREATE TRIGGER two_step_append_only BEFORE DELETE ON audit_events
    FOR EACH ROW EXECUTE FUNCTION two_step_append_only();
  CREATE TRIGGER two_step_no_truncate BEFORE TRUNCATE ON audit_events
    FOR EACH STATEMENT EXECUTE FUNCTION two_step_append_only();
  CREATE TRIGGER two_step_only_chained BEFORE UPDATE OR DELETE ON audit_incoming
    FOR EACH ROW EXECUTE FUNCTION two_step_only_chained();
  CREATE TRIGGER two_step_no_truncate BEFORE TRUNCATE ON audit_incoming
    FOR EACH STATEMENT EXECUTE FUNCTION two_step_append_only();
  CREATE TRIGGER two_step_append_only BEFORE UPDATE OR DELETE ON audit_checkpoints
    FOR EACH ROW EXECUTE FUNCTION two_step_append_only();
  CREATE TRIGGER two_step_no_truncate BEFORE TRUNCATE ON audit_checkpoints
    FOR EACH STATEMENT EXECUTE FUNCTION two_step_append_only();
  CREATE TRIGGER two_step_append_only BEFORE UPDATE OR DELETE ON site_documents
    FOR EACH ROW EXECUTE FUNCTION two_step_append_only();
  CREATE TRIGGER two_step_no_truncate BEFORE TRUNCATE ON site_documents
    FOR EACH STATEMENT EXECUTE FUNCTION two_step_append_only();

  DO $$ BEGIN
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON audit_events, audit_checkpoints, site_documents FROM %I',
      current_user);
    EXECUTE format('REVOKE TRUNCATE ON audit_incoming FROM %I', current_user);
  END $$;

  -- A role that may delete enrollments must not write audit events of its own invention.
  REVOKE EXECUTE ON FUNCTION two_step_append_audit(audit_incoming), two_step_chain_audit(integer),
    two_step_record_audit(text, text, text, text, text, text, text, text, text),
    two_step_prune_audit(text, integer, integer),
    two_step_audit_by_hand(oid, text, text, text, text) FROM PUBLIC;
`;

/** The triggers of older migrations, which wrote into audit_events themselves. */
export const staging = `
  -- Whether the gate is at work, which audits itself: it says so, and has a role of the gate's.
  CREATE FUNCTION two_step_through_gate(relation oid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER ${searchPath} AS $$
    SELECT COALESCE(current_setting('two_step.through_gate', true), '') = 'yes'
      AND (session_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = relation)
        OR session_user IN (SELECT role FROM gate_roles))
  $$;
  REVOKE EXECUTE ON FUNCTION two_step_through_gate(oid) FROM PUBLIC;

  CREATE OR REPLACE FUNCTION two_step_enrollment_changed() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER ${searchPath} AS $$
  DECLARE
    changed_key varchar(255) := COALESCE(OLD."USER_KEY", NEW."USER_KEY");
    changed_name varchar(255);
  BEGIN
    SELECT lower_user_name INTO changed_name FROM app_user WHERE user_key = changed_key;
    IF NOT two_step_through_gate(TG_RELID) THEN
      INSERT INTO audit_incoming (type, outcome, reason, actor_name, target_key, target_name, address, request_id)
      VALUES ('enrollment.changed_in_database', 'success', lower(TG_OP), session_user,
              changed_key, changed_name, COALESCE(host(inet_client_addr()), 'local'), '-');
    END IF;
    IF TG_OP = 'DELETE' THEN
      DELETE FROM second_factor_attempts WHERE user_key = changed_key;
      DELETE FROM app_user WHERE user_key = changed_key;
    END IF;
    PERFORM pg_notify('two_step_enrollment', json_build_object('operation', lower(TG_OP), 'userKey', changed_key)::text);
    RETURN NULL;
  END $$;

  CREATE OR REPLACE FUNCTION two_step_enrollment_truncated() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER ${searchPath} AS $$
  BEGIN
    INSERT INTO audit_incoming (type, outcome, reason, actor_name, address, request_id)
    VALUES ('enrollment.changed_in_database', 'success', 'truncate', session_user,
            COALESCE(host(inet_client_addr()), 'local'), '-');
    DELETE FROM second_factor_attempts;
    DELETE FROM app_user;
    PERFORM pg_notify('two_step_enrollment', json_build_object('operation', 'truncate')::text);
    RETURN NULL;
  END $$;

  CREATE OR REPLACE FUNCTION two_step_audit_by_hand(
    relation oid, event_type text, event_reason text, event_target_key text, event_target_name text
  ) RETURNS void LANGUAGE plpgsql SECURITY DEFINER ${searchPath} AS $$
  BEGIN
    IF two_step_through_gate(relation) THEN RETURN; END IF;
    INSERT INTO audit_incoming (type, outcome, reason, actor_name, target_key, target_name, address, request_id)
    VALUES (event_type, 'success', event_reason, session_user, event_target_key, event_target_name,
            COALESCE(host(inet_client_addr()), 'local'), '-');
  END $$;

  ALTER FUNCTION two_step_document_changed() ${searchPath};
  ALTER FUNCTION two_step_standing_changed() ${searchPath};
  ALTER FUNCTION two_step_enrollment_gone() ${searchPath};
`;
