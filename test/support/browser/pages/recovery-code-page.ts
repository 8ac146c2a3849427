import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { arrive } from '../arrive.ts';
import { GatePage } from './gate-page.ts';

/** "Save your recovery code" */
export class RecoveryCodePage extends GatePage {
  get copyButton(): Locator {
    return this.tab.getByRole('button', { name: 'Copy' });
  }

  get printButton(): Locator {
    return this.tab.getByRole('button', { name: 'Print' });
  }

  get savedBox(): Locator {
    return this.tab.getByRole('checkbox', { name: /^I have saved (this code|these codes) somewhere safe$/ });
  }

  get continueButton(): Locator {
    return this.tab.getByRole('button', { name: /^Continue( to Jira)?$/ });
  }

  code(): Promise<string> {
    return this.tab.locator('#recovery-code').innerText();
  }

  /** The fifteen, in their order. */
  backupCodes(): Promise<string[]> {
    return this.tab.locator('#backup-codes code').allInnerTexts();
  }

  /** Presses Copy; answers what the page says then. */
  async copy(): Promise<string> {
    await this.copyButton.click();
    const status = this.tab.locator('.copy-status:not(:empty)');
    return status.innerText();
  }

  async download(): Promise<{ name: string; text: string }> {
    const started = this.tab.waitForEvent('download');
    await this.tab.getByRole('link', { name: 'Download' }).click();
    const download = await started;
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  }

  tickSaved(): Promise<void> {
    return this.savedBox.check();
  }

  /** "Continue, and add a second way" */
  async addSecond(): Promise<void> {
    await arrive(this.tab, () => this.tab.getByRole('button', { name: /add a second way/ }).click());
  }

  async goOn(): Promise<void> {
    await arrive(this.tab, () => this.continueButton.click());
  }
}
