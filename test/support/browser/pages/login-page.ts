import type { Page } from 'playwright-core';
import { arrive } from '../arrive.ts';

/** Jira's own. */
export class LoginPage {
  readonly #tab: Page;

  constructor(tab: Page) {
    this.#tab = tab;
  }

  async logIn(username: string, password: string): Promise<void> {
    await this.#tab.getByLabel('Username').fill(username);
    await this.#tab.getByLabel('Password').fill(password);
    await arrive(this.#tab, () => this.#tab.getByRole('button', { name: 'Log in' }).click());
  }
}
