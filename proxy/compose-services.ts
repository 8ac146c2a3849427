import { randomBytes } from 'node:crypto';
import {
  type Database,
  findPersonFacts,
  KnexAttemptLedger,
  KnexAuditLog,
  KnexEnrollmentRepository,
  KnexFactorPreferences,
  KnexGracePeriods,
  KnexPeopleDirectory,
  KnexResetLinkRepository,
  KnexSessionRegister,
  KnexSiteDocuments,
  KnexTrustedDeviceRepository,
} from '../db/index.ts';
import { type AuditLog, DampedAuditLog } from './audit/index.ts';
import { composeFactors } from './compose-factors.ts';
import { composeNotices, type NoticeTools } from './compose-notices.ts';
import { composePeople, type PeopleParts } from './compose-people.ts';
import { composePolicies } from './compose-policies.ts';
import { defaultSettings } from './compose-settings.ts';
import type { Config } from './config/index.ts';
import {
  ConversationService,
  ConversationStore,
  FactorProof,
  type OnAlarm,
  VerificationService,
} from './conversation/index.ts';
import { ElevationService } from './elevation/index.ts';
import {
  AdministratorCheck,
  EnrollmentDirectory,
  EnrollmentService,
  FirstFactorGuard,
  OwnEnrollmentService,
  UnenrollmentService,
} from './enrollment/index.ts';
import { LoginMarks, RequirementService, StandingService } from './gate/index.ts';
import { type Clock, minute } from './kernel/clock.ts';
import { createKeyedHash } from './kernel/keyed-hash.ts';
import { type KeyRing, SecretBox } from './kernel/secret-box.ts';
import { initialPolicy, longestGrace, PolicyBook } from './policy/index.ts';
import { PrincipalService } from './principal/index.ts';
import { VerifiedSessionService } from './session/index.ts';
import { SettingsBook } from './site-settings/index.ts';
import { FailureLimiter, type InProcessStore, RedisStore } from './store/index.ts';
import { TrustedDeviceService } from './trusted-device/index.ts';
import { type JiraClient, type PasswordCheck, passwordProof } from './upstream/index.ts';
import { ResetLinks } from './user-help/index.ts';

export type ServiceParts = {
  readonly config: Config;
  readonly clock: Clock;
  readonly steadyClock: Clock;
  readonly keyRing: KeyRing;
  readonly db: Database;
  readonly store: InProcessStore | RedisStore;
  readonly jira: JiraClient;
  readonly passwords: PasswordCheck;
  readonly verifiedCookie: string;
  readonly contextPath: string;
  readonly onDeliveryFailure: NoticeTools['onFailure'];
  readonly onProblem: (problem: string) => void;
  /** Reads Jira's users and groups. */
  readonly directory: PeopleParts['directory'];
  readonly onPeopleTrouble: PeopleParts['onTrouble'];
};

export type Services = ReturnType<typeof composeServices>;

/** The services that know people, factors and sessions, but no page, no route and no proxy. */
export function composeServices(parts: ServiceParts) {
  const { clock, keyRing, db, store, jira, passwords } = parts;
  const tools = { box: new SecretBox(keyRing), hash: createKeyedHash(keyRing), clock };
  const { hash } = tools;
  const enrollments = new KnexEnrollmentRepository(db);
  const { audit, activity } = composeAuditLog(parts);
  const { policies, people, documents, settings } = composeWhoMust(parts);
  const ledger = new KnexAttemptLedger(db, () => settings.current.attempts);
  const addresses = new FailureLimiter(store instanceof RedisStore ? store.client : undefined);
  const notices = composeNotices({ ...parts, ...tools, onFailure: parts.onDeliveryFailure });
  const { notifier, mailer } = notices;
  const { factors, vault, guardMail, helpDeskCodes } = composeFactors({
    ...{ ...parts, ...tools, enrollments, mailer, issuer: () => settings.current.issuer },
  });
  const standIns = new Set<string>(factors.recoveryMethods());
  const shared = { audit, hash, standIns, policies, settings, seen: people.seen };
  const sessionParts = composeSessions(parts, shared);
  const { directory, sessions, principals } = sessionParts;
  const devices = new TrustedDeviceService({
    ...{ hash, clock, randomBytes, days: () => settings.current.rememberDays },
    repository: new KnexTrustedDeviceRepository(db),
    mayBeRemembered: (method) => factors.mayBeRemembered(method),
  });
  const conversationStore = new ConversationStore(store, hash, clock, randomBytes);
  const conversations = new ConversationService({
    ...{ ledger, addresses, audit, ...tools, conversations: conversationStore },
    people: new KnexPeopleDirectory(db),
    generationOf: (userKey) => sessions.generationOf(userKey),
  });
  const proof = new FactorProof(ledger, clock);
  const resetLinks = new ResetLinks({ ...tools, repository: new KnexResetLinkRepository(db), randomBytes });
  const [preferences, check] = [new KnexFactorPreferences(db), new AdministratorCheck(enrollments, proof)];
  const guard = new FirstFactorGuard({
    ...{ policies, store, hash, ledger, addresses, audit, clock, mail: guardMail },
    consumeHelpDeskCode: (userKey, code) => helpDeskCodes.consumeFor(userKey, code),
    holdsLink: (userKey, token) => resetLinks.holdsLive(userKey, token),
  });
  const enrollmentParts = {
    ...{ guard, enrollments, directory, factors, vault, clock },
    ...{ sessions, devices, audit, notifier, setupLinks: resetLinks },
  };
  const onAlarm = keyAlarm(audit, notifier, sessions, devices);
  return {
    ...{ ...tools, ...sessionParts, guard },
    ...composePolicies({ ...parts, ...tools, ...sessionParts, audit, mailer, people: people.source }),
    ...{ enrollments, audit, activity, addresses, factors, preferences, devices },
    ...{ ledger, check, helpDeskCodes, resetLinks, mailer },
    ...{ conversations, conversationStore, notifier, notMe: notices.notMe, closeNotices: notices.close },
    enrollment: new EnrollmentService({ ...enrollmentParts, conversations, store: conversationStore }),
    verification: new VerificationService({ conversations, conversationStore, factors, onAlarm }),
    unenrollment: new UnenrollmentService({ ...enrollmentParts, totp: factors.get('TOTP'), check }),
    ownEnrollment: new OwnEnrollmentService({ ...enrollmentParts, preferences }),
    elevation: new ElevationService({
      ...{ store, hash, sessions, enrollments, proof, factors, onAlarm, addresses, audit, notifier, clock },
      provePassword: passwordProof(passwords, jira),
    }),
    ...{ principals, people, documents, settings, steadyClock: parts.steadyClock },
  };
}

