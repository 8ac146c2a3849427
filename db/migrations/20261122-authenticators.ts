import type { Knex } from 'knex';

/**
 * Every factor but the authenticator app (which has its column in the enrollment table) is a row of one table, with
 * data that only the factor reads: a new factor needs no migration. All of it goes with the enrollment.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE authenticators (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      user_key varchar(255) NOT NULL
        REFERENCES "AO_ED669C_TOTP_USER_ENROLLMENT" ("USER_KEY") ON DELETE CASCADE,
      method varchar(32) NOT NULL,
      name varchar(100) NOT NULL,
      data text NOT NULL,
      -- No two people share a key or a telephone's registration.
      unique_key varchar(64) NOT NULL,
      version integer NOT NULL DEFAULT 1,
      blocked_at timestamptz,
      added_at timestamptz NOT NULL,
      last_used_at timestamptz,
      UNIQUE (method, unique_key)
    );
    CREATE INDEX authenticators_user ON authenticators (user_key, method);

    ALTER TABLE totp_authenticator ADD COLUMN name varchar(100) NOT NULL DEFAULT '';

    CREATE TABLE second_factor_preferences (
      user_key varchar(255) PRIMARY KEY
        REFERENCES "AO_ED669C_TOTP_USER_ENROLLMENT" ("USER_KEY") ON DELETE CASCADE,
      default_method varchar(32) NOT NULL
    );

    CREATE TABLE trusted_devices (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      user_key varchar(255) NOT NULL
        REFERENCES "AO_ED669C_TOTP_USER_ENROLLMENT" ("USER_KEY") ON DELETE CASCADE,
      -- A keyed hash: the cookie's own value is nowhere but in the browser.
      series varchar(64) NOT NULL UNIQUE,
      counter integer NOT NULL,
      rotated_at timestamptz NOT NULL,
      method varchar(32) NOT NULL,
      browser varchar(100) NOT NULL,
      address varchar(64) NOT NULL,
      added_at timestamptz NOT NULL,
      last_seen_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL
    );
    CREATE INDEX trusted_devices_user ON trusted_devices (user_key, last_seen_at);

    -- Which verified sessions a person may have. Whether one is alive, the shared store says.
    CREATE TABLE verified_logins (
      session_key varchar(64) PRIMARY KEY,
      family varchar(64) NOT NULL,
      user_key varchar(255) NOT NULL
        REFERENCES "AO_ED669C_TOTP_USER_ENROLLMENT" ("USER_KEY") ON DELETE CASCADE,
      method varchar(32) NOT NULL,
      browser varchar(100) NOT NULL,
      address varchar(64) NOT NULL,
      verified_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL
    );
    CREATE INDEX verified_logins_user ON verified_logins (user_key, verified_at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE verified_logins, trusted_devices, second_factor_preferences, authenticators;
    ALTER TABLE totp_authenticator DROP COLUMN name;
  `);
}
