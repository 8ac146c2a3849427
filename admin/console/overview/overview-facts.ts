import {
  type AuditSummaries,
  administratorsWithinDays,
  findHelpingAdministrators,
  type HelpingAdministrators,
  type WatchedRules,
} from '../../../proxy/audit/index.ts';
import { type Clock, hour } from '../../../proxy/kernel/clock.ts';
import type { Kept } from '../../../proxy/kernel/kept-answer.ts';
import {
  type ActivityDay,
  type ActivityStatistics,
  type AdoptionDay,
  type PeopleCounts,
  type PeopleStatistics,
  type SyncRun,
  verificationTypes,
} from '../../../proxy/people/index.ts';
import type { PolicySource, Wave, WaveProgress } from '../../../proxy/policy/index.ts';

import type { MailHealth, MailState } from './mail-health.ts';

export type ServiceState = { readonly name: string; readonly up: boolean };

export type OverviewParts = {
  readonly health: { check(): Promise<readonly ServiceState[]> };
  readonly statistics: Pick<PeopleStatistics, 'today' | 'adoption'>;
  readonly activity: ActivityStatistics;
  readonly summaries: AuditSummaries;
  readonly latestSync: () => Promise<SyncRun | undefined>;
  readonly policies: PolicySource;
  readonly waves: Pick<WaveProgress, 'latest'>;
  readonly clock: Clock;
  readonly version: string;
  /** Whether the gates share what they remember, or this one keeps it to itself. */
  readonly sharesStore: boolean;
  readonly mail: Pick<MailHealth, 'state'>;
};

/** What the overview shows. What could not be found out is `undefined`: the rest is shown all the same. */
export type OverviewFacts = {
  readonly services: readonly ServiceState[];
  readonly mail: MailState;
  readonly counts: Kept<PeopleCounts> | undefined;
  readonly adoption: readonly AdoptionDay[] | undefined;
  readonly waves: readonly Wave[] | undefined;
  readonly activity: readonly ActivityDay[] | undefined;
  readonly watched: WatchedRules | undefined;
  /** Who was here lately and could help others. */
  readonly administrators: HelpingAdministrators | undefined;
  readonly sync: SyncRun | 'never' | undefined;
  readonly now: number;
};

export const daysShown = {
  ...{ adoption: 90, activity: 30, watched: 7 },
  administrators: administratorsWithinDays,
} as const;

const day = 24 * hour;

/** The overview is where one looks when something is broken: a database that is away must not take it along. */
async function settled<T>(question: Promise<T>): Promise<T | undefined> {
  return question.catch(() => undefined);
}

export async function readOverview(parts: OverviewParts): Promise<OverviewFacts> {
  const { health, statistics, activity, summaries, latestSync, policies, clock } = parts;
  const now = clock();
  const since = (days: number) => new Date(now - days * day);
  const sync = await settled(latestSync().then((run) => run ?? ('never' as const)));
  const readAt = typeof sync === 'object' ? sync.finishedAt : undefined;
  const [services, mail, counts, adoption, waves, events, watched, administrators] = await Promise.all([
    health.check(),
    parts.mail.state(),
    settled(statistics.today(readAt)),
    settled(statistics.adoption(daysShown.adoption, readAt)),
    settled(parts.waves.latest(policies.current.document)),
    settled(activity.perDay(verificationTypes, daysShown.activity, new Date(now))),
    settled(summaries.watchedSince(since(daysShown.watched))),
    settled(findHelpingAdministrators(summaries, now)),
  ]);
  return { services, mail, counts, adoption, waves, activity: events, watched, administrators, sync, now };
}
