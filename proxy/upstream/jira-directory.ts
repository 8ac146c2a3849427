import { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import type { DirectoryAnswer, DirectoryReader, JiraPerson } from '../people/index.ts';
import { headersOf, type JiraCredentials } from './jira-client.ts';
import type { JiraHttp } from './jira-http.ts';

const user = z
  .object({
    key: z.string().min(1),
    name: z.string().min(1),
    displayName: z.string().nullish(),
    emailAddress: z.string().nullish(),
    active: z.boolean().default(true),
    deleted: z.boolean().default(false),
  })
  .transform(
    (data): JiraPerson => ({
      userKey: data.key,
      username: data.name,
      displayName: data.displayName || data.name,
      email: data.emailAddress ?? '',
      active: data.active && !data.deleted,
    }),
  );

const users = z.array(user);
const groups = z.object({ total: z.number(), groups: z.array(z.object({ name: z.string().min(1) })) });
const members = z.object({ isLast: z.boolean(), values: users });
const rights = z.object({
  permissions: z.object({ ADMINISTER: z.object({ havePermission: z.boolean() }) }),
});

/** Jira caps this where it wants less: 100 users, 50 members, and of groups what its administrators allow. */
const mostAtOnce = 100;

/** Reads Jira's users and groups through its REST API, with the rights of whoever the credentials belong to. */
export class JiraDirectory implements DirectoryReader<JiraCredentials> {
  readonly #http: JiraHttp;

  constructor(http: JiraHttp) {
    this.#http = http;
  }

  /** Members of groups are told to administrators only (`GET /rest/api/2/mypermissions`). */
  async mayReadEverybody(credentials: JiraCredentials): Promise<boolean> {
    const answer = await this.#ask('/rest/api/2/mypermissions?permissions=ADMINISTER', credentials, rights);
    return answer.kind === 'answered' && answer.value.permissions.ADMINISTER.havePermission;
  }

  /** `GET /rest/api/2/user/search`, deactivated people too. */
  users(text: string, startAt: number, credentials: JiraCredentials) {
    const query = new URLSearchParams({
      ...{ username: text, includeActive: 'true', includeInactive: 'true' },
      ...{ startAt: String(startAt), maxResults: String(mostAtOnce) },
    });
    return this.#ask(`/rest/api/2/user/search?${query}`, credentials, users);
  }

  /** `GET /rest/api/2/user`. */
  userByKey(userKey: string, credentials: JiraCredentials) {
    return this.#ask(`/rest/api/2/user?${new URLSearchParams({ key: userKey })}`, credentials, user);
  }

  /** `GET /rest/api/2/groups/picker`: the names, and how many there are; Jira may tell fewer than that. */
  async groups(text: string, credentials: JiraCredentials) {
    const query = new URLSearchParams({ query: text, maxResults: String(10 * mostAtOnce) });
    const answer = await this.#ask(`/rest/api/2/groups/picker?${query}`, credentials, groups);
    if (answer.kind !== 'answered') return answer;
    const { total, groups: found } = answer.value;
    return { kind: 'answered', value: { total, names: found.map(({ name }) => name) } } as const;
  }

  /** `GET /rest/api/2/group/member`. */
  members(group: string, startAt: number, credentials: JiraCredentials) {
    const query = new URLSearchParams({
      ...{ groupname: group, includeInactiveUsers: 'true' },
      ...{ startAt: String(startAt), maxResults: '50' },
    });
    return this.#ask(`/rest/api/2/group/member?${query}`, credentials, members);
  }

  /** @throws AppError `jira_unavailable` for whatever is neither data nor a plain refusal. */
  async #ask<T>(
    path: string,
    credentials: JiraCredentials,
    schema: z.ZodType<T>,
  ): Promise<DirectoryAnswer<T>> {
    const { status, text } = await this.#http({ method: 'GET', path, headers: headersOf(credentials) });
    if (status === 401 || status === 403) return { kind: 'refused', status };
    if (status === 404) return { kind: 'unknown' };
    try {
      if (status !== 200) throw new Error(`status ${status}`);
      return { kind: 'answered', value: schema.parse(JSON.parse(text)) };
    } catch (cause) {
      const what = path.split('?')[0];
      throw new AppError('jira_unavailable', `${what} answered ${status} with something else`, { cause });
    }
  }
}
