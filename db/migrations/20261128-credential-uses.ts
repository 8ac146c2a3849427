import type { Knex } from 'knex';

/**
 * Who comes with a password alone (Basic) or with a token: what has to be known before Basic can be switched off.
 * Never the password or the token.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE credential_uses (
      id bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
      kind varchar(8) NOT NULL,
      -- In lower case. Of Basic whatever was claimed: Jira may not know it. Empty for all that is not told apart.
      name varchar(100) NOT NULL,
      allowed boolean NOT NULL,
      -- Whether the gate knew somebody of that name.
      known boolean NOT NULL,
      first_seen timestamptz NOT NULL,
      last_seen timestamptz NOT NULL,
      uses bigint NOT NULL,
      address varchar(64) NOT NULL,
      path_class varchar(20) NOT NULL,
      PRIMARY KEY (kind, name, allowed)
    );
    CREATE INDEX credential_uses_latest ON credential_uses (last_seen, id);
    CREATE INDEX credential_uses_unknown ON credential_uses (kind) WHERE NOT known;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE credential_uses');
}
