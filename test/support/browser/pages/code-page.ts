import type { Locator } from 'playwright-core';
import { arrive } from '../arrive.ts';
import { GatePage } from './gate-page.ts';

/** A page with one field for a code. */
export class CodePage extends GatePage {
  get field(): Locator {
    return this.tab.locator('main input[type=text]');
  }

  get submitButton(): Locator {
    return this.tab.locator('main button.aui-button-primary');
  }

  async enter(code: string): Promise<void> {
    await this.field.fill(code);
    await arrive(this.tab, () => this.submitButton.click());
  }

  fieldHasFocus(): Promise<boolean> {
    return this.field.evaluate((field) => field.matches(':focus'));
  }
}
