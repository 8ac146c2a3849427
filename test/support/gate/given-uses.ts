import pg from 'pg';
import type { Site } from './site.ts';

export type GivenUse = {
  readonly kind: 'basic' | 'token';
  readonly name: string;
  readonly allowed: boolean;
  readonly lastSeen: Date;
};

/** Writes down who came with what, as gates do once a minute. */
export async function givenUses({ gate }: Pick<Site, 'gate'>, uses: readonly GivenUse[]): Promise<void> {
  const client = new pg.Client({ connectionString: gate.config.databaseUrl });
  await client.connect();
  try {
    for (const { kind, name, allowed, lastSeen } of uses) {
      await client.query(
        `INSERT INTO credential_uses (kind, name, allowed, known, first_seen, last_seen, uses, address, path_class)
         VALUES ($1, $2, $3, true, $4, $4, 3, '192.0.2.5', 'rest')`,
        [kind, name, allowed, lastSeen],
      );
    }
  } finally {
    await client.end();
  }
}
