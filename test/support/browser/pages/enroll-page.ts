import { AuthenticatorApp } from '../authenticator-app.ts';
import { CodePage } from './code-page.ts';

/** "Set up two-step verification" */
export class EnrollPage extends CodePage {
  /** One of the cards by its words. */
  choose(card: string): Promise<void> {
    return this.follow(this.tab.locator('a.card', { hasText: card }));
  }

  /** The app, where there is a choice, in whichever language. */
  async #chooseApp(): Promise<void> {
    const link = this.tab.locator('a.card[href*="method=app"]');
    if ((await link.count()) > 0) await this.follow(link);
  }

  /** Scans the QR code from a picture of the page as it is shown. */
  async scan(): Promise<AuthenticatorApp> {
    await this.#chooseApp();
    const code = this.tab.locator('img.qr-code');
    await code.scrollIntoViewIfNeeded();
    return AuthenticatorApp.scan(await this.tab.screenshot({ caret: 'initial' }));
  }

  /** What somebody sees who cannot scan: the secret in groups, and what to name the account. */
  async typedSecret(): Promise<{ secret: string; text: string }> {
    await this.#chooseApp();
    const details = this.tab.locator('details');
    if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
    const secret = await details.locator('code').innerText();
    return { secret, text: await details.innerText() };
  }

  /** Presses Copy beside the secret; answers what the page says then. */
  async copySecret(): Promise<string> {
    await this.tab.locator('[data-copy]').click();
    return this.tab.locator('.copy-status:not(:empty)').innerText();
  }

  /** The address behind "Open in an app on this device". */
  async appLink(): Promise<string> {
    return (await this.tab.locator('.open-in-app a').getAttribute('href')) ?? '';
  }

  finish(code: string): Promise<void> {
    return this.enter(code);
  }
}
