import { CodePage } from './code-page.ts';

/** "Use your recovery code" */
export class RecoverPage extends CodePage {
  useApp(): Promise<void> {
    return this.follow(this.tab.getByRole('link', { name: 'Use another way instead' }));
  }
}
