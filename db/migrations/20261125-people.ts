import type { Knex } from 'knex';

/**
 * What Jira knows about its users, kept here so that the console can search and count them. It says nothing about
 * second factors, and outlives an enrollment.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE people (
      user_key varchar(255) PRIMARY KEY,
      username varchar(255) NOT NULL,
      -- Compared byte by byte: pages go on after a name, on every gate and whatever the server's locale is.
      lower_user_name varchar(255) COLLATE "C" NOT NULL,
      display_name varchar(255) NOT NULL,
      email varchar(255) NOT NULL,
      active boolean NOT NULL,
      -- Name, display name and address in lower case without accents: what people type is looked for in it.
      search_text text COLLATE "C" NOT NULL,
      -- When Jira last confirmed this; of a synchronization, when it began.
      synced_at timestamptz,
      -- When the gate last saw them.
      seen_at timestamptz
    );
    CREATE UNIQUE INDEX people_name ON people (lower_user_name);
    CREATE INDEX people_active_name ON people (active, lower_user_name);
    CREATE INDEX people_synced ON people (synced_at);

    CREATE TABLE people_groups (
      lower_group_name varchar(255) COLLATE "C" NOT NULL,
      user_key varchar(255) NOT NULL,
      group_name varchar(255) NOT NULL,
      synced_at timestamptz NOT NULL,
      PRIMARY KEY (lower_group_name, user_key)
    );
    CREATE INDEX people_groups_user ON people_groups (user_key) INCLUDE (group_name);

    -- One row: the latest synchronization. Whoever holds the lease goes on with it.
    CREATE TABLE people_sync (
      only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
      state varchar(16) NOT NULL,
      started_at timestamptz NOT NULL,
      finished_at timestamptz,
      position jsonb NOT NULL,
      people_read integer NOT NULL,
      groups_read integer NOT NULL,
      error varchar(255) NOT NULL,
      owner varchar(64),
      lease_until timestamptz
    );

    CREATE TABLE adoption_daily (
      day date PRIMARY KEY,
      active integer NOT NULL,
      enrolled integer NOT NULL,
      exempt integer NOT NULL,
      in_grace integer NOT NULL,
      locked integer NOT NULL,
      counted_at timestamptz NOT NULL
    );

    -- Who is locked is asked often, and few people are.
    CREATE INDEX second_factor_attempts_locked ON second_factor_attempts (user_key)
      WHERE locked_until IS NOT NULL OR failures_in_a_row >= 100;

    -- Who has which method is counted for the overview, without the factors' data.
    CREATE INDEX authenticators_method ON authenticators (method, user_key) WHERE blocked_at IS NULL;

    -- People whom the gate has met already. A name that begins with # was taken by somebody else.
    INSERT INTO people (user_key, username, lower_user_name, display_name, email, active, search_text)
    SELECT user_key, lower_user_name, lower_user_name, lower_user_name, '', true, lower_user_name
    FROM app_user WHERE lower_user_name NOT LIKE '#%';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP INDEX second_factor_attempts_locked, authenticators_method;
    DROP TABLE adoption_daily, people_sync, people_groups, people;
  `);
}
