import type { Knex } from 'knex';

/** How far each wave had come on a day (UTC): a line a day and wave, corrected through the day. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE wave_days (
      rule_id varchar(50) NOT NULL,
      day date NOT NULL,
      people integer NOT NULL,
      enrolled integer NOT NULL,
      counted_at timestamptz NOT NULL,
      PRIMARY KEY (rule_id, day)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE wave_days');
}
