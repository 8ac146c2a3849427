import type { Knex } from 'knex';

/**
 * The tables that runbooks know, in the shape that they have in Jira's own database: quoted upper-case names,
 * `timestamp` without a zone (in UTC), all columns NOT NULL.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE SEQUENCE app_user_id_seq START 10000;
    CREATE TABLE app_user (
      id numeric(18) PRIMARY KEY DEFAULT nextval('app_user_id_seq'),
      user_key varchar(255) NOT NULL UNIQUE,
      lower_user_name varchar(255) NOT NULL UNIQUE
    );

    CREATE TABLE "AO_ED669C_TOTP_USER_ENROLLMENT" (
      "USER_KEY" varchar(255) PRIMARY KEY,
      "SECRET" text NOT NULL,
      "RECOVERY_CODE" varchar(255) NOT NULL,
      "CREATED_AT" timestamp NOT NULL,
      "MODIFIED_AT" timestamp NOT NULL
    );

    CREATE TABLE "AO_ED669C_TOTP_CODES" (
      "ID" serial PRIMARY KEY,
      "USER_KEY" varchar(255) NOT NULL
        REFERENCES "AO_ED669C_TOTP_USER_ENROLLMENT" ("USER_KEY") ON DELETE CASCADE,
      "TOTP_CODE_HASH" varchar(255) NOT NULL,
      "EXPIRY_TIMESTAMP" bigint NOT NULL DEFAULT 0
    );
    CREATE UNIQUE INDEX u_ao_ed669c_totp_codes_user_key_hash
      ON "AO_ED669C_TOTP_CODES" ("USER_KEY", "TOTP_CODE_HASH");

    -- The last time step used: no code of it or of an earlier one is good again, whatever the clock says.
    CREATE TABLE totp_authenticator (
      user_key varchar(255) PRIMARY KEY
        REFERENCES "AO_ED669C_TOTP_USER_ENROLLMENT" ("USER_KEY") ON DELETE CASCADE,
      last_used_step bigint NOT NULL,
      added_at timestamptz NOT NULL,
      last_used_at timestamptz NOT NULL
    );

    -- Wrong codes, also of people who are still setting up: no reference to the enrollment.
    CREATE TABLE second_factor_attempts (
      user_key varchar(255) PRIMARY KEY,
      window_started_at timestamptz NOT NULL,
      failures_in_window integer NOT NULL,
      failures_in_a_row integer NOT NULL,
      locked_until timestamptz
    );

    CREATE TABLE audit_events (
      id bigserial PRIMARY KEY,
      at timestamptz NOT NULL DEFAULT clock_timestamp(),
      type varchar(64) NOT NULL,
      outcome varchar(16) NOT NULL,
      reason varchar(255) NOT NULL,
      actor_key varchar(255),
      actor_name varchar(255),
      target_key varchar(255),
      target_name varchar(255),
      address varchar(64) NOT NULL,
      request_id varchar(64) NOT NULL
    );
    CREATE INDEX audit_events_at ON audit_events (at);
    CREATE INDEX audit_events_target ON audit_events (target_key, at);
    CREATE INDEX audit_events_actor ON audit_events (actor_key, at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE audit_events, second_factor_attempts, totp_authenticator,
      "AO_ED669C_TOTP_CODES", "AO_ED669C_TOTP_USER_ENROLLMENT", app_user;
    DROP SEQUENCE app_user_id_seq;
  `);
}
