import { CodePage } from './code-page.ts';

/** "Two-step verification": a code of the app. */
export class ChallengePage extends CodePage {
  useRecoveryCode(): Promise<void> {
    return this.follow(this.tab.getByRole('link', { name: 'Use your recovery code' }));
  }
}
