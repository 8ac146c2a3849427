import { arrive } from '../arrive.ts';
import { CodePage } from './code-page.ts';

/** "Two-step verification": one of the person's factors. */
export class ChallengePage extends CodePage {
  /** "Try another way", and then one of the cards. */
  async choose(card: string): Promise<void> {
    await this.follow(this.tab.getByRole('link', { name: 'Try another way' }));
    await this.follow(this.tab.locator('a.card', { hasText: card }));
  }

  /** "Don't ask again in this browser" */
  rememberBrowser(): Promise<void> {
    return this.tab.getByRole('checkbox', { name: /again in this browser/ }).check();
  }

  /** Presses the button of a security key, and waits for what comes then. */
  async useKey(): Promise<void> {
    await arrive(this.tab, () => this.submitButton.click());
  }

  useRecoveryCode(): Promise<void> {
    return this.follow(this.tab.getByRole('link', { name: 'Use a backup or recovery code' }));
  }
}
