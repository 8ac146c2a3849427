import type { Knex } from 'knex';

/** Which mails of a wave went to whom: each kind once for each person and wave, whichever gate sends it. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE wave_mails (
      rule_id varchar(50) NOT NULL,
      user_key varchar(255) NOT NULL,
      kind varchar(16) NOT NULL,
      sent_at timestamptz NOT NULL,
      PRIMARY KEY (rule_id, user_key, kind)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE wave_mails');
}
