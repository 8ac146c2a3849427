import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KnexPeopleMirror, KnexPeopleSyncRuns } from '../../db/index.ts';
import { hour, minute } from '../../proxy/kernel/clock.ts';
import { type DirectoryReader, PeopleSync } from '../../proxy/people/index.ts';
import {
  createJiraAgents,
  createJiraHttp,
  type JiraCredentials,
  JiraDirectory,
} from '../../proxy/upstream/index.ts';
import { givenDatabase } from '../contract/given-database.ts';
import { SetClock, startGateHere, Visitor } from '../support/gate/index.ts';
import { type StandInJira, type StandInJiraOptions, startStandInJira } from '../support/jira/index.ts';

const given = givenDatabase();
const administrator = { authorization: 'Bearer pat-admin' };
const moment = { now: Date.now() };
const keyOf = (at: number) => `JIRAUSER${30_000 + at}`;

let jira: StandInJira;
let clock: SetClock;
const jiras: StandInJira[] = [];

async function startJira(options: StandInJiraOptions = {}): Promise<void> {
  jira = await startStandInJira(options);
  jiras.push(jira);
}

const mirror = () => new KnexPeopleMirror(given.db);
const directory = () =>
  new JiraDirectory(createJiraHttp(new URL(jira.url), 'http://jira.example.com', createJiraAgents()));

/** A gate's synchronization, which does not really wait. `before` runs before each pause. */
function createSync(
  before: () => void = () => undefined,
  reader: DirectoryReader<JiraCredentials> = directory(),
) {
  const parts = { mirror: mirror(), runs: new KnexPeopleSyncRuns(given.db), directory: reader, randomBytes };
  const wait = async () => {
    before();
    clock.pass(20);
  };
  const onTrouble = (error: Error) => {
    throw error;
  };
  return new PeopleSync({ ...parts, wait, clock: clock.read, onTrouble });
}

const people = () =>
  given.rows('SELECT user_key, username, active FROM people ORDER BY user_key') as Promise<
    { user_key: string; username: string; active: boolean }[]
  >;
const status = () => new KnexPeopleSyncRuns(given.db).latest();

beforeEach(() => {
  clock = new SetClock();
});
afterEach(async () => {
  for (const one of jiras.splice(0)) await one.close();
  await given.rows('TRUNCATE people, people_groups, people_sync');
});

describe('reading Jira’s users and groups', () => {
  it('finds everybody, deactivated people too, and who is in which group', async () => {
    await startJira({ crowd: 230, crowdTeams: 7 });
    expect(await createSync().runWith(administrator)).toBe('finished');
    const known = await people();
    expect(known.map(({ user_key }) => user_key)).toEqual(jira.people.map(({ key }) => key).sort());
    expect(known.filter(({ active }) => !active)).toMatchObject([{ username: 'ines' }]);
    for (const { key, groups, displayName, email } of jira.people) {
      expect(await mirror().groupsOf(key)).toEqual([...groups].sort());
      expect(await mirror().find(key, moment)).toMatchObject({ displayName, email });
    }
    expect(await status()).toMatchObject({
      ...{
        state: 'finished',
        peopleRead: 244,
        error: '',
        heldUntil: undefined,
        finishedAt: expect.any(Date),
      },
    });
  });

  it('finds more groups than Jira shows at once', async () => {
    await startJira({ crowd: 130, crowdTeams: 130 });
    expect(await createSync().runWith(administrator)).toBe('finished');
    expect(await mirror().groupsOf(keyOf(130))).toEqual(['jira-software-users', 'team-130']);
    expect(await given.rows('SELECT DISTINCT lower_group_name FROM people_groups')).toHaveLength(137);
  });

  it('finds people whom Jira cuts off its list', async () => {
    await startJira({ crowd: 230, userSearchEnd: 100 });
    jira.control.setGroups(keyOf(229), []);
    expect(await createSync().runWith(administrator)).toBe('finished');
    expect(await people()).toHaveLength(244);
  });

  it('reads with the session of an administrator as well as with a token', async () => {
    await startJira({ crowd: 20 });
    const visitor = new Visitor(jira.url);
    await visitor.logIn('admin', 'admin-password');
    const cookie = `JSESSIONID=${visitor.client.cookies.get('JSESSIONID')}`;
    expect(await createSync().runWith({ cookie, userAgent: 'Firefox' })).toBe('finished');
    expect((await people()).length).toBe(jira.people.length);
  });

  it('follows what changed since: a name, an account that was deactivated, one that was deleted, a group', async () => {
    await startJira({ crowd: 120 });
    const sync = createSync();
    await sync.runWith(administrator);
    jira.control.renameUser(keyOf(1), 'Renamed.One');
    jira.control.deactivate(keyOf(2));
    jira.control.removeUser(keyOf(3));
    jira.control.setGroups(keyOf(4), ['new-group']);
    clock.pass(hour);
    expect(await sync.runWith(administrator)).toBe('finished');
    expect(await mirror().findByName('renamed.one', moment)).toMatchObject({
      userKey: keyOf(1),
      active: true,
    });
    expect(await mirror().findByName('user1', moment)).toBeUndefined();
    expect(await mirror().find(keyOf(2), moment)).toMatchObject({ active: false });
    expect(await mirror().find(keyOf(3), moment)).toMatchObject({ username: 'user3', active: false });
    expect(await mirror().groupsOf(keyOf(3))).toEqual([]);
    expect(await mirror().groupsOf(keyOf(4))).toEqual(['new-group']);
    expect(await mirror().find(keyOf(5), moment)).toMatchObject({ active: true });
  });

  it('does not take people for gone who slipped through while the pages were read', async () => {
    await startJira({ crowd: 30 });
    await createSync().runWith(administrator);
    clock.pass(hour);
    const all = directory();
    const holey = new Proxy(all, {
      get: (target, name) =>
        name === 'users' || name === 'members' || name === 'groups'
          ? async (...args: never[]) => {
              const ask = target[name] as (...all: never[]) => Promise<{ value: unknown }>;
              const answer = await ask.apply(target, args);
              const without = (list: { userKey: string }[]) =>
                list.filter(({ userKey }) => userKey !== keyOf(9));
              if (name === 'users')
                return { ...answer, value: without(answer.value as { userKey: string }[]) };
              if (name === 'groups') return { ...answer, value: { total: 0, names: [] } };
              return answer;
            }
          : (target[name as keyof JiraDirectory] as () => unknown).bind(target),
    });
    expect(await createSync(undefined, holey).runWith(administrator)).toBe('finished');
    expect(await mirror().find(keyOf(9), moment)).toMatchObject({ active: true });
  });
});