function composeAuditLog({ db, store }: ServiceParts) {
  const activity = new KnexAuditLog(db);
  return { activity, audit: new DampedAuditLog(activity, store) };
}

function composeSessions(
  { config, clock, db, store, jira, verifiedCookie }: ServiceParts,
  shared: {
    readonly audit: AuditLog;
    readonly hash: ReturnType<typeof createKeyedHash>;
    readonly standIns: ReadonlySet<string>;
    readonly policies: PolicyBook;
    readonly settings: SettingsBook;
    readonly seen: ReturnType<typeof composePeople>['seen'];
  },
) {
  const { audit, hash, standIns, policies, settings, seen } = shared;
  const directory = new EnrollmentDirectory((key) => findPersonFacts(db, key), clock);
  const idleLimit = () => settings.current.sessionIdleMinutes * minute;
  const register = new KnexSessionRegister(db);
  const sessions = new VerifiedSessionService({ store, register, hash, clock, randomBytes, idleLimit });
  const principals = new PrincipalService(hash, clock, (principal) => seen.saw(principal));
  const grace = new KnexGracePeriods(db);
  const requirements = new RequirementService({
    ...{ policies, enrollments: directory, grace, audit, store, clock },
    siteMethods: new Set(config.methods),
  });
  const marks = new LoginMarks(store, clock);
  const standings = new StandingService({
    ...{ jira, principals, sessions, requirements, marks, verifiedCookie, standIns },
  });
  return { directory, sessions, principals, standings, policies, requirements, marks };
}

/** The policy, the people it is about, and what administrators have set besides. */
function composeWhoMust(parts: ServiceParts) {
  const { config, db, onProblem } = parts;
  const documents = new KnexSiteDocuments(db);
  const policies = new PolicyBook({ documents, initial: initialPolicy(config.enforcement), onProblem });
  const graceDays = () => longestGrace(policies.current.document);
  const people = composePeople({ ...parts, graceDays, onTrouble: parts.onPeopleTrouble });
  const settings = new SettingsBook({ documents, defaults: defaultSettings(config), onProblem });
  return { policies, people, documents, settings };
}

/** A key whose counter went back was blocked: somebody may have a copy of it. */
function keyAlarm(
  audit: AuditLog,
  notifier: ReturnType<typeof composeNotices>['notifier'],
  sessions: VerifiedSessionService,
  devices: TrustedDeviceService,
): OnAlarm {
  return async (person, origin) => {
    const { userKey, username } = person;
    const event = { type: 'authenticator.blocked', outcome: 'failure', reason: 'counter went back' } as const;
    await audit.record({
      ...event,
      ...{ actor: undefined, target: { userKey, username } },
      ...{ address: origin.address, requestId: origin.requestId },
    });
    // Whoever has the copy may be in already.
    await devices.revokeAll(userKey);
    await sessions.revokeUser(userKey);
    notifier.tell(person, { kind: 'key_copied' }, origin);
  };
}
