import type { CredentialUses, UsesExport } from '../../proxy/credential-uses/index.ts';
import { sendJson } from '../../proxy/http/send.ts';
import type { ApiHandler } from '../../proxy/rest/index.ts';
import type { AdminCallers } from './admin-callers.ts';
import { sendFile } from './send-file.ts';
import * as schema from './settings-schema.ts';

const usualPage = 100;

/** Who comes with a password alone or with a token. */
export class CredentialUseRoutes {
  readonly #callers: AdminCallers;
  readonly #uses: CredentialUses;
  readonly #export: UsesExport;

  constructor(parts: {
    readonly callers: AdminCallers;
    readonly uses: CredentialUses;
    readonly usesExport: UsesExport;
  }) {
    this.#callers = parts.callers;
    this.#uses = parts.uses;
    this.#export = parts.usesExport;
  }

  readonly list: ApiHandler = async (req, res, scope) => {
    const { limit = usualPage, next, ...filter } = schema.usesQuery.parse(req.query);
    await this.#callers.require(scope, false);
    const page = await this.#uses.search(filter, limit, next);
    const uses = page.uses.map(({ name, userKey, kind, allowed, address, pathClass, ...use }) => ({
      ...{ name, userKey: userKey ?? null, kind, allowed, address, path: pathClass, uses: use.uses },
      firstSeen: use.firstSeen.toISOString(),
      lastSeen: use.lastSeen.toISOString(),
    }));
    sendJson(res, 200, { uses, next: page.next ?? null });
  };

  readonly exportAll: ApiHandler = async (req, res, scope) => {
    const filter = schema.usesExportQuery.parse(req.query);
    const { principal, origin } = await this.#callers.require(scope, true);
    await sendFile(res, {
      ...{ name: 'basic-and-tokens.csv', contentType: 'text/csv;charset=UTF-8' },
      pieces: await this.#export.csv(filter, principal, origin),
    });
  };
}
