import type { Knex } from 'knex';

/**
 * Which factors somebody has decides what a policy wants of them. A change of it reaches every gate, as one of the
 * enrollment does.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE FUNCTION two_step_factors_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    BEGIN
      PERFORM pg_notify('two_step_enrollment',
        json_build_object('operation', 'standing', 'userKey', COALESCE(NEW.user_key, OLD.user_key))::text);
      RETURN NULL;
    END $$;
    CREATE TRIGGER two_step_factors_changed AFTER INSERT OR DELETE OR UPDATE OF blocked_at ON authenticators
      FOR EACH ROW EXECUTE FUNCTION two_step_factors_changed();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER two_step_factors_changed ON authenticators;
    DROP FUNCTION two_step_factors_changed();
  `);
}
