import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import {
  type Database,
  KnexAuditChain,
  KnexAuditLog,
  KnexAuditSearch,
  openDatabase,
} from '../../../db/index.ts';
import {
  type AuditEvent,
  AuditHeadFile,
  CheckpointSigner,
  CheckpointWriter,
  type SiteReport,
  verifySite,
} from '../../../proxy/audit/index.ts';
import { buildKeyRing } from '../builders/index.ts';
import { createDatabase, type TestDatabase } from '../servers/index.ts';

export type AuditedSite = {
  readonly url: string;
  readonly db: Database;
  readonly checkpoints: CheckpointWriter;
  readonly headFile: AuditHeadFile;
  readonly chain: KnexAuditChain;
  record(event?: Partial<AuditEvent>): Promise<void>;
  /** As an attacker who has the whole database: triggers do not run. Without it: any superuser. */
  withoutTriggers(...statements: string[]): Promise<void>;
  superuser(...statements: string[]): Promise<void>;
  verify(): Promise<SiteReport>;
  /** What `verify` found, in short. */
  found(): Promise<string[]>;
};

/** A database with an audit of ten rows, a checkpoint of the fifth and one of the last, as a gate would leave them. */
export function givenAuditedSite(): AuditedSite {
  let database: TestDatabase;
  let db: Database;
  const signer = new CheckpointSigner(buildKeyRing());
  const headFile = new AuditHeadFile(mkdtempSync(join(tmpdir(), 'audit-head-')));
  const parts = () => {
    const chain = new KnexAuditChain(db);
    const search = new KnexAuditSearch(db);
    return { chain, search, checkpoints: new CheckpointWriter({ chain, signer, headFile, clock: Date.now }) };
  };
  const record = (event: Partial<AuditEvent> = {}) =>
    new KnexAuditLog(db).record({
      ...{ type: 'factor.verified', outcome: 'success', reason: 'TOTP', address: '192.0.2.1' },
      ...{ actor: undefined, target: { userKey: 'K1', username: 'alice' }, requestId: 'r' },
      ...event,
    });
  const superuser = async (...statements: string[]) => {
    const url = new URL(inject('postgresAdminUrl'));
    url.pathname = new URL(database.url).pathname;
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };
  const verify = async () => {
    const { chain, search } = parts();
    const site = { chain, search, signer, headFile, pause: async () => undefined };
    return verifySite(site, { heads: [], publicKeys: [] });
  };
  beforeAll(async () => {
    database = await createDatabase();
    db = openDatabase(database.url);
    for (let row = 1; row <= 10; row += 1) {
      await record({ requestId: `r${row}` });
      if (row % 5 === 0) await parts().checkpoints.write(0);
    }
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });
  return {
    get url() {
      return database.url;
    },
    get db() {
      return db;
    },
    get checkpoints() {
      return parts().checkpoints;
    },
    get chain() {
      return parts().chain;
    },
    ...{ headFile, record, superuser, verify },
    withoutTriggers: (...statements) => superuser('SET session_replication_role = replica', ...statements),
    found: async () => {
      const { findings, enrollments } = await verify();
      return [
        ...findings.map(({ kind, seq }) => `${kind} ${seq}`),
        ...enrollments.map(({ kind, userKey }) => `${kind} ${userKey}`),
      ];
    },
  };
}
