import type { Locator } from 'playwright-core';
import { waitFor } from '../../gate/index.ts';
import { arrive } from '../arrive.ts';
import { GatePage } from './gate-page.ts';

/** The console's list of users, and the forms of help. */
export class UsersPage extends GatePage {
  /** The lines of the list. */
  get rows(): Locator {
    return this.tab.locator('#users tbody tr');
  }

  names(): Promise<string[]> {
    return this.tab.locator('#users .person-name a').allInnerTexts();
  }

  /** Reads everybody from Jira, and waits for it. */
  async refresh(): Promise<void> {
    await arrive(this.tab, () => this.tab.getByRole('button', { name: 'Refresh from Jira' }).click());
    await waitFor(async () => {
      await arrive(this.tab, () => this.tab.reload());
      return (await this.tab.locator('.sync-line').innerText()).match(/read from jira .* people/i) !== null;
    }, 20_000);
  }

  /** Types, and waits until the list has followed. */
  async search(text: string): Promise<void> {
    await this.tab.getByLabel('Name, user name or mail').fill(text);
    // The address follows last.
    await waitFor(async () => new URL(this.tab.url()).searchParams.get('q') === text);
  }

  open(name: string): Promise<void> {
    return this.follow(this.tab.locator('#users').getByRole('link', { name, exact: true }));
  }

  async tick(...names: string[]): Promise<void> {
    for (const name of names) await this.tab.getByLabel(`Tick ${name}`, { exact: true }).check();
  }

  async chooseBulk(what: string, whom = 'the people ticked'): Promise<void> {
    await this.tab.getByLabel('With', { exact: true }).selectOption({ label: whom });
    await this.tab.getByLabel('Do', { exact: true }).selectOption({ label: what });
    await this.follow(this.tab.getByRole('button', { name: 'Go on' }));
  }

  /** Fills in why, and sends the form. */
  async giveReason(reason: string, button: string): Promise<void> {
    await this.tab.getByLabel('Reason').fill(reason);
    await this.follow(this.tab.getByRole('main').getByRole('button', { name: button, exact: true }));
  }

  /** The code that is to be read out, as two groups. */
  readOut(): Promise<string[]> {
    return this.tab.locator('.read-out-code span').allInnerTexts();
  }
}
