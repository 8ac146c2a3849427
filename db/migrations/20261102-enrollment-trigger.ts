import type { Knex } from 'knex';

/**
 * Whatever happens to an enrollment, through the gate or by hand: every gate hears of it, and a DELETE leaves
 * nothing of the person behind but the audit. The gate says that it is at work with `two_step.through_gate`
 * (it writes its own audit event then) as the owner of the table; all else is a database administrator. The functions
 * run with the owner's rights, so that a role that may only delete enrollments can.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE FUNCTION two_step_enrollment_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    DECLARE
      changed_key varchar(255) := COALESCE(OLD."USER_KEY", NEW."USER_KEY");
      changed_name varchar(255);
      by_hand boolean := COALESCE(current_setting('two_step.through_gate', true), '') <> 'yes'
        OR session_user <> (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID);
    BEGIN
      SELECT lower_user_name INTO changed_name FROM app_user WHERE user_key = changed_key;
      IF by_hand THEN
        INSERT INTO audit_events (type, outcome, reason, actor_name, target_key, target_name, address, request_id)
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

    CREATE TRIGGER two_step_enrollment_changed
      AFTER INSERT OR UPDATE OR DELETE ON "AO_ED669C_TOTP_USER_ENROLLMENT"
      FOR EACH ROW EXECUTE FUNCTION two_step_enrollment_changed();

    CREATE FUNCTION two_step_enrollment_truncated() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    BEGIN
      INSERT INTO audit_events (type, outcome, reason, actor_name, address, request_id)
      VALUES ('enrollment.changed_in_database', 'success', 'truncate', session_user,
              COALESCE(host(inet_client_addr()), 'local'), '-');
      DELETE FROM second_factor_attempts;
      DELETE FROM app_user;
      PERFORM pg_notify('two_step_enrollment', json_build_object('operation', 'truncate')::text);
      RETURN NULL;
    END $$;

    CREATE TRIGGER two_step_enrollment_truncated
      AFTER TRUNCATE ON "AO_ED669C_TOTP_USER_ENROLLMENT"
      FOR EACH STATEMENT EXECUTE FUNCTION two_step_enrollment_truncated();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER two_step_enrollment_truncated ON "AO_ED669C_TOTP_USER_ENROLLMENT";
    DROP TRIGGER two_step_enrollment_changed ON "AO_ED669C_TOTP_USER_ENROLLMENT";
    DROP FUNCTION two_step_enrollment_truncated();
    DROP FUNCTION two_step_enrollment_changed();
  `);
}
