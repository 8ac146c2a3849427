import { lowerUserName } from '../../../proxy/kernel/user-name.ts';
import {
  type JiraPerson,
  lowerGroupName,
  mostMembersCounted,
  type PeopleCounts,
  type PeopleMirror,
  type PeopleMoment,
  type PeopleQuery,
  type PersonRow,
  searchText,
  searchWords,
} from '../../../proxy/people/index.ts';

/** What the gate's other tables say about somebody. */
export type FakeStanding = {
  readonly enrolledSince?: Date;
  readonly methods?: readonly string[];
  readonly locked?: Date | 'administrator';
  readonly exempt?: { readonly until: Date; readonly reason: string };
  readonly graceStartedAt?: Date;
  readonly devices?: readonly Date[];
  readonly lastVerifiedAt?: Date;
};

type Known = { person: JiraPerson; name: string; confirmedAt: Date; seenAt: Date | undefined };
type Membership = { readonly name: string; readonly confirmedAt: Date };

const later = (one: Date | undefined, other: Date): Date => (one !== undefined && one > other ? one : other);

/** The mirror in memory. What belongs to other tables is set through `standing`. */
export class FakePeopleMirror implements PeopleMirror {
  readonly standing = new Map<string, FakeStanding>();
  readonly #people = new Map<string, Known>();
  /** By the group's name in lower case, then by user key. */
  readonly #groups = new Map<string, Map<string, Membership>>();

  async upsert(people: readonly JiraPerson[], confirmedAt: Date): Promise<void> {
    for (const person of people) this.#write(person, confirmedAt, undefined);
  }

