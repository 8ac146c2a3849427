import type {
  DocumentKind,
  NewSiteDocument,
  SiteDocument,
  SiteDocuments,
} from '../../proxy/site-documents/index.ts';
import { type Database, guarded, rows } from '../database.ts';
import { throughGate } from './through-gate.ts';

const columns = 'kind, version, document, at, actor_name AS "actorName", comment';

export class KnexSiteDocuments implements SiteDocuments {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async latest(kind: DocumentKind): Promise<SiteDocument | undefined> {
    const [found] = await this.history(kind, 1);
    return found;
  }

  find(kind: DocumentKind, version: number): Promise<SiteDocument | undefined> {
    return guarded('read document', async () => {
      const sql = `SELECT ${columns} FROM site_documents WHERE kind = ? AND version = ?`;
      const [found] = await rows<SiteDocument>(this.#db, sql, [kind, version]);
      return found;
    });
  }

  history(
    kind: DocumentKind,
    most: number,
    below = Number.MAX_SAFE_INTEGER,
  ): Promise<readonly SiteDocument[]> {
    return guarded('read documents', () =>
      rows<SiteDocument>(
        this.#db,
        `SELECT ${columns} FROM site_documents WHERE kind = ? AND version < ?::bigint ORDER BY version DESC LIMIT ?`,
        [kind, below, most],
      ),
    );
  }

  /** The primary key decides between two who change the same version at once. */
  append({ kind, basedOn, document, actor, actorName, comment }: NewSiteDocument) {
    return guarded('write document', () =>
      this.#db.transaction(async (transaction) => {
        await throughGate(transaction);
        const [stored] = await rows<{ version: number }>(
          transaction,
          `INSERT INTO site_documents (kind, version, document, actor_key, actor_name, comment)
           SELECT ?, ?, ?::jsonb, ?, ?, ?
           WHERE ? = (SELECT COALESCE(max(version), 0) FROM site_documents WHERE kind = ?)
           ON CONFLICT DO NOTHING RETURNING version`,
          [
            ...[kind, basedOn + 1, JSON.stringify(document), actor?.userKey ?? null, actorName, comment],
            ...[basedOn, kind],
          ],
        );
        return stored?.version;
      }),
    );
  }
}
