import type { Knex } from 'knex';

/**
 * What administrators decide. Policy and settings are documents with a history: a change is a new row, and nothing is
 * ever overwritten. Every gate hears of each change over the channel that it listens to already, and a change by hand
 * is written into the audit, as with enrollments.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE site_documents (
      kind varchar(16) NOT NULL,
      version integer NOT NULL,
      document jsonb NOT NULL,
      at timestamptz NOT NULL DEFAULT clock_timestamp(),
      actor_key varchar(255),
      actor_name varchar(255) NOT NULL,
      comment varchar(500) NOT NULL,
      PRIMARY KEY (kind, version)
    );

    -- Never open-ended. Ended ones stay until the next one: who decided, and why, is asked later.
    CREATE TABLE exemptions (
      user_key varchar(255) PRIMARY KEY,
      ends_at timestamptz NOT NULL,
      reason varchar(255) NOT NULL,
      granted_at timestamptz NOT NULL,
      granted_by varchar(255) NOT NULL
    );

    -- When somebody was first told to set up a factor. Kept when they have one: a reset brings no second period.
    CREATE TABLE grace_periods (
      user_key varchar(255) PRIMARY KEY,
      started_at timestamptz NOT NULL
    );

    CREATE TABLE help_desk_codes (
      user_key varchar(255) PRIMARY KEY,
      code_hash varchar(64) NOT NULL,
      issued_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      issued_by varchar(255) NOT NULL,
      used_at timestamptz
    );

    CREATE TABLE reset_links (
      token_hash varchar(64) PRIMARY KEY,
      user_key varchar(255) NOT NULL,
      issued_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL
    );
    CREATE INDEX reset_links_user ON reset_links (user_key);

    -- Something about a person changed, by hand: the audit has it.
    CREATE FUNCTION two_step_audit_by_hand(
      relation oid, event_type text, event_reason text, event_target_key text, event_target_name text
    ) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    BEGIN
      IF COALESCE(current_setting('two_step.through_gate', true), '') = 'yes'
        AND session_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = relation) THEN
        RETURN;
      END IF;
      INSERT INTO audit_events (type, outcome, reason, actor_name, target_key, target_name, address, request_id)
      VALUES (event_type, 'success', event_reason, session_user, event_target_key, event_target_name,
              COALESCE(host(inet_client_addr()), 'local'), '-');
    END $$;

    CREATE FUNCTION two_step_document_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    DECLARE changed_kind text := COALESCE(NEW.kind, OLD.kind);
    BEGIN
      PERFORM two_step_audit_by_hand(TG_RELID, changed_kind || '.changed_in_database', lower(TG_OP), NULL, NULL);
      PERFORM pg_notify('two_step_enrollment', json_build_object('operation', 'document', 'kind', changed_kind)::text);
      RETURN NULL;
    END $$;
    CREATE TRIGGER two_step_document_changed AFTER INSERT OR UPDATE OR DELETE ON site_documents
      FOR EACH ROW EXECUTE FUNCTION two_step_document_changed();

    CREATE FUNCTION two_step_standing_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    DECLARE changed_key text := COALESCE(NEW.user_key, OLD.user_key);
    BEGIN
      PERFORM two_step_audit_by_hand(TG_RELID, TG_ARGV[0] || '.changed_in_database', lower(TG_OP), changed_key,
        (SELECT lower_user_name FROM app_user WHERE user_key = changed_key));
      PERFORM pg_notify('two_step_enrollment', json_build_object('operation', 'standing', 'userKey', changed_key)::text);
      RETURN NULL;
    END $$;
    CREATE TRIGGER two_step_exemption_changed AFTER INSERT OR UPDATE OR DELETE ON exemptions
      FOR EACH ROW EXECUTE FUNCTION two_step_standing_changed('exemption');
    CREATE TRIGGER two_step_grace_changed AFTER INSERT OR UPDATE OR DELETE ON grace_periods
      FOR EACH ROW EXECUTE FUNCTION two_step_standing_changed('grace');

    -- What stood in for the factor goes with it.
    CREATE FUNCTION two_step_enrollment_gone() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    BEGIN
      DELETE FROM help_desk_codes WHERE TG_OP = 'TRUNCATE' OR user_key = OLD."USER_KEY";
      DELETE FROM reset_links WHERE TG_OP = 'TRUNCATE' OR user_key = OLD."USER_KEY";
      RETURN NULL;
    END $$;
    CREATE TRIGGER two_step_enrollment_gone AFTER DELETE ON "AO_ED669C_TOTP_USER_ENROLLMENT"
      FOR EACH ROW EXECUTE FUNCTION two_step_enrollment_gone();
    CREATE TRIGGER two_step_enrollments_gone AFTER TRUNCATE ON "AO_ED669C_TOTP_USER_ENROLLMENT"
      FOR EACH STATEMENT EXECUTE FUNCTION two_step_enrollment_gone();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER two_step_enrollments_gone ON "AO_ED669C_TOTP_USER_ENROLLMENT";
    DROP TRIGGER two_step_enrollment_gone ON "AO_ED669C_TOTP_USER_ENROLLMENT";
    DROP TABLE reset_links, help_desk_codes, grace_periods, exemptions, site_documents;
    DROP FUNCTION two_step_enrollment_gone();
    DROP FUNCTION two_step_standing_changed();
    DROP FUNCTION two_step_document_changed();
    DROP FUNCTION two_step_audit_by_hand(oid, text, text, text, text);
  `);
}
