import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Database,
  KnexActivityStatistics,
  KnexAdoptionDays,
  KnexPeopleMirror,
  KnexPeopleSyncRuns,
} from '../db/index.ts';
import type { Config } from './config/index.ts';
import { type Clock, hour, minute } from './kernel/clock.ts';
import {
  type DirectoryReader,
  PeopleSeen,
  PeopleStatistics,
  PeopleSync,
  type PersonForPolicy,
  type Wait,
} from './people/index.ts';
import type { PeopleSource } from './policy/index.ts';
import type { JiraCredentials } from './upstream/index.ts';

export type PeopleParts = {
  readonly config: Pick<Config, 'jiraToken' | 'peopleSyncMinutes'>;
  readonly clock: Clock;
  readonly steadyClock: Clock;
  readonly db: Database;
  readonly directory: DirectoryReader<JiraCredentials>;
  /** For how many days the policy of the moment lets people go on without a factor. */
  readonly graceDays: () => number | undefined;
  readonly onTrouble: (error: Error) => void;
};

const waitUnlessStopped: Wait = (milliseconds, signal) =>
  sleep(milliseconds, undefined, { signal }).catch(() => undefined);

/** What the gate knows of Jira's users, and how it keeps that current. */
export function composePeople(parts: PeopleParts) {
  const { config, clock, db, directory, onTrouble } = parts;
  const mirror = new KnexPeopleMirror(db);
  const runs = new KnexPeopleSyncRuns(db);
  const sync = new PeopleSync({
    ...{ mirror, runs, directory, clock, randomBytes, onTrouble },
    wait: waitUnlessStopped,
  });
  const seen = new PeopleSeen(mirror, clock, onTrouble);
  const days = new KnexAdoptionDays(db);
  const statistics = new PeopleStatistics({ ...parts, mirror, days });
  const activity = new KnexActivityStatistics(db);
  let timer: NodeJS.Timeout | undefined;
  const start = () => {
    const keep = () => void statistics.keep().catch(onTrouble);
    timer = setInterval(keep, hour).unref();
    keep();
    const { jiraToken, peopleSyncMinutes } = config;
    if (jiraToken === undefined || peopleSyncMinutes === 0) return;
    sync.repeat({ authorization: `Bearer ${jiraToken}` }, peopleSyncMinutes * minute);
  };
  const close = async () => {
    clearInterval(timer);
    await sync.stop();
    await seen.close();
  };
  return { mirror, sync, seen, statistics, activity, source: policySource(mirror, clock), start, close };
}

/** Everybody, as policies see them. What language somebody speaks, only Jira knows, when they are there. */
function policySource(mirror: KnexPeopleMirror, clock: Clock): PeopleSource {
  const toPolicyPerson = ({ exemptUntil, graceStartedAt, ...person }: PersonForPolicy) => ({
    ...{ ...person, locale: '' },
    ...{ exemptUntil: exemptUntil?.getTime(), graceStartedAt: graceStartedAt?.getTime() },
  });
  return {
    forEachActive: async (each) => {
      const now = clock();
      await mirror.forEachActive((batch) => each(batch.map(toPolicyPerson)), { now });
      return now;
    },
  };
}
