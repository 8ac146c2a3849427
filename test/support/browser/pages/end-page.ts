import { GatePage } from './gate-page.ts';

/** A page on which a login ends: locked, ended, logged out, a problem. */
export class EndPage extends GatePage {
  text(): Promise<string> {
    return this.tab.locator('main').innerText();
  }

  /** The time that is left of a lockout, as shown. */
  countdown(): Promise<string> {
    return this.tab.getByRole('timer').innerText();
  }

  goOn(): Promise<void> {
    return this.follow(this.tab.locator('main .buttons a').first());
  }
}