describe('a synchronization that does not get through', () => {
  it('is refused to somebody who is no administrator, and marks nobody as gone', async () => {
    await startJira({ crowd: 5 });
    await createSync().runWith(administrator);
    clock.pass(hour);
    for (const authorization of ['Bearer pat-alice', 'Bearer nobody-s']) {
      expect(await createSync().runWith({ authorization })).toBe('refused');
    }
    expect(await status()).toMatchObject({
      state: 'refused',
      error: expect.stringContaining('administrators'),
    });
    expect((await people()).filter(({ active }) => !active)).toHaveLength(1);
  });

  it('is refused where Jira shows nobody, and marks nobody as gone', async () => {
    await startJira({ crowd: 5 });
    await createSync().runWith(administrator);
    clock.pass(hour);
    await jira.close();
    await startJira({ crowd: 5, userSearchEnd: 0 });
    expect(await createSync().runWith(administrator)).toBe('refused');
    expect(await status()).toMatchObject({ state: 'refused', error: 'Jira shows nobody' });
    expect((await people()).filter(({ active }) => !active)).toHaveLength(1);
  });

  it('stops at a token that is no good any more in the middle of it', async () => {
    await startJira({ crowd: 150 });
    let questions = 0;
    const sync = createSync(() => {
      questions += 1;
      if (questions === 2) jira.control.failWith(403);
    });
    expect(await sync.runWith(administrator)).toBe('refused');
    expect(await status()).toMatchObject({ state: 'refused', error: 'Jira answered 403' });
  });

  it('waits for a Jira that is away for a moment', async () => {
    await startJira({ crowd: 150 });
    let questions = 0;
    const sync = createSync(() => {
      questions += 1;
      jira.control.failWith(questions === 2 ? 503 : null);
    });
    expect(await sync.runWith(administrator)).toBe('finished');
    expect(await people()).toHaveLength(164);
  });

  it('is gone on with by another gate, from where it was', async () => {
    await startJira({ crowd: 250 });
    let questions = 0;
    const first = createSync(() => {
      questions += 1;
      if (questions >= 3) jira.control.failWith('nonsense');
    });
    expect(await first.runWith(administrator)).toBe('interrupted');
    const interrupted = await status();
    expect(interrupted).toMatchObject({
      ...{ state: 'interrupted', error: expect.stringContaining('something else'), heldUntil: undefined },
      ...{ peopleRead: 264, position: { phase: 'people', texts: ['.'], startAt: 264 } },
    });
    jira.control.failWith(null);
    jira.control.clearRequests();
    clock.pass(minute);
    expect(await createSync().runWith(administrator)).toBe('finished');
    const searches = jira.requests.filter(({ target }) => target.includes('user/search'));
    expect(searches.map(({ target }) => /startAt=(\d+)/.exec(target)?.[1])).toEqual(['264']);
    expect(await status()).toMatchObject({ startedAt: interrupted?.startedAt, peopleRead: 264 });
    expect(await people()).toHaveLength(264);
  });

  it('is begun anew when it was left alone for hours', async () => {
    await startJira({ crowd: 5 });
    const first = createSync(() => jira.control.failWith('nonsense'));
    expect(await first.runWith(administrator)).toBe('interrupted');
    jira.control.failWith(null);
    clock.pass(7 * hour);
    expect(await createSync().runWith(administrator)).toBe('finished');
    expect((await status())?.startedAt.getTime()).toBeGreaterThan(clock.now - hour);
  });

  it('lets go at once when the gate stops', async () => {
    await startJira({ crowd: 250 });
    const sync = createSync(() => void sync.stop());
    expect(await sync.runWith(administrator)).toBe('interrupted');
    expect(await status()).toMatchObject({ state: 'interrupted', peopleRead: 100, heldUntil: undefined });
    expect(await createSync().runWith(administrator)).toBe('finished');
  });
});

