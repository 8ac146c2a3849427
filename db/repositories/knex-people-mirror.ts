import type { Knex } from 'knex';
import { lowerUserName } from '../../proxy/kernel/user-name.ts';
import {
  type GroupSize,
  type JiraPerson,
  lowerGroupName,
  mostMembersCounted,
  type PeopleCounts,
  type PeopleMirror,
  type PeopleMoment,
  type PeoplePage,
  type PeopleQuery,
  type PersonForPolicy,
  type PersonRow,
} from '../../proxy/people/index.ts';
import { type Database, guarded, rows } from '../database.ts';
import {
  conditionsOf,
  containing,
  countsSql,
  type Line,
  lineColumns,
  lineJoins,
  momentBindings,
  type PolicyLine,
  policyBoundSql,
  policySql,
  toCounts,
  toPersonForPolicy,
  toPersonRow,
} from './people-sql.ts';
import { lockMirror, replaceGroups, writeMemberships, writePeople } from './people-writes.ts';

const batch = 1_000;
/** So few that no statement comes near its time limit, however busy the server is. */
const policyBatch = 5_000;

export class KnexPeopleMirror implements PeopleMirror {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  upsert(people: readonly JiraPerson[], confirmedAt: Date): Promise<void> {
    return this.#write('write people', (transaction) =>
      writePeople(transaction, people, { confirmedAt, seenAt: null }),
    );
  }

  met(person: JiraPerson, groups: readonly string[], at: Date): Promise<void> {
    return this.#write('write person', async (transaction) => {
      await writePeople(transaction, [person], { confirmedAt: at, seenAt: at });
      await replaceGroups(transaction, person.userKey, groups, at);
    });
  }

  addMembers(group: string, userKeys: readonly string[], confirmedAt: Date): Promise<void> {
    const memberships = userKeys.map((userKey) => ({ group, userKey }));
    return this.#write('write members', (transaction) =>
      writeMemberships(transaction, memberships, confirmedAt),
    );
  }

  endMemberships(confirmedBefore: Date, group?: string): Promise<void> {
    return this.#write('end memberships', async (transaction) => {
      await transaction.raw(
        `DELETE FROM people_groups WHERE synced_at < :confirmedBefore
           AND (:group::text IS NULL OR lower_group_name = :group)`,
        { confirmedBefore, group: group === undefined ? null : lowerGroupName(group) },
      );
    });
  }

  unconfirmed(since: Date, most: number): Promise<readonly string[]> {
    return guarded('list unconfirmed people', async () => {
      const found = await rows<{ user_key: string }>(
        this.#db,
        'SELECT user_key FROM people WHERE synced_at IS NULL OR synced_at < ? ORDER BY user_key LIMIT ?',
        [since, most],
      );
      return found.map(({ user_key }) => user_key);
    });
  }

  markGone(userKeys: readonly string[], confirmedAt: Date): Promise<void> {
    return this.#write('deactivate people', async (transaction) => {
      await transaction.raw(
        `UPDATE people SET active = false, synced_at = GREATEST(synced_at, ?::timestamptz)
         WHERE user_key IN (SELECT jsonb_array_elements_text(?::jsonb))`,
        [confirmedAt, JSON.stringify(userKeys)],
      );
    });
  }

  async find(userKey: string, moment: PeopleMoment): Promise<PersonRow | undefined> {
    return (await this.#lines('p.user_key = :userKey', { ...momentBindings(moment), userKey }, 1)).at(0)?.row;
  }

  async findByName(username: string, moment: PeopleMoment): Promise<PersonRow | undefined> {
    const bindings = { ...momentBindings(moment), name: lowerUserName(username) };
    return (await this.#lines('p.lower_user_name = :name', bindings, 1)).at(0)?.row;
  }

  async search(query: PeopleQuery, moment: PeopleMoment, most: number, after = ''): Promise<PeoplePage> {
    const [condition, bindings] = conditionsOf(query, moment);
    const where = `${condition} AND p.lower_user_name > :after`;
    const found = await this.#lines(where, { ...bindings, after }, most + 1);
    const next = found.length > most ? found[most - 1]?.name : undefined;
    return { people: found.slice(0, most).map(({ row }) => row), next };
  }

  countUpTo(query: PeopleQuery, most: number, moment: PeopleMoment): Promise<number> {
    const [where, bindings] = conditionsOf(query, moment);
    return guarded('count people', async () => {
      const [counted] = await rows<{ count: number }>(
        this.#db,
        `SELECT count(*)::int AS count FROM (SELECT FROM people p WHERE ${where} LIMIT :most) AS fitting`,
        { ...bindings, most },
      );
      return counted?.count ?? 0;
    });
  }

  counts(moment: PeopleMoment): Promise<PeopleCounts> {
    return guarded('count everybody', async () => {
      const lines = await rows<{ kind: string; people: number }>(this.#db, countsSql, momentBindings(moment));
      return toCounts(lines);
    });
  }

  groupsOf(userKey: string): Promise<readonly string[]> {
    return guarded('list groups of a person', async () => {
      const found = await rows<{ group_name: string }>(
        this.#db,
        'SELECT group_name FROM people_groups WHERE user_key = ? ORDER BY lower_group_name',
        [userKey],
      );
      return found.map(({ group_name }) => group_name);
    });
  }

  /** Goes from one group to the next in the index, past their members. */
  findGroups(text: string, most: number): Promise<readonly GroupSize[]> {
    return guarded('find groups', () =>
      rows<GroupSize>(
        this.#db,
        `WITH RECURSIVE known AS (
           (SELECT lower_group_name FROM people_groups ORDER BY lower_group_name LIMIT 1)
           UNION ALL
           SELECT (SELECT g.lower_group_name FROM people_groups g
                   WHERE g.lower_group_name > known.lower_group_name ORDER BY g.lower_group_name LIMIT 1)
           FROM known WHERE known.lower_group_name IS NOT NULL
         ), found AS (
           SELECT lower_group_name FROM known WHERE lower_group_name LIKE ? ORDER BY lower_group_name LIMIT ?
         )
         SELECT (SELECT group_name FROM people_groups g WHERE g.lower_group_name = found.lower_group_name LIMIT 1) AS name,
           (SELECT count(*)::int FROM (
              -- Not a join: that would read the whole of a large group.
              SELECT FROM people_groups g WHERE g.lower_group_name = found.lower_group_name
                AND (SELECT p.active FROM people p WHERE p.user_key = g.user_key) LIMIT ?) AS members) AS active
         FROM found ORDER BY lower_group_name`,
        [containing(lowerGroupName(text)), most, mostMembersCounted],
      ),
    );
  }

  async *stream(query: PeopleQuery, moment: PeopleMoment): AsyncGenerator<readonly PersonRow[]> {
    let after: string | undefined = '';
    while (after !== undefined) {
      const page: PeoplePage = await this.search(query, moment, batch, after);
      if (page.people.length > 0) yield page.people;
      after = page.next;
    }
  }

  async forEachActive(
    each: (batch: readonly PersonForPolicy[]) => void | Promise<void>,
    { now }: PeopleMoment,
  ): Promise<void> {
    for (let after = ''; ; ) {
      const [bound] = await this.#read<{ last: string | null }>(policyBoundSql, { after, most: policyBatch });
      if (bound === undefined || bound.last === null) return;
      const { last } = bound;
      const lines = await this.#read<PolicyLine>(policySql, { after, last, now: new Date(now) });
      if (lines.length > 0) await each(lines.map(toPersonForPolicy));
      after = last;
    }
  }

  #read<T>(sql: string, bindings: Knex.ValueDict): Promise<T[]> {
    return guarded('read people for a policy', () => rows<T>(this.#db, sql, bindings));
  }

  #lines(where: string, bindings: Knex.ValueDict, most: number) {
    return guarded('search people', async () => {
      const found = await rows<Line>(
        this.#db,
        `SELECT ${lineColumns}
         FROM (SELECT * FROM people p WHERE ${where} ORDER BY p.lower_user_name LIMIT :most) p ${lineJoins}
         ORDER BY p.lower_user_name`,
        { ...bindings, most },
      );
      return found.map((line) => ({ name: line.lower_user_name, row: toPersonRow(line) }));
    });
  }

  #write(what: string, work: (transaction: Knex.Transaction) => Promise<void>): Promise<void> {
    return guarded(what, () =>
      this.#db.transaction(async (transaction) => {
        await lockMirror(transaction);
        await work(transaction);
      }),
    );
  }
}
