import { generateSync } from 'otplib';
import { CookieClient, type RawAnswer } from '../jira/raw-client.ts';

const pages = '/plugins/servlet/two-step';

/** The code that an authenticator app shows at a time (milliseconds). */
export function codeAt(secret: string, time: number): string {
  return generateSync({ secret, epoch: Math.floor(time / 1_000) });
}

/** Somebody with a browser who fills in forms; no scripts. */
export class Visitor {
  readonly client: CookieClient;
  readonly #contextPath: string;

  constructor(gateUrl: string, contextPath = '') {
    this.client = new CookieClient(gateUrl);
    this.#contextPath = contextPath;
  }

  /** A navigation. */
  open(path: string): Promise<RawAnswer> {
    return this.client.ask(this.#contextPath + path, { headers: { accept: 'text/html' } });
  }

  /** Follows redirects on this site, at most ten; where there is a factor to choose, takes the authenticator app. */
  async follow(answer: RawAnswer): Promise<RawAnswer> {
    let current = answer;
    for (let hops = 0; hops < 10 && current.headers.location !== undefined; hops += 1) {
      current = await this.client.ask(current.headers.location, { headers: { accept: 'text/html' } });
    }
    return this.#chooseApp(current);
  }

  async #chooseApp(page: RawAnswer): Promise<RawAnswer> {
    const card = /<a class="card" href="([^"]*\/enroll\?[^"]*method=app[^"]*)"/.exec(page.text)?.[1];
    return card === undefined
      ? page
      : this.client.ask(unescapeHtml(card), { headers: { accept: 'text/html' } });
  }

  logIn(username: string, password: string, destination = ''): Promise<RawAnswer> {
    return this.submit('/login.jsp', {
      os_username: username,
      os_password: password,
      os_destination: destination,
    });
  }

  submit(path: string, form: Record<string, string>): Promise<RawAnswer> {
    return this.client.ask(this.#contextPath + path, { form, headers: { accept: 'text/html' } });
  }

  /** Opens a page of the gate, fills its form in as it stands, and sends it. */
  async fillIn(page: string, fields: Record<string, string>): Promise<RawAnswer> {
    return this.answerForm(await this.#chooseApp(await this.open(`${pages}/${page}`)), fields);
  }

  /** Sends the main form of a page that is open. */
  answerForm(page: RawAnswer, fields: Record<string, string>): Promise<RawAnswer> {
    const form = formsOf(page.text).find((one) => !one.action.endsWith('/logout'));
    if (form === undefined)
      throw new Error(`a page without a form: ${page.status} ${page.text.slice(0, 500)}`);
    return this.client.ask(form.action, {
      form: { ...form.hidden, ...fields },
      headers: { accept: 'text/html' },
    });
  }

  /** Password, setup and confirmation; answers the secret and the recovery code. */
  async enroll(username: string, password: string, now: number) {
    await this.logIn(username, password);
    const sentTo = await this.open('/secure/Dashboard.jspa');
    // Where nobody has to have a factor, people find the page by themselves.
    const own = sentTo.headers.location === undefined ? await this.open(`${pages}/enroll`) : sentTo;
    const setup = await this.follow(own);
    const secret = secretIn(setup.text);
    const shown = await this.follow(await this.answerForm(setup, { code: codeAt(secret, now) }));
    const recoveryCode = /[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}/.exec(shown.text)?.[0];
    if (recoveryCode === undefined)
      throw new Error(`no recovery code shown: ${shown.status} ${shown.text.slice(0, 800)}`);
    return { secret, recoveryCode, shown };
  }

  /** Password and a code; answers what comes last. */
  async logInWithCode(username: string, password: string, code: string): Promise<RawAnswer> {
    await this.logIn(username, password);
    return this.follow(await this.fillIn('challenge', { code }));
  }
}

/** The secret that a setup page shows for typing. */
export function secretIn(html: string): string {
  const secret = /secret=([A-Z2-7]{32})/.exec(html)?.[1];
  if (secret === undefined) throw new Error(`no secret on the page: ${html.slice(0, 800)}`);
  return secret;
}

export function formsOf(html: string): { action: string; hidden: Record<string, string> }[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, attributes = '', inner = '']) => ({
    action: unescapeHtml(/action="([^"]*)"/.exec(attributes)?.[1] ?? ''),
    hidden: Object.fromEntries(
      [...inner.matchAll(/<input\b([^>]*type="hidden"[^>]*)>/g)].map(([, input = '']) => [
        unescapeHtml(/name="([^"]*)"/.exec(input)?.[1] ?? ''),
        unescapeHtml(/value="([^"]*)"/.exec(input)?.[1] ?? ''),
      ]),
    ),
  }));
}

export function unescapeHtml(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
