import type { FactorSite } from './factor-site.ts';
import { people } from './people.ts';
import { PolicyTour } from './policy-tour.ts';
import { tourPeople } from './tour-people.ts';
import { addKey } from './virtual-key.ts';
import type { Visit } from './visit.ts';

const pages = '/plugins/servlet/two-step';
const consolePath = `${pages}/admin`;
/** Entries of the side bar besides the overview; a new screen is looked at once it stands here. */
const consoleScreens = [
  ['Policies', 'console-policies'],
  ['Networks', 'console-networks'],
  ['Waves', 'console-waves'],
  ['Audit', 'console-audit'],
  ['Basic authentication', 'console-basic-auth'],
  ['Settings', 'console-settings'],
] as const;
const codeIn = (text: string) => /\b(\d{3}) ?(\d{3})\b/.exec(text)?.slice(1).join('') ?? '';

/** Called on each page of the tour, once it has come to rest. */
export type Look = (name: string) => Promise<void>;

/** Once round all pages, as one person sees them who sets everything up, logs in with it, and looks after it. */
export class Tour {
  readonly #visit: Visit;
  readonly #site: FactorSite;
  readonly #look: Look;

  constructor(visit: Visit, site: FactorSite, look: Look) {
    this.#visit = visit;
    this.#site = site;
    this.#look = look;
  }

  /** Everything that is no console. */
  async people(): Promise<void> {
    await this.#firstSetup();
    await this.#everyOtherSetup();
    await this.#ownPage();
    await this.#everyLogin();
    await this.#rememberedBrowser();
    await this.#endings();
  }

