import type { AuditLog, Person } from '../audit/index.ts';
import type { CredentialUseFilter, CredentialUses } from './credential-uses.ts';
import { usesCsv } from './uses-csv.ts';

/** Who came with a password alone or a token, as a file. Written into the audit before the first line goes out. */
export class UsesExport {
  readonly #uses: CredentialUses;
  readonly #audit: AuditLog;

  constructor(uses: CredentialUses, audit: AuditLog) {
    this.#uses = uses;
    this.#audit = audit;
  }

  /** Lines of CSV, piece by piece. @throws AppError `store_unavailable` */
  async csv(
    filter: CredentialUseFilter,
    actor: Person,
    { address, requestId }: { readonly address: string; readonly requestId: string },
  ): Promise<AsyncGenerator<string>> {
    const { userKey, username } = actor;
    await this.#audit.record({
      ...{ type: 'credential_uses.exported', outcome: 'success', reason: '' },
      ...{ actor: { userKey, username }, target: undefined, address, requestId },
    });
    return usesCsv(this.#uses, filter);
  }
}
