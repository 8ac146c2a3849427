import type { z } from 'zod';
import type { SecretBox } from '../kernel/secret-box.ts';
import type { OwnedAuthenticator } from './authenticator.ts';
import type { AuthenticatorRepository, StoredAuthenticator } from './authenticator-repository.ts';
import type { NewRow } from './new-factor.ts';

export type FactorRow<T> = { readonly stored: StoredAuthenticator; readonly data: T };

/**
 * The rows of one factor, with their data sealed to the person: a row that somebody moves to another person, or to
 * another method, does not open.
 */
export class FactorRows<T> {
  readonly #repository: AuthenticatorRepository;
  readonly #box: SecretBox;
  readonly #method: string;
  readonly #schema: z.ZodType<T>;

  constructor(
    parts: { readonly rows: AuthenticatorRepository; readonly box: SecretBox },
    method: string,
    schema: z.ZodType<T>,
  ) {
    this.#repository = parts.rows;
    this.#box = parts.box;
    this.#method = method;
    this.#schema = schema;
  }

  /** What does not open is nobody's: it proves nothing, and does not keep the person from their other factors. */
  async list(userKey: string): Promise<readonly FactorRow<T>[]> {
    return this.#openAll(userKey, await this.#repository.list(userKey, this.#method));
  }

  /** The same of many people at once, by their keys. */
  async listOf(userKeys: readonly string[]): Promise<ReadonlyMap<string, readonly FactorRow<T>[]>> {
    const found = await this.#repository.listOf(userKeys, this.#method);
    return new Map([...found].map(([userKey, stored]) => [userKey, this.#openAll(userKey, stored)]));
  }

  /** What people see of their rows, those that do not open included: they have to be able to remove them. */
  async owned(userKey: string, detail?: (data: T) => string): Promise<readonly OwnedAuthenticator[]> {
    const stored = await this.#repository.list(userKey, this.#method);
    return stored.map((row) => {
      const { id, name, addedAt, lastUsedAt, blocked } = row;
      const opened = this.#open(userKey, row);
      const told = { id, name, addedAt, lastUsedAt };
      if (opened === undefined) return { ...told, blocked: true, unreadable: true };
      return { ...told, blocked, ...(detail === undefined ? {} : { detail: detail(opened.data) }) };
    });
  }

  create(
    userKey: string,
    row: { readonly name: string; readonly data: T; readonly uniqueKey: string },
  ): NewRow {
    const { name, uniqueKey } = row;
    return { kind: 'row', method: this.#method, name, data: this.#seal(userKey, row.data), uniqueKey };
  }

  replaceAll(userKey: string, row: NewRow, at: Date): Promise<boolean> {
    return this.#repository.replaceAll(userKey, row, at);
  }

  /** Of any number of callers who read the same version one gets `true`. */
  use(userKey: string, { stored }: FactorRow<T>, data: T, at: Date): Promise<boolean> {
    return this.#repository.use(userKey, stored, this.#seal(userKey, data), at);
  }

  block(userKey: string, { stored }: FactorRow<T>, at: Date): Promise<void> {
    return this.#repository.block(userKey, stored.id, at);
  }

  #seal(userKey: string, data: T): string {
    return this.#box.seal(JSON.stringify(data), this.#context(userKey));
  }

  #openAll(userKey: string, stored: readonly StoredAuthenticator[]): readonly FactorRow<T>[] {
    return stored.flatMap((row) => this.#open(userKey, row) ?? []);
  }

  /** `undefined` for what was changed or moved by hand, or sealed with a key that is gone. */
  #open(userKey: string, stored: StoredAuthenticator): FactorRow<T> | undefined {
    try {
      const text = this.#box.open(stored.data, this.#context(userKey));
      return { stored, data: this.#schema.parse(JSON.parse(text)) };
    } catch {
      return undefined;
    }
  }

  #context(userKey: string): string[] {
    return factorDataContext(this.#method, userKey);
  }
}

export function factorDataContext(method: string, userKey: string): string[] {
  return ['authenticators', 'data', method, userKey];
}
