import type { Logger } from 'pino';
import {
  type Database,
  KnexAuditChain,
  KnexAuditLog,
  KnexAuditSearch,
  KnexSiteDocuments,
} from '../db/index.ts';
import {
  AuditExport,
  AuditHeadFile,
  AuditKeeper,
  type AuditReceiver,
  type CheckpointOutcome,
  CheckpointSigner,
  CheckpointWriter,
  readRetention,
  SyslogReceiver,
  WebhookReceiver,
} from './audit/index.ts';
import type { Config } from './config/index.ts';
import { type Clock, second } from './kernel/clock.ts';
import type { KeyRing } from './kernel/secret-box.ts';

export type AuditParts = {
  readonly config: Config;
  readonly db: Database;
  readonly keyRing: KeyRing;
  readonly clock: Clock;
};

const receiverAnswersWithin = 10 * second;

/** What reads and signs the audit: the same for the gate and for the command line. */
export function composeAudit({ config, db, keyRing, clock }: AuditParts) {
  const chain = new KnexAuditChain(db);
  const signer = new CheckpointSigner(keyRing);
  const headFile = new AuditHeadFile(config.dataDirectory);
  const checkpoints = new CheckpointWriter({ chain, signer, headFile, clock });
  return { chain, signer, headFile, checkpoints, search: new KnexAuditSearch(db) };
}

/** The same, and copies of it. */
export function composeAuditExport(parts: AuditParts) {
  const { db, clock, config } = parts;
  const audit = composeAudit(parts);
  const site = config.publicOrigin;
  const exporting = new AuditExport({ ...audit, clock, audit: new KnexAuditLog(db), site });
  return { ...audit, exporting };
}

export type Auditing = ReturnType<typeof composeAuditExport>;

export function composeAuditKeeper(parts: AuditParts, logger: Logger): AuditKeeper {
  const documents = new KnexSiteDocuments(parts.db);
  const { chain, checkpoints } = composeAudit(parts);
  return new AuditKeeper({
    ...{ chain, checkpoints, receivers: receivers(parts) },
    retention: () => readRetention(documents),
    onCheckpoint: (outcome) => logCheckpoint(outcome, logger),
    onPruned: (type, count) => logger.info({ type, count }, 'audit events were emptied'),
    onError: (what, { message }) => logger.warn({ detail: message }, what),
  });
}

/** Heads that stand in a log elsewhere are what a chain written anew does not have. */
function logCheckpoint(outcome: CheckpointOutcome, logger: Logger): void {
  switch (outcome.kind) {
    case 'written': {
      const { seq, hash, keyId } = outcome.checkpoint;
      logger.info({ seq, hash, keyId }, 'audit checkpoint');
      return;
    }
    case 'not_continued':
      logger.error(
        { seq: outcome.seq },
        'the audit is not the one that this machine knows (audit-head): it was cut, rewritten or restored; not signed',
      );
      return;
    case 'nothing_new':
      return;
    default:
      outcome satisfies never;
  }
}

function receivers({ config, clock }: AuditParts): AuditReceiver[] {
  const { syslog, webhook } = config.auditStreams;
  const timeoutMs = receiverAnswersWithin;
  return [
    ...(syslog === undefined ? [] : [new SyslogReceiver({ ...syslog, timeoutMs })]),
    ...(webhook === undefined ? [] : [new WebhookReceiver({ ...webhook, timeoutMs, clock })]),
  ];
}
