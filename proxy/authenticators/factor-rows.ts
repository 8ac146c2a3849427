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

  async list(userKey: string): Promise<readonly FactorRow<T>[]> {
    const stored = await this.#repository.list(userKey, this.#method);
    return stored.map((row) => ({ stored: row, data: this.#open(userKey, row) }));
  }

  /** What people see of their rows. */
  async owned(userKey: string, detail?: (data: T) => string): Promise<readonly OwnedAuthenticator[]> {
    return (await this.list(userKey)).map(({ stored, data }) => ({
      id: stored.id,
      name: stored.name,
      addedAt: stored.addedAt,
      lastUsedAt: stored.lastUsedAt,
      blocked: stored.blocked,
      ...(detail === undefined ? {} : { detail: detail(data) }),
    }));
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

  #open(userKey: string, { data }: StoredAuthenticator): T {
    return this.#schema.parse(JSON.parse(this.#box.open(data, this.#context(userKey))));
  }

  #context(userKey: string): string[] {
    return factorDataContext(this.#method, userKey);
  }
}

export function factorDataContext(method: string, userKey: string): string[] {
  return ['authenticators', 'data', method, userKey];
}
