import type { DirectoryReader } from './directory-reader.ts';
import type { PeopleMirror } from './people-mirror.ts';
import type { SyncPosition } from './sync-run.ts';

export type StepTools<Credentials> = {
  readonly mirror: PeopleMirror;
  readonly directory: DirectoryReader<Credentials>;
  readonly credentials: Credentials;
  /** When the synchronization began: whatever it confirms is confirmed as of then. */
  readonly startedAt: Date;
};

export type StepResult =
  | { readonly kind: 'on'; readonly position: SyncPosition; readonly people: number; readonly groups: number }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'finished' };

type At<Phase extends SyncPosition['phase']> = Extract<SyncPosition, { phase: Phase }>;

/** What matches everybody differs by Jira's version; each is tried when the one before it finds nobody. */
const everybody: readonly string[] = ['.', '%', '""'];
const alphabet = [...'abcdefghijklmnopqrstuvwxyz0123456789-_'];
/** No longer text is asked for: what is cut off even then is found as a member of a group. */
const longestText = 4;
const missingAtOnce = 50;
/** A Jira that shows the same page again and again would keep us for ever. */
const mostPeople = 2_000_000;

/** One question to Jira, its answer written down, and where to go on. A step that is done twice does no harm. */
export function takeStep<Credentials>(
  position: SyncPosition,
  tools: StepTools<Credentials>,
): Promise<StepResult> {
  switch (position.phase) {
    case 'people':
      return readPeople(position, tools);
    case 'groups':
      return readGroups(position, tools);
    case 'members':
      return readMembers(position, tools);
    case 'missing':
      return askAboutMissing(tools);
    default:
      return position satisfies never;
  }
}

const on = (position: SyncPosition, people = 0, groups = 0): StepResult => ({
  kind: 'on',
  position,
  people,
  groups,
});

async function readPeople<Credentials>(
  { texts, startAt }: At<'people'>,
  { mirror, directory, credentials, startedAt }: StepTools<Credentials>,
): Promise<StepResult> {
  const [text = '', ...others] = texts;
  const answer = await directory.users(text, startAt, credentials);
  if (answer.kind === 'refused') return answer;
  const page = answer.kind === 'answered' ? answer.value : [];
  if (page.length > 0 && startAt < mostPeople) {
    await mirror.upsert(page, startedAt);
    return on({ phase: 'people', texts, startAt: startAt + page.length }, page.length);
  }
  const next = [...narrower(text, startAt), ...others];
  return on(
    next.length > 0
      ? { phase: 'people', texts: next, startAt: 0 }
      : { phase: 'groups', texts: [''], names: [] },
  );
}

/** What to ask besides, where a search found nobody, or ended just where Jira is known to cut searches off. */
function narrower(text: string, found: number): readonly string[] {
  const wildcard = everybody.indexOf(text);
  if (found === 0) return wildcard < 0 ? [] : everybody.slice(wildcard + 1, wildcard + 2);
  const cutOff = [10, 50, 100].includes(found) || found % 1_000 === 0;
  if (!cutOff || text.length >= longestText) return [];
  return alphabet.map((letter) => (wildcard < 0 ? text + letter : letter));
}

async function readGroups<Credentials>(
  { texts, names }: At<'groups'>,
  { directory, credentials }: StepTools<Credentials>,
): Promise<StepResult> {
  const [text = '', ...others] = texts;
  const answer = await directory.groups(text, credentials);
  if (answer.kind === 'refused') return answer;
  const { total, names: found } = answer.kind === 'answered' ? answer.value : { total: 0, names: [] };
  const known = [...new Set([...names, ...found])];
  const isCutOff = total > found.length && text.length < longestText;
  const next = [...(isCutOff ? alphabet.map((letter) => text + letter) : []), ...others];
  if (next.length > 0) return on({ phase: 'groups', texts: next, names: known });
  return on({ phase: 'members', names: known, startAt: 0 });
}

async function readMembers<Credentials>(
  { names, startAt }: At<'members'>,
  { mirror, directory, credentials, startedAt }: StepTools<Credentials>,
): Promise<StepResult> {
  const [group, ...others] = names;
  if (group === undefined) {
    await mirror.endMemberships(startedAt);
    return on({ phase: 'missing' });
  }
  const answer = await directory.members(group, startAt, credentials);
  if (answer.kind === 'refused') return answer;
  const page = answer.kind === 'answered' ? answer.value : { isLast: true, values: [] };
  if (page.values.length > 0) {
    await mirror.upsert(page.values, startedAt);
    await mirror.addMembers(
      group,
      page.values.map(({ userKey }) => userKey),
      startedAt,
    );
  }
  if (!page.isLast && page.values.length > 0) {
    return on({ phase: 'members', names, startAt: startAt + page.values.length });
  }
  await mirror.endMemberships(startedAt, group);
  return on({ phase: 'members', names: others, startAt: 0 }, 0, 1);
}

/**
 * People of whom nothing was heard are asked about one by one: somebody may have slipped from one page to another
 * while the pages were read, and nobody is to count as gone for that.
 */
async function askAboutMissing<Credentials>({
  mirror,
  directory,
  credentials,
  startedAt,
}: StepTools<Credentials>): Promise<StepResult> {
  const missing = await mirror.unconfirmed(startedAt, missingAtOnce);
  if (missing.length === 0) return { kind: 'finished' };
  for (const userKey of missing) {
    const answer = await directory.userByKey(userKey, credentials);
    if (answer.kind === 'refused') return answer;
    if (answer.kind === 'answered' && answer.value.userKey === userKey) {
      await mirror.upsert([answer.value], startedAt);
    } else await mirror.markGone([userKey], startedAt);
  }
  return on({ phase: 'missing' });
}
