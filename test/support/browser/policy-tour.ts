import type { Look } from './tour.ts';
import type { Visit } from './visit.ts';

const consolePath = '/plugins/servlet/two-step/admin';

/** The console's screens about policies, as an administrator sees them who publishes two rules and a wave. */
export class PolicyTour {
  readonly #visit: Visit;
  readonly #look: Look;

  constructor(visit: Visit, look: Look) {
    this.#visit = visit;
    this.#look = look;
  }

  async walk(): Promise<void> {
    await this.#network();
    await this.#rules();
    await this.#publish();
    await this.#waves();
  }

  async #network(): Promise<void> {
    const { console, tab } = this.#visit;
    await console.choose('Networks');
    await console.openLink('Add network');
    await tab.getByLabel('Name').fill('Office Berlin');
    await tab.getByLabel('Ranges').fill('192.0.2.0/24\n2001:db8:1::/48');
    await this.#look('console-network');
    await console.press('Keep in the draft');
    await this.#look('console-networks-draft');
  }

  async #rules(): Promise<void> {
    const { console, tab } = this.#visit;
    await console.choose('Policies');
    await console.openLink('Add rule');
    await tab.getByLabel('Networks (optional)', { exact: true }).fill('Moon');
    await console.press('Keep in the draft');
    await this.#look('console-rule-errors');
    await console.choose('Policies');
    await console.openLink('Add rule');
    await tab.getByLabel('Name').fill('Staff in the office');
    await tab.getByLabel('Enforce').check();
    await tab.getByLabel('Groups (optional)').fill('jira-software-users');
    await tab.getByLabel('Networks (optional)', { exact: true }).fill('Office Berlin');
    await tab.getByLabel('Whoever has none').selectOption('optional');
    await this.#look('console-rule');
    await console.press('Keep in the draft');
    await console.openLink('Add step-up');
    await tab.getByLabel('Name').fill('Administration');
    await tab.getByLabel('Administration', { exact: true }).check();
    await this.#look('console-step-up');
    await console.press('Keep in the draft');
    await this.#look('console-policies-draft');
    await console.openLink('What if');
    await tab.getByLabel('User name').fill('alice');
    await console.press('Ask');
    await this.#look('console-what-if');
  }

  async #publish(): Promise<void> {
    const { console, tab } = this.#visit;
    await this.#visit.open(`${consolePath}/policies`);
    await console.openLink('Review and publish');
    await tab.getByLabel('From an address').fill('192.0.2.7');
    await console.press('Count');
    await tab.getByLabel('Comment').fill('Time for the office');
    await this.#look('console-review');
    await console.press('Publish');
    await this.#look('console-policies-published');
    await console.openLink('History');
    await this.#look('console-history');
    await console.openLink('Version 1');
    await this.#look('console-version');
  }

  async #waves(): Promise<void> {
    const { console, tab } = this.#visit;
    await console.choose('Waves');
    await console.openLink('Plan a wave');
    await tab.getByLabel('Groups').fill('jira-administrators');
    await tab.getByLabel('Name').fill('Wave 1: IT');
    await this.#look('console-new-wave');
    await console.press('Keep in the draft');
    await console.openLink('Review and publish');
    await tab.getByLabel('Comment').fill('The first wave');
    await console.press('Publish');
    await console.choose('Waves');
    await this.#look('console-waves-planned');
    await console.openLink('Pause: Wave 1: IT');
    await this.#look('console-wave-pause');
    await tab.getByLabel('Reason').fill('Holidays');
    await console.press('Pause');
    await this.#look('console-waves-paused');
  }
}
