import type { Knex } from 'knex';
import { lowerUserName } from '../../proxy/kernel/user-name.ts';
import { type JiraPerson, lowerGroupName, searchText } from '../../proxy/people/index.ts';

const longest = 255;

/** One writer at a time, over all gates: two pages in which people swap names would wait for each other. */
export async function lockMirror(transaction: Knex.Transaction): Promise<void> {
  await transaction.raw('SELECT pg_advisory_xact_lock(733004)');
}

/** Each key and each name once; where Jira repeats one, its last word counts. */
function linesOf(people: readonly JiraPerson[]) {
  const byKey = new Map(people.map((person) => [person.userKey, person]));
  const owners = new Map([...byKey.values()].map((one) => [lowerUserName(one.username), one.userKey]));
  return [...byKey.values()].map((person) => {
    const name = lowerUserName(person.username);
    return {
      user_key: person.userKey,
      username: person.username.slice(0, longest),
      lower_user_name: owners.get(name) === person.userKey ? name : `#${person.userKey}`,
      display_name: person.displayName.slice(0, longest),
      email: person.email.slice(0, longest),
      active: person.active,
      search_text: searchText(person),
    };
  });
}

const columns = `user_key varchar, username varchar, lower_user_name varchar, display_name varchar,
  email varchar, active boolean, search_text text`;

/** Whoever had one of the names before was renamed since, and gets their new one when Jira tells it. */
export async function writePeople(
  transaction: Knex.Transaction,
  people: readonly JiraPerson[],
  { confirmedAt, seenAt }: { readonly confirmedAt: Date; readonly seenAt: Date | null },
): Promise<void> {
  const page = JSON.stringify(linesOf(people));
  await transaction.raw(
    `UPDATE people SET lower_user_name = '#' || people.user_key
     FROM jsonb_to_recordset(?::jsonb) AS page (user_key varchar, lower_user_name varchar)
     WHERE people.lower_user_name = page.lower_user_name AND people.user_key <> page.user_key`,
    [page],
  );
  await transaction.raw(
    `INSERT INTO people AS known (user_key, username, lower_user_name, display_name, email, active, search_text,
       synced_at, seen_at)
     SELECT user_key, username, lower_user_name, display_name, email, active, search_text,
       :confirmedAt::timestamptz, :seenAt::timestamptz
     FROM jsonb_to_recordset(:page::jsonb) AS page (${columns})
     ON CONFLICT (user_key) DO UPDATE SET username = EXCLUDED.username,
       lower_user_name = EXCLUDED.lower_user_name, display_name = EXCLUDED.display_name,
       email = EXCLUDED.email, active = EXCLUDED.active, search_text = EXCLUDED.search_text,
       synced_at = GREATEST(known.synced_at, EXCLUDED.synced_at),
       seen_at = GREATEST(known.seen_at, EXCLUDED.seen_at)
     -- A member of ten groups is read eleven times, and written once.
     WHERE (known.username, known.lower_user_name, known.display_name, known.email, known.active)
         IS DISTINCT FROM (EXCLUDED.username, EXCLUDED.lower_user_name, EXCLUDED.display_name, EXCLUDED.email,
           EXCLUDED.active)
       OR known.synced_at IS NULL OR known.synced_at < EXCLUDED.synced_at OR EXCLUDED.seen_at IS NOT NULL`,
    { page, confirmedAt, seenAt },
  );
}

export async function writeMemberships(
  transaction: Knex.Transaction,
  memberships: readonly { readonly group: string; readonly userKey: string }[],
  confirmedAt: Date,
): Promise<void> {
  const lines = memberships.map(({ group, userKey }) => ({
    lower_group_name: lowerGroupName(group),
    group_name: group,
    user_key: userKey,
  }));
  await transaction.raw(
    `INSERT INTO people_groups AS known (lower_group_name, user_key, group_name, synced_at)
     SELECT DISTINCT ON (lower_group_name, user_key) lower_group_name, user_key, group_name, ?::timestamptz
     FROM jsonb_to_recordset(?::jsonb) AS page (lower_group_name varchar, user_key varchar, group_name varchar)
     ON CONFLICT (lower_group_name, user_key) DO UPDATE SET group_name = EXCLUDED.group_name,
       synced_at = GREATEST(known.synced_at, EXCLUDED.synced_at)`,
    [confirmedAt, JSON.stringify(lines)],
  );
}

/** All groups of one person: who is not in a group any more leaves it. */
export async function replaceGroups(
  transaction: Knex.Transaction,
  userKey: string,
  groups: readonly string[],
  at: Date,
): Promise<void> {
  await transaction.raw(
    `DELETE FROM people_groups WHERE user_key = ?
       AND lower_group_name NOT IN (SELECT jsonb_array_elements_text(?::jsonb))`,
    [userKey, JSON.stringify(groups.map(lowerGroupName))],
  );
  const memberships = groups.map((group) => ({ group, userKey }));
  await writeMemberships(transaction, memberships, at);
}
