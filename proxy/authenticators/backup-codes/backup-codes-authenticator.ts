import { z } from 'zod';
import { sameString } from '../../kernel/keyed-hash.ts';
import type {
  Authenticator,
  FactorContext,
  FactorInput,
  FactorResult,
  OwnedAuthenticator,
} from '../authenticator.ts';
import { type FactorRow, FactorRows } from '../factor-rows.ts';
import type { FactorTools } from '../factor-tools.ts';
import { createPaperCode, readPaperCode } from '../paper-code.ts';

export const backupCodesInSet = 15;
/** 75 random bits each; NIST SP 800-63B-4 §3.1.2 wants 64 where only a keyed hash is kept. */
const groups = 3;

/** Keyed hashes of the codes that are left. */
const setSchema = z.object({ left: z.array(z.string()) });
type CodeSet = z.output<typeof setSchema>;

/** Codes on paper, for the day on which nothing else is at hand. Each works once, in any order. */
export class BackupCodesAuthenticator implements Authenticator {
  readonly method = 'BACKUP_CODES';
  readonly traits = {
    slug: 'backup-codes',
    strength: 10,
    role: 'recovery',
    several: false,
    events: { right: 'backup_code.used', wrong: 'backup_code.failed' },
  } as const;
  readonly #tools: FactorTools;
  readonly #rows: FactorRows<CodeSet>;

  constructor(tools: FactorTools) {
    this.#tools = tools;
    this.#rows = new FactorRows(tools, this.method, setSchema);
  }

  list(userKey: string): Promise<readonly OwnedAuthenticator[]> {
    return this.#rows.owned(userKey, ({ left }) => String(left.length));
  }

  async codesLeft(userKeys: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#rows.listOf(userKeys);
    return new Map(
      [...rows].flatMap(([key, [row]]) => (row === undefined ? [] : [[key, row.data.left.length]])),
    );
  }

  /** A new set, shown by this answer and never again; the old one is void at once. `undefined`: not enrolled. */
  async issue(userKey: string): Promise<readonly string[] | undefined> {
    const { randomBytes, hash, clock } = this.#tools;
    const codes = Array.from({ length: backupCodesInSet }, () => createPaperCode(groups, randomBytes));
    const data = { left: codes.map((code) => hash('backup code', userKey, code)) };
    const uniqueKey = hash('backup codes', userKey);
    const row = this.#rows.create(userKey, { name: '', data, uniqueKey });
    return (await this.#rows.replaceAll(userKey, row, new Date(clock()))) ? codes : undefined;
  }

  async prompt(): Promise<undefined> {
    return undefined;
  }

  async verify({ person }: FactorContext, { code: typed = '' }: FactorInput): Promise<FactorResult> {
    const code = readPaperCode(groups, typed);
    if (code === undefined) return { kind: 'wrong', reason: 'not a backup code' };
    const wanted = this.#tools.hash('backup code', person.userKey, code);
    // Another code of the set may be used at this moment: then the set is read again. Ours can be lost only to its twin.
    for (let round = 0; round <= backupCodesInSet; round += 1) {
      const [row] = await this.#rows.list(person.userKey);
      const codesLeft = row === undefined ? undefined : await this.#consume(person.userKey, row, wanted);
      if (codesLeft === undefined) return { kind: 'wrong', reason: 'wrong or used backup code' };
      if (codesLeft !== 'again') return { kind: 'right', codesLeft };
    }
    return { kind: 'wrong', reason: 'used at the same time' };
  }

  async #consume(
    userKey: string,
    row: FactorRow<CodeSet>,
    wanted: string,
  ): Promise<number | 'again' | undefined> {
    const left = row.data.left.filter((one) => !sameString(one, wanted));
    if (left.length === row.data.left.length) return undefined;
    const won = await this.#rows.use(userKey, row, { left }, new Date(this.#tools.clock()));
    return won ? left.length : 'again';
  }
}
