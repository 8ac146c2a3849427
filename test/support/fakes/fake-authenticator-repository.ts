import { randomUUID } from 'node:crypto';
import type {
  AuthenticatorRepository,
  NewRow,
  StoredAuthenticator,
} from '../../../proxy/authenticators/index.ts';

type Row = StoredAuthenticator & { readonly userKey: string; readonly uniqueKey: string };

/** The table of all factors but the app, in memory. Each method does its work in one step, as a transaction does. */
export class FakeAuthenticatorRepository implements AuthenticatorRepository {
  #rows: Row[] = [];
  readonly #isEnrolled: (userKey: string) => boolean;

  constructor(isEnrolled: (userKey: string) => boolean = () => true) {
    this.#isEnrolled = isEnrolled;
  }

  async list(userKey: string, method: string): Promise<readonly StoredAuthenticator[]> {
    return this.of(userKey).filter((row) => row.method === method);
  }

  async listOf(userKeys: readonly string[], method: string) {
    const lists = userKeys.map((key) => [key, this.of(key).filter((row) => row.method === method)] as const);
    return new Map(lists.filter(([, list]) => list.length > 0));
  }

  async replaceAll(userKey: string, row: NewRow, at: Date): Promise<boolean> {
    if (!this.#isEnrolled(userKey)) return false;
    const before = this.#rows;
    this.#rows = before.filter((one) => one.userKey !== userKey || one.method !== row.method);
    if (this.insert(userKey, row, at)) return true;
    this.#rows = before;
    return false;
  }

  async use(userKey: string, read: StoredAuthenticator, data: string, at: Date): Promise<boolean> {
    const stands = (row: Row) => row.version === read.version && !row.blocked;
    return this.#change(userKey, read.id, stands, ({ version }) => {
      return { data, version: version + 1, lastUsedAt: at };
    });
  }

  async block(userKey: string, id: string): Promise<void> {
    this.#change(
      userKey,
      id,
      () => true,
      () => ({ blocked: true }),
    );
  }

  /** All rows of a person, oldest first. */
  of(userKey: string): readonly StoredAuthenticator[] {
    return this.#rows
      .filter((row) => row.userKey === userKey)
      .sort((a, b) => a.addedAt.getTime() - b.addedAt.getTime())
      .map(({ userKey: _, uniqueKey: __, ...stored }) => stored);
  }

  /** `false` where the unique key is somebody's already. */
  insert(userKey: string, { method, name, data, uniqueKey }: NewRow, addedAt: Date): boolean {
    if (this.#rows.some((row) => row.method === method && row.uniqueKey === uniqueKey)) return false;
    const fresh = { id: randomUUID(), version: 1, blocked: false, lastUsedAt: undefined };
    this.#rows.push({ ...fresh, userKey, method, name, data, uniqueKey, addedAt });
    return true;
  }

  rename(userKey: string, id: string, name: string): boolean {
    return this.#change(
      userKey,
      id,
      () => true,
      () => ({ name }),
    );
  }

  delete(userKey: string, id?: string): void {
    this.#rows = this.#rows.filter((row) => row.userKey !== userKey || (id !== undefined && row.id !== id));
  }

  /** What a database administrator might do: takes a row as it is to another person. */
  move(id: string, toUserKey: string): void {
    this.#rows = this.#rows.map((row) => (row.id === id ? { ...row, userKey: toUserKey } : row));
  }

  #change(
    userKey: string,
    id: string,
    stands: (row: Row) => boolean,
    changes: (row: Row) => Partial<Row>,
  ): boolean {
    const at = this.#rows.findIndex((row) => row.userKey === userKey && row.id === id);
    const row = this.#rows[at];
    if (row === undefined || !stands(row)) return false;
    this.#rows[at] = { ...row, ...changes(row) };
    return true;
  }
}
