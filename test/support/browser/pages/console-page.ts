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

  field(label: string): Locator {
    return this.tab.getByLabel(label, { exact: true });
  }

  /** What a screen reader reads with a field: its hint, and what is wrong with it. */
  async saysAbout(label: string): Promise<{ text: string; isWrong: boolean }> {
    const field = this.field(label);
    const ids = (await field.getAttribute('aria-describedby')) ?? '';
    const texts = ids.split(' ').map((id) => this.tab.locator(`[id="${id}"]`).innerText());
    const isWrong = (await field.getAttribute('aria-invalid')) === 'true';
    return { text: (await Promise.all(texts)).join(' '), isWrong };
  }

  /** All that the screen says, without its frame. */
  async text(): Promise<string> {
    return (await this.tab.getByRole('main').innerText()).replace(/\s+/g, ' ');
  }

  /** A line of a table, by the cell that names it. */
  row(name: string | RegExp): Locator {
    const header = this.tab.getByRole('rowheader', { name });
    return this.tab.getByRole('row').filter({ has: header });
  }

  /** The value beside a name in a list of facts. */
  fact(label: string): Promise<string> {
    return this.tab.locator('.fact', { hasText: label }).locator('dd').innerText();
  }
}
