import type {
  JiraPerson,
  PeopleCounts,
  PeopleMoment,
  PeopleQuery,
  PersonForPolicy,
  PersonRow,
} from './person-record.ts';

export type PeoplePage = {
  readonly people: readonly PersonRow[];
  /** Hand it in as `after` for the next page; absent on the last one. */
  readonly next: string | undefined;
};

/** How far the members of a group are counted in a list of groups. */
export const mostMembersCounted = 200;

/** `active`: members whose account is active, up to `mostMembersCounted`. */
export type GroupSize = { readonly name: string; readonly active: number };

/**
 * Jira's users and groups, as Jira told them last, beside what the gate knows about the same people.
 * Every method throws AppError `store_unavailable` when the database does not answer.
 */
export interface PeopleMirror {
  /** Writes or corrects people; `confirmedAt` is when Jira was asked, of a synchronization when it began. */
  upsert(people: readonly JiraPerson[], confirmedAt: Date): Promise<void>;
  /** Somebody who is using Jira right now, with all of their groups. */
  met(person: JiraPerson, groups: readonly string[], at: Date): Promise<void>;
  /** Adds members to a group; they need not be known. */
  addMembers(group: string, userKeys: readonly string[], confirmedAt: Date): Promise<void>;
  /** Ends memberships that were not confirmed since: of one group, or of all. */
  endMemberships(confirmedBefore: Date, group?: string): Promise<void>;
  /** People of whom Jira has said nothing since, whether they are active or not. */
  unconfirmed(since: Date, most: number): Promise<readonly string[]>;
  /** Jira does not know these people any more: they count as deactivated. */
  markGone(userKeys: readonly string[], confirmedAt: Date): Promise<void>;

  find(userKey: string, moment: PeopleMoment): Promise<PersonRow | undefined>;
  findByName(username: string, moment: PeopleMoment): Promise<PersonRow | undefined>;
  /** By name, `most` at a time, going on after a page's `next`. */
  search(query: PeopleQuery, moment: PeopleMoment, most: number, after?: string): Promise<PeoplePage>;
  /** How many fit, but not beyond `most`: counting is as dear as what it counts. */
  countUpTo(query: PeopleQuery, most: number, moment: PeopleMoment): Promise<number>;
  counts(moment: PeopleMoment): Promise<PeopleCounts>;
  groupsOf(userKey: string): Promise<readonly string[]>;
  /** Groups whose name contains the text, by name, with how many of their members are active. */
  findGroups(text: string, most: number): Promise<readonly GroupSize[]>;
  /** Everybody who fits, by name, in batches: nothing large is ever in memory. */
  stream(query: PeopleQuery, moment: PeopleMoment): AsyncIterable<readonly PersonRow[]>;
  /** Everybody whose account is active, in batches, for the preview of a policy. */
  forEachActive(
    each: (batch: readonly PersonForPolicy[]) => void | Promise<void>,
    moment: PeopleMoment,
  ): Promise<void>;
}