  async #firstSetup(): Promise<void> {
    const visit = this.#visit;
    await visit.givenPassword(people.alice);
    await this.#look('choose-a-way');
    const app = await visit.enroll.scan();
    await this.#look('set-up-app');
    await visit.enroll.enter(app.wrongCode());
    await this.#look('set-up-app-wrong-code');
    await visit.enroll.finish(await app.nextCode());
    await this.#look('save-codes');
    await visit.recoveryCode.tickSaved();
    await visit.recoveryCode.addSecond();
    await this.#look('add-a-way');
  }

  async #everyOtherSetup(): Promise<void> {
    const visit = this.#visit;
    const { smtp, sms, duo } = this.#site;
    await addKey(visit, 'a FIDO2 security key');
    await visit.enroll.choose('Security key or passkey');
    await this.#look('set-up-key');
    await visit.arrive(() => visit.enroll.submitButton.click());

    await this.#add('Code by e-mail');
    await this.#look('set-up-email');
    await this.#press('Send code');
    await this.#look('set-up-email-sent');
    await visit.enroll.enter(codeIn((await smtp.waitForMail(({ text }) => codeIn(text) !== '')).text));

    await this.#add('Code by text message');
    await this.#look('set-up-text-message');
    await visit.tab.getByLabel('Mobile number').fill('+49 171 1234567');
    await this.#press('Send code');
    await this.#look('set-up-text-message-sent');
    const { text } = await sms.waitForMessage();
    await visit.tab.getByLabel('Verification code').fill(codeIn(text));
    await this.#press('Finish setup');

    await this.#add('Duo push');
    await this.#look('set-up-duo');
    duo.activate('alice');
    await this.#press('Send push');
    await this.#look('set-up-duo-waiting');
    await visit.arrive(async () => duo.approve());

    await this.#add('Security questions');
    await this.#look('set-up-questions');
    const answers = ['teacher', 'street', 'dish'];
    for (const answer of answers) await visit.tab.locator(`#answer-${answer}`).fill(`my ${answer}`);
    await this.#press('Finish setup');
  }

  async #ownPage(): Promise<void> {
    const { profile, tab } = this.#visit;
    await this.#look('own-page');
    await this.#visit.arrive(() =>
      profile
        .method('Security key')
        .getByRole('link', { name: /^Rename/ })
        .click(),
    );
    await this.#look('rename');
    await tab.getByLabel('Name').fill('Blue key');
    await this.#press('Save');
    await profile.remove('Security questions');
    await this.#look('remove');
    await this.#visit.open(`${pages}/new-phone`);
    await this.#look('new-phone');
  }

  async #everyLogin(): Promise<void> {
    const visit = this.#visit;
    await visit.logInAgainAt(people.alice);
    await this.#look('verify-first');
    for (const [card, name] of [
      ['Security key or passkey', 'key'],
      ['Duo push', 'duo'],
      ['Authenticator app', 'app'],
      ['Code by text message', 'text-message'],
      ['Code by e-mail', 'email'],
    ] as const) {
      await visit.arrive(() => visit.tab.getByRole('link', { name: 'Try another way' }).click());
      if (name === 'key') await this.#look('try-another-way');
      await visit.arrive(() => visit.tab.locator('a.card', { hasText: card }).click());
      await this.#look(`verify-with-${name}`);
    }
    await visit.challenge.useRecoveryCode();
    await this.#look('verify-with-saved-code');
    await visit.recover.useApp();
    await visit.challenge.choose('Security key or passkey');
    await visit.challenge.rememberBrowser();
    await visit.challenge.useKey();
  }

  /** A remembered browser is let in without a question, and asked before anything is changed. */
  async #rememberedBrowser(): Promise<void> {
    const visit = this.#visit;
    await visit.logInAgainAt(people.alice);
    await visit.open(`${pages}/profile`);
    await this.#look('own-page-remembered');
    await visit.profile.add();
    await this.#look('confirm');
    await visit.arrive(() => visit.challenge.submitButton.click());
  }

  async #endings(): Promise<void> {
    const visit = this.#visit;
    const mail = await this.#site.smtp.waitForMail(({ text }) => text.includes('/not-me?token='));
    await visit.tab.goto(/https?:\S+\/not-me\?token=\S+/.exec(mail.text)?.[0] ?? '');
    await this.#look('not-me');
    await this.#press('It was not me: log out everywhere');
    await this.#look('not-me-done');
    await visit.open(`${pages}/logged-out`);
    await this.#look('logged-out');
    await visit.open(`${pages}/ended`);
    await this.#look('ended');
    await visit.open(`${pages}/nowhere`);
    await this.#look('problem');
  }

  /** The console, as a system administrator sees it who has just set up an app. */
  async console(): Promise<void> {
    const visit = this.#visit;
    await visit.givenPassword(people.admin, consolePath);
    const app = await visit.enroll.scan();
    await visit.enroll.finish(await app.nextCode());
    await visit.recoveryCode.tickSaved();
    await visit.recoveryCode.goOn();
    await this.#look('console-overview-first');
    for (const [entry, name] of consoleScreens) {
      await visit.console.choose(entry);
      await this.#look(name);
    }
    await visit.console.choose('Audit');
    await visit.console.openLink('Verify the rows shown now');
    await this.#look('console-audit-verify');
    await visit.open(`${consolePath}/basic-auth/edit`);
    await this.#look('console-basic-auth-edit');
    await visit.open(`${consolePath}/settings/edit`);
    await this.#look('console-settings-edit');
    await visit.open(`${consolePath}/settings/history`);
    await this.#look('console-settings-history');
    await visit.console.choose('Settings');
    await visit.console.openLink('Send a test mail');
    await this.#look('console-mail-test');
    await visit.console.press('Send');
    await this.#look('console-mail-test-sent');
    await tourPeople(visit, this.#site, this.#look);
    await new PolicyTour(visit, this.#look).walk();
    await visit.console.choose('Overview');
    await this.#look('console-overview');
    await visit.open(`${consolePath}/nowhere`);
    await this.#look('console-problem');
  }

  async #add(card: string): Promise<void> {
    await this.#visit.open(`${pages}/add`);
    await this.#visit.enroll.choose(card);
  }

  #press(name: string): Promise<void> {
    return this.#visit.arrive(() => this.#visit.tab.getByRole('button', { name, exact: true }).click());
  }
}
