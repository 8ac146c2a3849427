import type { Knex } from 'knex';

/** Help when nobody else can help: two people open it together. And how often a help-desk code was tried. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE help_desk_codes
      ADD COLUMN tries integer NOT NULL DEFAULT 0,
      -- Read out by a help desk, or opened by two people at the server's console.
      ADD COLUMN kind varchar(16) NOT NULL DEFAULT 'help_desk';

    -- Kept after the setup: whether somebody came by the link is asked when they are through.
    ALTER TABLE reset_links ADD COLUMN used_at timestamptz;

    -- Kept for good: who opened what, and who began and found nobody to go on with.
    CREATE TABLE break_glass_requests (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      target_key varchar(255) NOT NULL,
      reason varchar(255) NOT NULL,
      started_by varchar(255) NOT NULL,
      started_at timestamptz NOT NULL,
      -- The first half of the code, sealed; empty once the second person has confirmed.
      sealed_half text NOT NULL,
      confirmed_by varchar(255),
      confirmed_at timestamptz
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE break_glass_requests;
    ALTER TABLE reset_links DROP COLUMN used_at;
    ALTER TABLE help_desk_codes DROP COLUMN tries, DROP COLUMN kind;
  `);
}
