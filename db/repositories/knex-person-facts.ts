import type { PersonFacts } from '../../proxy/enrollment/index.ts';
import { type Database, guarded, rows } from '../database.ts';

type Row = {
  since: string | null;
  methods: string[] | null;
  exempt_until: Date | null;
  grace_started_at: Date | null;
};

/** All that a policy asks about a person, in one look. */
export function findPersonFacts(db: Database, userKey: string): Promise<PersonFacts> {
  return guarded('find person', async () => {
    const [row] = await rows<Row>(
      db,
      `SELECT to_char(e."CREATED_AT", 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS since,
         (SELECT array_agg(DISTINCT a.method) FROM authenticators a
           WHERE a.user_key = p.user_key AND a.blocked_at IS NULL)
           || CASE WHEN e."SECRET" <> '' THEN ARRAY['TOTP'::varchar] ELSE '{}' END AS methods,
         x.ends_at AS exempt_until, g.started_at AS grace_started_at
       FROM (SELECT ?::varchar AS user_key) AS p
       LEFT JOIN "AO_ED669C_TOTP_USER_ENROLLMENT" e ON e."USER_KEY" = p.user_key
       LEFT JOIN exemptions x ON x.user_key = p.user_key
       LEFT JOIN grace_periods g ON g.user_key = p.user_key`,
      [userKey],
    );
    return {
      since: row?.since ?? undefined,
      methods: row?.methods ?? [],
      exemptUntil: row?.exempt_until?.getTime(),
      graceStartedAt: row?.grace_started_at?.getTime(),
    };
  });
}