  async met(person: JiraPerson, groups: readonly string[], at: Date): Promise<void> {
    this.#write(person, at, at);
    const lower = groups.map(lowerGroupName);
    for (const [name, members] of this.#groups) if (!lower.includes(name)) members.delete(person.userKey);
    for (const group of groups) await this.addMembers(group, [person.userKey], at);
  }

  async addMembers(group: string, userKeys: readonly string[], confirmedAt: Date): Promise<void> {
    const members = this.#groups.get(lowerGroupName(group)) ?? new Map<string, Membership>();
    this.#groups.set(lowerGroupName(group), members);
    for (const key of userKeys) {
      members.set(key, { name: group, confirmedAt: later(members.get(key)?.confirmedAt, confirmedAt) });
    }
  }

  async endMemberships(confirmedBefore: Date, group?: string): Promise<void> {
    for (const [name, members] of this.#groups) {
      if (group !== undefined && name !== lowerGroupName(group)) continue;
      for (const [key, { confirmedAt }] of members) if (confirmedAt < confirmedBefore) members.delete(key);
    }
  }

  async unconfirmed(since: Date, most: number): Promise<readonly string[]> {
    const keys = [...this.#people].filter(([, { confirmedAt }]) => confirmedAt < since).map(([key]) => key);
    return keys.sort().slice(0, most);
  }

  async markGone(userKeys: readonly string[], confirmedAt: Date): Promise<void> {
    for (const key of userKeys) {
      const known = this.#people.get(key);
      if (known === undefined) continue;
      known.person = { ...known.person, active: false };
      known.confirmedAt = later(known.confirmedAt, confirmedAt);
    }
  }

  async find(userKey: string, moment: PeopleMoment) {
    const known = this.#people.get(userKey);
    return known === undefined ? undefined : this.#row(known, moment);
  }

  async findByName(username: string, moment: PeopleMoment) {
    const known = [...this.#people.values()].find(({ name }) => name === lowerUserName(username));
    return known === undefined ? undefined : this.#row(known, moment);
  }

  async search(query: PeopleQuery, moment: PeopleMoment, most: number, after = '') {
    const found = this.#matching(query, moment).filter(({ name }) => name > after);
    const page = found.slice(0, most);
    const people = page.map((known) => this.#row(known, moment));
    return { people, next: found.length > most ? page.at(-1)?.name : undefined };
  }

  async countUpTo(query: PeopleQuery, most: number, moment: PeopleMoment): Promise<number> {
    return Math.min(most, this.#matching(query, moment).length);
  }

  async counts(moment: PeopleMoment): Promise<PeopleCounts> {
    const count = (filter: PeopleQuery['filter']) => this.#matching({ filter }, moment).length;
    const byMethod: Record<string, number> = {};
    for (const known of this.#matching({ filter: 'active' }, moment)) {
      for (const method of this.#row(known, moment).methods) byMethod[method] = (byMethod[method] ?? 0) + 1;
    }
    return {
      ...{ active: count('active'), inactive: count('inactive'), enrolled: count('enrolled') },
      ...{ notEnrolled: count('not_enrolled'), inGrace: count('in_grace') },
      ...{ locked: count('locked'), exempt: count('exempt'), byMethod },
    };
  }

  async groupsOf(userKey: string): Promise<readonly string[]> {
    const groups = [...this.#groups].sort(([a], [b]) => (a < b ? -1 : 1));
    return groups.flatMap(([, members]) => members.get(userKey)?.name ?? []);
  }

  async findGroups(text: string, most: number) {
    const isActive = (key: string) => this.#people.get(key)?.person.active === true;
    return [...this.#groups]
      .filter(([name, members]) => members.size > 0 && name.includes(lowerGroupName(text)))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, most)
      .map(([, members]) => ({
        name: [...members.values()][0]?.name ?? '',
        active: Math.min(mostMembersCounted, [...members.keys()].filter(isActive).length),
      }));
  }

  async *stream(query: PeopleQuery, moment: PeopleMoment) {
    const found = this.#matching(query, moment).map((known) => this.#row(known, moment));
    if (found.length > 0) yield found;
  }

  async forEachActive(each: Parameters<PeopleMirror['forEachActive']>[0], moment: PeopleMoment) {
    const batch = [];
    for (const known of this.#matching({ filter: 'active' }, moment)) {
      const row = this.#row(known, moment);
      const { userKey, username, displayName, email, methods, exemptUntil, graceStartedAt } = row;
      const groups = await this.groupsOf(userKey);
      const enrolled = row.enrolledSince !== undefined;
      const facts = { enrolled, methods, exemptUntil, graceStartedAt };
      batch.push({ userKey, username, displayName, email, groups, ...facts });
    }
    if (batch.length > 0) await each(batch);
  }

  #write(person: JiraPerson, confirmedAt: Date, seenAt: Date | undefined): void {
    const name = lowerUserName(person.username);
    for (const known of this.#people.values()) {
      if (known.name === name && known.person.userKey !== person.userKey)
        known.name = `#${known.person.userKey}`;
    }
    const before = this.#people.get(person.userKey);
    this.#people.set(person.userKey, {
      ...{ person, name, seenAt: seenAt ?? before?.seenAt },
      confirmedAt: later(before?.confirmedAt, confirmedAt),
    });
  }

  #matching(query: PeopleQuery, moment: PeopleMoment): Known[] {
    const words = searchWords(query.text);
    return [...this.#people.values()]
      .filter((known) => {
        const text = searchText(known.person);
        const row = this.#row(known, moment);
        if (!words.every((word) => text.includes(word)) || !this.#fits(query.filter, row, moment))
          return false;
        if (query.method !== undefined && !row.methods.includes(query.method)) return false;
        return (
          query.group === undefined ||
          this.#groups.get(lowerGroupName(query.group))?.has(row.userKey) === true
        );
      })
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #fits(filter: PeopleQuery['filter'], row: PersonRow, { now, graceDays }: PeopleMoment): boolean {
    if (filter === 'all') return true;
    if (!row.active) return filter === 'inactive';
    const enrolled = row.enrolledSince !== undefined;
    const ends = (row.graceStartedAt?.getTime() ?? 0) + (graceDays ?? 1e5) * 86_400_000;
    switch (filter) {
      case 'active':
        return true;
      case 'inactive':
        return false;
      case 'enrolled':
        return enrolled;
      case 'not_enrolled':
        return !enrolled;
      case 'in_grace':
        return !enrolled && row.graceStartedAt !== undefined && ends > now;
      case 'locked':
        return row.lockedUntil !== undefined;
      case 'exempt':
        return row.exemptUntil !== undefined;
      default:
        return filter satisfies never;
    }
  }

  #row({ person, seenAt }: Known, { now }: PeopleMoment): PersonRow {
    const standing = this.standing.get(person.userKey) ?? {};
    const { locked, exempt, devices = [] } = standing;
    const isExempt = exempt !== undefined && exempt.until.getTime() > now;
    return {
      ...person,
      enrolledSince: standing.enrolledSince,
      methods: standing.methods ?? [],
      lockedUntil: locked instanceof Date && locked.getTime() <= now ? undefined : locked,
      exemptUntil: isExempt ? exempt.until : undefined,
      exemptReason: isExempt ? exempt.reason : undefined,
      graceStartedAt: standing.graceStartedAt,
      devices: devices.filter((until) => until.getTime() > now).length,
      lastVerifiedAt: standing.lastVerifiedAt,
      seenAt,
    };
  }
}