describe('gates that share a database', () => {
  it('read one at a time', async () => {
    await startJira({ crowd: 50 });
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => createSync().runWith(administrator)));
    expect(outcomes.filter((outcome) => outcome === 'finished')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'busy')).toHaveLength(3);
  });

  it('leave a run to a gate that is at it, and take it over from one that died', async () => {
    await startJira({ crowd: 50 });
    const runs = new KnexPeopleSyncRuns(given.db);
    const now = new Date(clock.now);
    const holdUntil = new Date(clock.now + minute);
    await runs.claim({ owner: 'dead', now, holdUntil, freshSince: new Date(0), unlessSince: undefined });
    expect(await createSync().startWith(administrator)).toBe('busy');
    clock.pass(2 * minute);
    expect(await createSync().runWith(administrator)).toBe('finished');
    const late = { position: { phase: 'missing' }, peopleRead: 1, groupsRead: 1 } as const;
    expect(await runs.progress('dead', holdUntil, late)).toBe(false);
    await runs.end('dead', now, { state: 'interrupted', error: 'late' });
    expect(await status()).toMatchObject({ state: 'finished', peopleRead: 64 });
  });

  it('do not read again what one of them has just read', async () => {
    await startJira({ crowd: 5 });
    await createSync().runWith(administrator);
    const hourAgo = () => new Date(clock.now - hour);
    expect(await createSync().runWith(administrator, hourAgo())).toBe('busy');
    clock.pass(2 * hour);
    expect(await createSync().runWith(administrator, hourAgo())).toBe('finished');
  });
});

describe('a gate that was given a token', () => {
  it('reads everybody by itself, and keeps people current who log in', async () => {
    await startJira({ crowd: 3 });
    const gate = await startGateHere({
      JIRA_URL: jira.url,
      DATABASE_URL: given.url,
      TSV_JIRA_TOKEN: 'pat-admin',
    });
    try {
      await expect.poll(async () => (await status())?.state, { timeout: 15_000 }).toBe('finished');
      expect(await people()).toHaveLength(jira.people.length);
      jira.control.setGroups('JIRAUSER10104', ['night-shift']);
      jira.control.renameUser('JIRAUSER10104', 'bob2');
      const visitor = new Visitor(gate.url);
      await visitor.follow(await visitor.logIn('bob2', 'bob-password'));
      await expect.poll(() => mirror().groupsOf('JIRAUSER10104')).toEqual(['night-shift']);
      expect(await mirror().find('JIRAUSER10104', moment)).toMatchObject({
        ...{ username: 'bob2', displayName: 'Bob Baker', seenAt: expect.any(Date) },
      });
      const [day] = await given.rows('SELECT active FROM adoption_daily');
      expect(day).toBeDefined();
    } finally {
      await gate.close();
    }
  });

  it('reads nothing by itself without one, but for those who log in', async () => {
    await startJira();
    const gate = await startGateHere({ JIRA_URL: jira.url, DATABASE_URL: given.url });
    try {
      const visitor = new Visitor(gate.url);
      await visitor.follow(await visitor.logIn('alice', 'alice-password'));
      await expect.poll(people).toMatchObject([{ username: 'alice' }]);
      expect(await mirror().groupsOf('JIRAUSER10103')).toEqual(['developers', 'jira-software-users']);
      expect(await status()).toBeUndefined();
    } finally {
      await gate.close();
    }
  });
});
