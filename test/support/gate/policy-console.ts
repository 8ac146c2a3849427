import type { RawAnswer } from '../jira/raw-client.ts';
import { consolePath, type GivenPerson } from './administrator.ts';
import { formsOf } from './visitor.ts';

type Fields = Readonly<Record<string, string>>;

/** An administrator at the console's screens about policies, without scripts. */
export class PolicyConsole {
  readonly #person: Pick<GivenPerson, 'visitor'>;

  constructor(person: Pick<GivenPerson, 'visitor'>) {
    this.#person = person;
  }

  open(path: string): Promise<RawAnswer> {
    return this.#person.visitor.open(consolePath + path);
  }

  /** What a screen says, as words. */
  async read(path: string): Promise<string> {
    return wordsOf((await this.open(path)).text);
  }

  /** Opens a screen and sends its form, what is typed over what is hidden. */
  async send(path: string, fields: Fields): Promise<RawAnswer> {
    const { text } = await this.open(path);
    const action = consolePath + path;
    const form = formsOf(text).find((one) => one.action === action && one.hidden.token !== undefined);
    if (form === undefined) throw new Error(`no form for ${action}: ${wordsOf(text).slice(0, 500)}`);
    return this.#person.visitor.submit(action, { ...form.hidden, ...fields });
  }

  /** Presses a button of the list of rules. */
  async press(action: string, rule: string): Promise<RawAnswer> {
    const { text } = await this.open('/policies');
    const path = `${consolePath}/policies`;
    const form = formsOf(text).find((one) => one.action === path && one.hidden.rule === rule);
    if (form === undefined) throw new Error(`no rule ${rule}`);
    return this.#person.visitor.submit(path, { ...form.hidden, do: action });
  }

  /** The ids of the rules in the order in which they are shown, the default last. */
  async rules(): Promise<string[]> {
    const { text } = await this.open('/policies');
    const path = `${consolePath}/policies`;
    return formsOf(text).flatMap(({ action, hidden }) =>
      action === path && hidden.rule !== undefined ? [hidden.rule] : [],
    );
  }

  addRule(fields: Fields): Promise<RawAnswer> {
    return this.send('/policies/rule', { ...plainRule, ...fields });
  }

  publish(comment = 'because'): Promise<RawAnswer> {
    return this.send('/policies/review', { comment });
  }
}

export const plainRule = {
  ...{ name: 'Staff', mode: 'enforce', 'with-factor': 'require', 'without-factor': 'enroll' },
};

export function wordsOf(html: string): string {
  return html
    .replace(/<(style|script)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}
