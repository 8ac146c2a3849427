import type { Locator } from 'playwright-core';
import { ConsolePage } from './console-page.ts';

/** What is typed and chosen in the editor of a rule, in the words that stand there. */
export type RuleWords = {
  readonly name?: string;
  readonly mode?: 'Off' | 'Monitor' | 'Enforce';
  readonly groups?: string;
  readonly users?: string;
  readonly networks?: string;
  readonly has?: string;
  readonly hasNone?: string;
};

/** The console's rules, their editor, and the review of what was changed. */
export class PoliciesPage extends ConsolePage {
  async addRule(words: RuleWords): Promise<void> {
    await this.choose('Policies');
    await this.openLink('Add rule');
    await this.keepRule(words);
  }

  async editRule(rule: string, words: RuleWords): Promise<void> {
    await this.choose('Policies');
    await this.openLink(`Edit: ${rule}`);
    await this.keepRule(words);
  }

  /** Fills in the editor that is open, and keeps it in the draft. */
  async keepRule({ mode, has, hasNone, ...texts }: RuleWords): Promise<void> {
    const labels = { name: 'Name', groups: optional('Groups'), users: optional('Users') };
    for (const [field, label] of Object.entries({ ...labels, networks: optional('Networks') })) {
      const text = texts[field as keyof typeof texts];
      if (text !== undefined) await this.field(label).fill(text);
    }
    if (mode !== undefined) await this.tab.getByRole('radio', { name: mode, exact: true }).check();
    if (has !== undefined) await this.field('Whoever has a factor').selectOption({ label: has });
    if (hasNone !== undefined) await this.field('Whoever has none').selectOption({ label: hasNone });
    await this.press('Keep in the draft');
  }

  async setStepUp(link: string, name: string, place: string, minutes = '10'): Promise<void> {
    await this.choose('Policies');
    await this.openLink(link);
    await this.field('Name').fill(name);
    for (const box of await this.tab.getByRole('checkbox').all()) await box.uncheck();
    await this.field(place).check();
    await this.field('Minutes').fill(minutes);
    await this.press('Keep in the draft');
  }

  /** The rules from the top, each with its mode: "Service accounts ENFORCE". */
  async rules(): Promise<string[]> {
    const rows = this.tab.getByRole('table', { name: /^Rules/ }).getByRole('rowheader');
    return (await rows.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
  }

  async review(): Promise<void> {
    await this.choose('Policies');
    await this.openLink('Review and publish');
  }

  get publishButton(): Locator {
    return this.tab.getByRole('button', { name: 'Publish', exact: true });
  }

  async publish(comment: string): Promise<void> {
    await this.field('Comment').fill(comment);
    await this.follow(this.publishButton);
  }
}

const optional = (label: string) => `${label} (optional)`;
