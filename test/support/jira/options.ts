/** How a stand-in Jira is set up. Everything is optional; the defaults are a Jira 10 on a free loopback port. */
export type StandInJiraOptions = {
  /** 0 takes a free port. */
  port?: number;
  host?: string;
  /** `''` or for instance `'/jira'`. */
  contextPath?: string;
  /** Whether `/rest/tsv/1.0/authenticate` exists (Jira 10 and 11). Without it: 404 there and the old login form. */
  nativeTsv?: boolean;
  /** Whether the login page logs in by that, in a script, as Jira's own does from version 10 on. */
  nativeLoginPage?: boolean;
  /** Whether `Authorization: Basic` is accepted. Jira 11 refuses it with 403 unless told otherwise. */
  basicAuth?: boolean;
  /** Whether a login ends the session it came in and opens one with a new id. */
  rotateSessions?: boolean;
  /** How many more people there are: `user1` with `user1-password`, and so on. */
  crowd?: number;
  /** Into how many groups `team-1`, `team-2`, … the crowd is divided; none of them without it. */
  crowdTeams?: number;
  /** After how many people a search ends, whatever page is asked for: some versions of Jira do so. */
  userSearchEnd?: number;
  /** The name of Crowd's cookie, which a site may change. Its value here: `crowd-<user name>`. */
  crowdCookie?: string;
  /** A header field that an app of the site believes, in lower case. */
  identityHeader?: string;
  /** The origin that browsers see. The XSRF check compares with it, absolute links start with it. */
  publicUrl?: string;
  /** Milliseconds since the epoch. */
  clock?: () => number;
};

export type Settings = {
  readonly contextPath: string;
  readonly nativeTsv: boolean;
  readonly nativeLoginPage: boolean;
  readonly basicAuth: boolean;
  readonly rotateSessions: boolean;
  readonly crowdCookie: string;
  readonly userSearchEnd: number;
  readonly identityHeader: string;
  readonly clock: () => number;
  /** Origin without the context path. Known once the server listens, if not given. */
  publicOrigin: string;
};

export function resolveSettings(options: StandInJiraOptions): Settings {
  const contextPath = options.contextPath ?? '';
  if (contextPath !== '' && !/^(\/[\w.-]+)+$/.test(contextPath)) {
    throw new TypeError(`A context path starts with a slash and does not end in one: ${contextPath}`);
  }
  return {
    contextPath,
    nativeTsv: options.nativeTsv ?? true,
    nativeLoginPage: options.nativeLoginPage ?? false,
    basicAuth: options.basicAuth ?? true,
    rotateSessions: options.rotateSessions ?? true,
    userSearchEnd: options.userSearchEnd ?? Number.MAX_SAFE_INTEGER,
    crowdCookie: options.crowdCookie ?? 'crowd.token_key',
    identityHeader: options.identityHeader ?? 'x-remote-user',
    clock: options.clock ?? Date.now,
    publicOrigin: options.publicUrl === undefined ? '' : new URL(options.publicUrl).origin,
  };
}

/** `3` numbers of the release that behaves like these settings. */
export function versionNumbers(settings: Settings): readonly [number, number, number] {
  if (!settings.nativeTsv) return [9, 12, 25];
  return settings.basicAuth ? [10, 3, 12] : [11, 3, 1];
}
