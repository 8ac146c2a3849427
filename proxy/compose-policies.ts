import { type Database, KnexSiteDocuments } from '../db/index.ts';
import type { AuditLog } from './audit/index.ts';
import type { Config } from './config/index.ts';
import type { EnrollmentDirectory } from './enrollment/index.ts';
import type { Clock } from './kernel/clock.ts';
import type { KeyedHash } from './kernel/keyed-hash.ts';
import type { SecretBox } from './kernel/secret-box.ts';
import {
  initialPolicy,
  type PeopleSource,
  PolicyAdmin,
  type PolicyBook,
  PolicyDrafts,
  WaveAdmin,
} from './policy/index.ts';
import type { SharedStore } from './store/index.ts';

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
};

/** How administrators change the policy. */
export function composePolicies(tools: PolicyTools) {
  const { config, db, directory, people, audit, clock } = tools;
  const policyAdmin = new PolicyAdmin({
    ...tools,
    documents: new KnexSiteDocuments(db),
    initial: initialPolicy(config.enforcement),
    enrollments: directory,
  });
  return {
    policyAdmin,
    policyDrafts: new PolicyDrafts(tools),
    waveAdmin: new WaveAdmin({ admin: policyAdmin, people, audit, clock }),
  };
}
