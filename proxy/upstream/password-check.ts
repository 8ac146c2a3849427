import { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import { sessionIdIn } from './jira-cookies.ts';
import type { JiraHttp, JiraResponse } from './jira-http.ts';

export type PasswordInput = {
  readonly username: string;
  readonly password: string;
  readonly rememberMe: boolean;
  readonly captchaId?: string | undefined;
  readonly captchaChallenge?: string | undefined;
  readonly address: string;
};

export type PasswordResult =
  /** Jira opened a session; it and the other cookies of the reply have not been handed out yet. */
  | { readonly kind: 'right'; readonly sessionId: string; readonly setCookies: readonly string[] }
  | {
      readonly kind: 'wrong';
      readonly message: string;
      readonly captchaRequired: boolean;
      readonly expiredCredentials: boolean;
    };

export type Way = 'native' | 'rest' | 'form';
const ways: readonly Way[] = ['native', 'rest', 'form'];

const nativeRefusal = z.object({
  message: z.string().default('Sorry, your username or password is incorrect. Try again.'),
  captchaRequired: z.boolean().default(false),
  expiredCredentials: z.boolean().default(false),
});

const captcha = z.object({ captchaId: z.string(), captchaImageUrl: z.string() });
export type Captcha = z.output<typeof captcha>;

const wrongPassword = {
  kind: 'wrong',
  message: 'Sorry, your username or password is incorrect. Try again.',
  captchaRequired: false,
  expiredCredentials: false,
} as const;

/**
 * Proves a password with Jira itself, once per attempt (Jira counts failures): through the two-step plugin's own
 * endpoint where it exists (Jira 10 and later), else the REST session, else the login form.
 */
export class PasswordCheck {
  readonly #http: JiraHttp;
  /** The first way that Jira was seen to have; tried first from then on. */
  #known: Way = 'native';

  constructor(http: JiraHttp) {
    this.#http = http;
  }

  /**
   * Finds out, without trying a password, whether Jira has the plugin's own way. What Jira turns out to have is found
   * out again with each password that it sends elsewhere.
   */
  async detect(): Promise<Way> {
    this.#known = (await this.captcha('127.0.0.1')) === undefined ? 'rest' : 'native';
    return this.#known;
  }

  /** @throws AppError `jira_unavailable` when no way to check a password answers. */
  async check(input: PasswordInput): Promise<PasswordResult> {
    for (const way of [this.#known, ...ways.filter((other) => other !== this.#known)]) {
      const result = await this.#through(way, input);
      if (result === 'not here') continue;
      this.#known = way;
      return result;
    }
    throw new AppError('jira_unavailable', 'Jira offers no way to check a password');
  }

  /** A captcha that `authenticate` takes, from Jira 10 on; `undefined` where Jira has none of that kind. */
  async captcha(address: string): Promise<Captcha | undefined> {
    const response = await this.#http({
      method: 'GET',
      path: '/rest/tsv/1.0/authenticate/captcha',
      headers: { 'x-forwarded-for': address },
    });
    if (response.status !== 200) return undefined;
    try {
      return captcha.parse(JSON.parse(response.text));
    } catch {
      return undefined;
    }
  }

  #through(way: Way, input: PasswordInput): Promise<PasswordResult | 'not here'> {
    switch (way) {
      case 'native':
        return this.#native(input);
      case 'rest':
        return this.#restSession(input);
      case 'form':
        return this.#loginForm(input);
      default:
        return way satisfies never;
    }
  }

  async #native(input: PasswordInput): Promise<PasswordResult | 'not here'> {
    const { username, password, rememberMe, captchaId, captchaChallenge } = input;
    const response = await this.#post('/rest/tsv/1.0/authenticate', input, 'application/json', {
      json: { username, password, rememberMe, targetUrl: '', captchaId, captchaChallenge },
    });
    if (response.status === 200) return opened(response);
    if (response.status === 401) return { kind: 'wrong', ...parseRefusal(response.text) };
    return notHere(response, 'native');
  }

  async #restSession(input: PasswordInput): Promise<PasswordResult | 'not here'> {
    const response = await this.#post('/rest/auth/1/session', input, 'application/json', {
      json: { username: input.username, password: input.password },
    });
    if (response.status === 200) return opened(response);
    if (response.status === 401) return wrongPassword;
    if (response.status === 403 && response.headers['x-authentication-denied-reason'] !== undefined) {
      return { ...wrongPassword, captchaRequired: true };
    }
    // A plain 403 is Basic authentication being disabled, which closes this way too.
    return response.status === 403 ? 'not here' : notHere(response, 'REST session');
  }

  async #loginForm(input: PasswordInput): Promise<PasswordResult | 'not here'> {
    const form = new URLSearchParams({ os_username: input.username, os_password: input.password });
    if (input.rememberMe) form.set('os_cookie', 'true');
    if (input.captchaChallenge) form.set('os_captcha', input.captchaChallenge);
    const response = await this.#post('/login.jsp', input, 'application/x-www-form-urlencoded', { form });
    const reason = String(response.headers['x-seraph-loginreason'] ?? '');
    if (/\bOK\b/.test(reason)) return opened(response);
    if (reason.includes('AUTHENTICATION_DENIED')) return { ...wrongPassword, captchaRequired: true };
    return reason.includes('FAILED') ? wrongPassword : 'not here';
  }

  #post(
    path: string,
    { address }: PasswordInput,
    contentType: string,
    content: { json: unknown } | { form: URLSearchParams },
  ): Promise<JiraResponse> {
    const body = 'json' in content ? JSON.stringify(content.json) : content.form.toString();
    return this.#http({
      method: 'POST',
      path,
      headers: { 'content-type': contentType, 'x-forwarded-for': address },
      body,
    });
  }
}

/**
 * Only a way that does not exist is passed over for the next. Any other answer ends the attempt: Jira counts each one.
 * 412 is the plugin's own second factor, switched on beside the gate.
 */
function notHere({ status }: JiraResponse, way: string): 'not here' {
  if (status === 404 || status === 405) return 'not here';
  throw new AppError('jira_unavailable', `the ${way} password check answered ${status}`);
}

function opened(response: JiraResponse): PasswordResult {
  const sessionId = sessionIdIn(response.setCookies);
  if (sessionId === undefined)
    throw new AppError('jira_unavailable', 'Jira accepted a login without a session');
  return { kind: 'right', sessionId, setCookies: response.setCookies };
}

function parseRefusal(text: string): z.output<typeof nativeRefusal> {
  try {
    return nativeRefusal.parse(JSON.parse(text));
  } catch {
    return nativeRefusal.parse({});
  }
}
