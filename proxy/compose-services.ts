import { randomBytes } from 'node:crypto';
import {
  type Database,
  KnexAttemptLedger,
  KnexAuditLog,
  KnexEnrollmentRepository,
  KnexPeopleDirectory,
  KnexTotpRepository,
} from '../db/index.ts';
import { RecoveryCodeAuthenticator, RecoveryCodeVault } from './authenticators/recovery-code/index.ts';
import { TotpAuthenticator } from './authenticators/totp/index.ts';
import type { Config } from './config/index.ts';
import {
  ConversationService,
  ConversationStore,
  FactorProof,
  VerificationService,
} from './conversation/index.ts';
import { ElevationService } from './elevation/index.ts';
import {
  EnrollmentDirectory,
  EnrollmentService,
  OwnEnrollmentService,
  UnenrollmentService,
} from './enrollment/index.ts';
import { StandingService } from './gate/index.ts';
import { type Clock, minute } from './kernel/clock.ts';
import { createKeyedHash } from './kernel/keyed-hash.ts';
import { type KeyRing, SecretBox } from './kernel/secret-box.ts';
import { PrincipalService } from './principal/index.ts';
import { VerifiedSessionService } from './session/index.ts';
import { FailureLimiter, type InProcessStore, RedisStore } from './store/index.ts';
import { type JiraClient, type PasswordCheck, passwordProof } from './upstream/index.ts';

export type ServiceParts = {
  readonly config: Config;
  readonly clock: Clock;
  readonly keyRing: KeyRing;
  readonly db: Database;
  readonly store: InProcessStore | RedisStore;
  readonly jira: JiraClient;
  readonly passwords: PasswordCheck;
  readonly verifiedCookie: string;
};

export type Services = ReturnType<typeof composeServices>;

/** The services that know people, factors and sessions, but no page, no route and no proxy. */
export function composeServices(parts: ServiceParts) {
  const { config, clock, keyRing, db, store, jira, passwords, verifiedCookie } = parts;
  const tools = { box: new SecretBox(keyRing), hash: createKeyedHash(keyRing), clock };
  const { box, hash } = tools;
  const enrollments = new KnexEnrollmentRepository(db);
  const ledger = new KnexAttemptLedger(db);
  const audit = new KnexAuditLog(db);
  const addresses = new FailureLimiter(store instanceof RedisStore ? store.client : undefined);
  const directory = new EnrollmentDirectory(async (key) => (await enrollments.find(key))?.since, clock);
  const idleLimit = config.sessionIdleMinutes * minute;
  const sessions = new VerifiedSessionService({ store, hash, clock, randomBytes, idleLimit });
  const principals = new PrincipalService(hash, clock);
  const policy = { mode: config.enforcement };
  const standings = new StandingService({
    ...{ jira, principals, sessions, policy, verifiedCookie },
    enrollments: directory,
  });
  const conversationStore = new ConversationStore(store, hash, clock, randomBytes);
  const conversations = new ConversationService({
    ...{ ledger, addresses, audit, ...tools },
    conversations: conversationStore,
    people: new KnexPeopleDirectory(db),
  });
  const vault = new RecoveryCodeVault(config.recoveryCodeStorage, box, randomBytes);
  const proof = new FactorProof(ledger, clock);
  const totp = new TotpAuthenticator(new KnexTotpRepository(db), box, hash, clock);
  const recoveryCode = new RecoveryCodeAuthenticator(enrollments, vault, clock);
  const enrollment = new EnrollmentService({
    ...{ conversations, store: conversationStore, enrollments, directory, vault, ...tools },
    issuer: `Jira (${new URL(config.publicOrigin).host})`,
  });
  return {
    ...tools,
    ...{ enrollments, directory, audit, addresses, sessions, principals, standings },
    ...{ conversations, conversationStore, enrollment },
    verification: new VerificationService(conversations, [totp, recoveryCode]),
    unenrollment: new UnenrollmentService({ enrollments, directory, sessions, totp, proof, audit }),
    ownEnrollment: new OwnEnrollmentService({ enrollments, directory, sessions, vault, audit, clock }),
    elevation: new ElevationService({
      ...{ store, hash, sessions, enrollments, proof, totp, recoveryCode, addresses, audit, clock },
      provePassword: passwordProof(passwords, jira),
    }),
  };
}
