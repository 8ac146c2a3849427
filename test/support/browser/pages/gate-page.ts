import type { Locator, Page } from 'playwright-core';
import { arrive } from '../arrive.ts';

/** What all pages of the gate have in common. */
export class GatePage {
  protected readonly tab: Page;

  constructor(tab: Page) {
    this.tab = tab;
  }

  /** The page's own title, from the one h1. */
  heading(): Promise<string> {
    return this.tab.getByRole('heading', { level: 1 }).innerText();
  }

  /** What the page says about the last attempt, or undefined. */
  async message(): Promise<string | undefined> {
    const box = this.tab.locator('.aui-message');
    return (await box.count()) === 0 ? undefined : box.innerText();
  }

  /** "Not you? Log out" */
  async logOut(): Promise<void> {
    await arrive(this.tab, () => this.tab.getByRole('button', { name: 'Log out' }).click());
  }

  async signedInAs(): Promise<string> {
    return (await this.tab.locator('.signed-in-as p').innerText()).replace(/\s+/g, ' ');
  }

  protected async follow(link: Locator): Promise<void> {
    await arrive(this.tab, () => link.click());
  }
}
