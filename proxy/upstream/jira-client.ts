import { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import type { Caller, Principal } from '../principal/principal.ts';
import type { JiraHttp, JiraResponse } from './jira-http.ts';

/** What a question to Jira is asked with: exactly these headers, and nothing of the gate's own. */
export type JiraCredentials = {
  readonly cookie?: string;
  readonly authorization?: string;
  readonly userAgent?: string;
  readonly address?: string;
};

export type WhoAmI = { readonly caller: Caller; readonly setCookies: readonly string[] };

const person = z.object({
  key: z.string().min(1),
  name: z.string().min(1),
  displayName: z.string().default(''),
  emailAddress: z.string().default(''),
  locale: z.string().default(''),
  active: z.boolean().default(true),
  groups: z.object({ items: z.array(z.object({ name: z.string() })) }).optional(),
});

const serverInfo = z.object({ baseUrl: z.string() });

const permissions = z.object({
  permissions: z.object({ SYSTEM_ADMIN: z.object({ havePermission: z.boolean() }) }),
});

/** Asks Jira who somebody is and what they may do, always with the credentials of whom the question is about. */
export class JiraClient {
  readonly #http: JiraHttp;

  constructor(http: JiraHttp) {
    this.#http = http;
  }

  /**
   * `GET /rest/api/2/myself`. The answer's `Set-Cookie` lines come along: remember-me and single sign-on open a
   * session that the browser has to be told of.
   * @throws AppError `jira_unavailable` for anything but a person's data or a plain 401/403.
   */
  async whoAmI(credentials: JiraCredentials): Promise<WhoAmI> {
    const response = await this.#get('/rest/api/2/myself?expand=groups', credentials);
    if (response.status === 401 || response.status === 403) {
      return { caller: { kind: 'anonymous' }, setCookies: response.setCookies };
    }
    const principal = toPrincipal(parseJson(response, person));
    return { caller: { kind: 'person', principal }, setCookies: response.setCookies };
  }

  /** Whether the caller is a Jira system administrator (`GET /rest/api/2/mypermissions`). */
  async isSystemAdministrator(credentials: JiraCredentials): Promise<boolean> {
    const response = await this.#get('/rest/api/2/mypermissions?permissions=SYSTEM_ADMIN', credentials);
    if (response.status === 401 || response.status === 403) return false;
    return parseJson(response, permissions).permissions.SYSTEM_ADMIN.havePermission;
  }

  /** Looks a person up by name with the caller's own rights; `undefined` when Jira knows nobody of that name. */
  async findUser(username: string, credentials: JiraCredentials): Promise<Principal | undefined> {
    const response = await this.#get(
      `/rest/api/2/user?username=${encodeURIComponent(username)}&expand=groups`,
      credentials,
    );
    if (response.status === 404) return undefined;
    if (response.status !== 200) throw new AppError('forbidden', `user look-up answered ${response.status}`);
    return toPrincipal(parseJson(response, person));
  }

  /** By name, but only where it is still the same account: whoever was renamed since, or whose name somebody else bears, is nobody. */
  async findSameUser(
    { userKey, username }: { readonly userKey: string; readonly username: string },
    credentials: JiraCredentials,
  ): Promise<Principal | undefined> {
    const found = await this.findUser(username, credentials);
    return found?.userKey === userKey ? found : undefined;
  }

  /** Ends a session at Jira, and answers Jira's `Set-Cookie` lines. A session that is gone already is ended too. */
  async endSession(credentials: JiraCredentials): Promise<readonly string[]> {
    const headers = headersOf(credentials);
    return (await this.#http({ method: 'DELETE', path: '/rest/auth/1/session', headers })).setCookies;
  }

  /** What Jira takes for its own address; `undefined` where it does not say. */
  async baseUrl(): Promise<URL | undefined> {
    try {
      const { baseUrl } = parseJson(await this.#get('/rest/api/2/serverInfo', {}), serverInfo);
      return URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
    } catch {
      return undefined;
    }
  }

  /** `GET /status` answers without a session and without Jira's database. */
  async isRunning(): Promise<boolean> {
    try {
      return (await this.#get('/status', {})).status === 200;
    } catch {
      return false;
    }
  }

  #get(path: string, credentials: JiraCredentials): Promise<JiraResponse> {
    return this.#http({ method: 'GET', path, headers: headersOf(credentials) });
  }
}

export function headersOf(credentials: JiraCredentials): Record<string, string> {
  return {
    ...(credentials.cookie ? { cookie: credentials.cookie } : {}),
    ...(credentials.authorization ? { authorization: credentials.authorization } : {}),
    ...(credentials.userAgent ? { 'user-agent': credentials.userAgent } : {}),
    ...(credentials.address ? { 'x-forwarded-for': credentials.address } : {}),
  };
}

function parseJson<T>(response: JiraResponse, schema: z.ZodType<T>): T {
  try {
    if (response.status !== 200) throw new Error(`status ${response.status}`);
    return schema.parse(JSON.parse(response.text));
  } catch (cause) {
    // A login page, a redirect, half an answer: whatever it is, it does not say who this is.
    throw new AppError('jira_unavailable', `Jira answered ${response.status} with something else`, { cause });
  }
}

function toPrincipal(data: z.output<typeof person>): Principal {
  return {
    userKey: data.key,
    username: data.name,
    displayName: data.displayName === '' ? data.name : data.displayName,
    email: data.emailAddress,
    groups: (data.groups?.items ?? []).map((group) => group.name),
    locale: data.locale,
  };
}
