import type { Locator } from 'playwright-core';
import { GatePage } from './gate-page.ts';

/** Any screen of the administrators' console. */
export class ConsolePage extends GatePage {
  get sideBar(): Locator {
    return this.tab.getByRole('navigation', { name: 'Two-step verification' });
  }

  /** Follows an entry of the side bar. */
  choose(entry: string): Promise<void> {
    return this.follow(this.sideBar.getByRole('link', { name: entry, exact: true }));
  }

  /** Follows a link of the screen itself. */
  openLink(name: string): Promise<void> {
    return this.follow(this.tab.getByRole('main').getByRole('link', { name, exact: true }));
  }

  press(button: string): Promise<void> {
    return this.follow(this.tab.getByRole('button', { name: button, exact: true }));
  }

  /** The value beside a name in a list of facts. */
  fact(label: string): Promise<string> {
    return this.tab.locator('.fact', { hasText: label }).locator('dd').innerText();
  }
}
