import type { Locator } from 'playwright-core';
import { arrive } from '../arrive.ts';
import { GatePage } from './gate-page.ts';

/** "Your two-step verification" */
export class ProfilePage extends GatePage {
  section(title: string): Locator {
    return this.tab.getByRole('region', { name: title });
  }

  /** The names of what the person has. */
  methods(): Promise<string[]> {
    return this.section('Ways to verify').locator('.entry strong').allInnerTexts();
  }

  method(name: string): Locator {
    return this.section('Ways to verify').locator('.entry', { hasText: name });
  }

  add(): Promise<void> {
    return this.follow(this.tab.getByRole('link', { name: 'Add a way' }));
  }

  newPhone(): Promise<void> {
    return this.follow(this.tab.getByRole('link', { name: 'I have a new phone' }));
  }

  async rename(name: string, to: string): Promise<void> {
    await this.follow(this.method(name).getByRole('link', { name: /^Rename/ }));
    await this.tab.getByLabel('Name').fill(to);
    await this.press('Save');
  }

  /** Up to the question whether it is meant. */
  remove(name: string): Promise<void> {
    return this.follow(this.method(name).getByRole('link', { name: /^Remove/ }));
  }

  async press(button: string): Promise<void> {
    await arrive(this.tab, () => this.tab.getByRole('button', { name: button }).first().click());
  }
}
