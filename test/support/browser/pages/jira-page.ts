import type { Page } from 'playwright-core';
import { arrive } from '../arrive.ts';

/** Any page of Jira, behind the gate. */
export class JiraPage {
  readonly #tab: Page;

  constructor(tab: Page) {
    this.#tab = tab;
  }

  /** Who Jira says is logged in; empty for nobody. */
  async user(): Promise<string> {
    return (await this.#tab.locator('meta[name=ajs-remote-user]').getAttribute('content')) ?? '';
  }

  heading(): Promise<string> {
    return this.#tab.getByRole('heading', { level: 1 }).innerText();
  }

  async logOut(): Promise<void> {
    await this.#tab.locator('.user-menu summary').click();
    await arrive(this.#tab, () => this.#tab.locator('#log_out').click());
  }
}
