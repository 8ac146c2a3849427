import type { Person } from './person.ts';

/** Failed logins in a row, whatever the method, after which a captcha is asked for. */
export const FAILURES_BEFORE_CAPTCHA = 3;

export type PasswordOutcome =
  | { readonly kind: 'ok'; readonly person: Person }
  | { readonly kind: 'failed' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'captcha-required' };

export type LoginHistory = {
  loginCount: number;
  failedInARow: number;
  failedInTotal: number;
  lastLoginAt: number | undefined;
  previousLoginAt: number | undefined;
  lastFailedLoginAt: number | undefined;
};

/** The users, found by key or by name in any case, with the login counters that Jira keeps for each. */
export class Directory {
  readonly people: Person[];
  readonly #clock: () => number;
  readonly #histories = new Map<string, LoginHistory>();

  constructor(people: Person[], clock: () => number) {
    this.people = people;
    this.#clock = clock;
  }

  findByKey(key: string): Person | undefined {
    return this.people.find((person) => person.key === key);
  }

  findByUsername(username: string): Person | undefined {
    const wanted = username.toLowerCase();
    return this.people.find((person) => person.username.toLowerCase() === wanted);
  }

  search(text: string): Person[] {
    const wanted = text.toLowerCase();
    return this.people.filter((person) =>
      [person.username, person.displayName, person.email].some((field) =>
        field.toLowerCase().includes(wanted),
      ),
    );
  }

  groups(): string[] {
    return [...new Set(this.people.flatMap((person) => person.groups))].sort();
  }

  /** A customer who signed up. */
  add(customer: Pick<Person, 'username' | 'email' | 'displayName' | 'password'>): Person {
    const key = `JIRAUSER${20_000 + this.people.length}`;
    const rights = { groups: [], isSystemAdmin: false, isAdmin: false, expiredPassword: false };
    const tokens = { pat: `pat-${key}`, oauthToken: `oauth-${key}` };
    const person: Person = { ...customer, ...rights, ...tokens, key, locale: 'en_US', active: true };
    this.people.push(person);
    return person;
  }

  change(key: string, change: Partial<Person>): Person {
    const index = this.people.findIndex((person) => person.key === key);
    const before = this.people[index];
    if (!before) throw new RangeError(`Nobody has the key ${key}`);
    const after = { ...before, ...change };
    this.people[index] = after;
    return after;
  }

  /** As if the account had never been. */
  remove(key: string): void {
    const index = this.people.findIndex((person) => person.key === key);
    if (index >= 0) this.people.splice(index, 1);
  }

  historyOf(person: Person): LoginHistory {
    const known = this.#histories.get(person.key);
    if (known) return known;
    const fresh: LoginHistory = {
      loginCount: 0,
      failedInARow: 0,
      failedInTotal: 0,
      lastLoginAt: undefined,
      previousLoginAt: undefined,
      lastFailedLoginAt: undefined,
    };
    this.#histories.set(person.key, fresh);
    return fresh;
  }

  needsCaptcha(username: string): boolean {
    const person = this.findByUsername(username);
    return person !== undefined && this.historyOf(person).failedInARow >= FAILURES_BEFORE_CAPTCHA;
  }

  /** Checks a password and counts the outcome. A due captcha comes first, so even the right password is refused. */
  checkPassword(username: string, password: string, captchaSolved = false): PasswordOutcome {
    const person = this.findByUsername(username);
    if (!person) return { kind: 'failed' };
    if (this.needsCaptcha(username) && !captchaSolved) return { kind: 'captcha-required' };
    const history = this.historyOf(person);
    if (!person.active || person.password !== password) {
      history.failedInARow += 1;
      history.failedInTotal += 1;
      history.lastFailedLoginAt = this.#clock();
      return { kind: 'failed' };
    }
    if (person.expiredPassword) return { kind: 'expired' };
    history.failedInARow = 0;
    history.loginCount += 1;
    history.previousLoginAt = history.lastLoginAt;
    history.lastLoginAt = this.#clock();
    return { kind: 'ok', person };
  }
}
