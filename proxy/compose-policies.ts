import { randomUUID } from 'node:crypto';
import { setTimeout as rest } from 'node:timers/promises';
import {
  type Database,
  KnexGracePeriods,
  KnexSiteDocuments,
  KnexWaveDays,
  KnexWaveMailLedger,
} from '../db/index.ts';
import type { AuditLog } from './audit/index.ts';
import type { Config } from './config/index.ts';
import type { EnrollmentDirectory } from './enrollment/index.ts';
import { ownPagesPath } from './http/links.ts';
import { type Clock, minute } from './kernel/clock.ts';
import type { KeyedHash } from './kernel/keyed-hash.ts';
import type { SecretBox } from './kernel/secret-box.ts';
import type { Mailer } from './notification/index.ts';
import {
  initialPolicy,
  PeopleSnapshot,
  type PeopleSource,
  PolicyAdmin,
  type PolicyBook,
  PolicyDrafts,
  WaveAdmin,
  WaveProgress,
} from './policy/index.ts';
import type { SharedStore } from './store/index.ts';
import { WaveMailer } from './wave-mails/index.ts';

export type PolicyTools = {
  readonly config: Config;
  readonly db: Database;
  readonly store: SharedStore;
  readonly box: SecretBox;
  readonly hash: KeyedHash;
  readonly clock: Clock;
  readonly steadyClock: Clock;
  readonly audit: AuditLog;
  readonly policies: PolicyBook;
  readonly directory: EnrollmentDirectory;
  /** Who there is; absent on a site that does not read Jira's people. */
  readonly people: PeopleSource | undefined;
  readonly mailer: Mailer | undefined;
  readonly contextPath: string;
  readonly onDeliveryFailure: (error: Error) => void;
  readonly onPeopleTrouble: (error: Error) => void;
};

/** How administrators change the policy. */
export function composePolicies(tools: PolicyTools) {
  const { config, db, directory, people } = tools;
  const snapshot = people && new PeopleSnapshot({ ...tools, people });
  const policyAdmin = new PolicyAdmin({
    ...{ ...tools, people: snapshot },
    documents: new KnexSiteDocuments(db),
    initial: initialPolicy(config.enforcement),
    enrollments: directory,
    siteMethods: config.methods,
  });
  const waveProgress = new WaveProgress({ ...tools, people: snapshot, days: new KnexWaveDays(db) });
  return {
    policyAdmin,
    policyDrafts: new PolicyDrafts(tools),
    waveAdmin: new WaveAdmin({ ...tools, admin: policyAdmin }),
    waveProgress,
    keepWaveDays: () => keepWaveDays(waveProgress, tools),
    stopWaveMails: startWaveMails(tools),
  };
}

/** Counts waves also while nobody looks at them. Answers what ends it. */
function keepWaveDays(
  progress: WaveProgress,
  { policies, onPeopleTrouble }: PolicyTools,
): () => Promise<void> {
  const keep = () => void progress.keep(policies.current.document).catch(onPeopleTrouble);
  const timer = setInterval(keep, 10 * minute).unref();
  keep();
  return async () => clearInterval(timer);
}

/** How long a mail that is due waits for the next look (ms). */
const lookEvery = 5 * minute;

/** Answers what ends it; on a site without a mail server, or one that knows nobody, nothing begins. */
function startWaveMails(tools: PolicyTools): () => Promise<void> {
  const { config, db, people, mailer, directory, contextPath, onDeliveryFailure } = tools;
  if (people === undefined || mailer === undefined) return async () => undefined;
  const mails = new WaveMailer({
    ...{ ...tools, people, mailer, rest, gate: randomUUID(), onFailure: onDeliveryFailure },
    ledger: new KnexWaveMailLedger(db),
    grace: new KnexGracePeriods(db),
    forget: (userKey) => directory.forget(userKey),
    address: `${config.publicOrigin}${contextPath}${ownPagesPath}/enroll`,
  });
  const timer = setInterval(() => {
    mails.run().catch(onDeliveryFailure);
  }, lookEvery).unref();
  return async () => {
    clearInterval(timer);
    await mails.stop();
  };
}
