import { ownPath, type SafePath, safePath, withDestination } from '../kernel/safe-path.ts';

/** Where the gate's own pages are, and how a destination travels to them. */
export type Links = {
  readonly contextPath: string;
  readonly home: SafePath;
  /** Absolute form of a path, for JSON answers and mails: from configuration, never from a Host header. */
  absolute(path: SafePath): string;
  page(name: PageName, destination?: SafePath): SafePath;
  asset(version: string, name: string): SafePath;
  /** The console's overview. */
  readonly console: SafePath;
  isConsole(path: SafePath): boolean;
  /** Jira's own login page. */
  login(destination?: SafePath): SafePath;
};

export type PageName =
  | 'challenge'
  | 'recover'
  | 'recovery-code'
  | 'enroll'
  | 'enroll-check'
  | 'logout'
  | 'logged-out'
  | 'ended'
  | 'api'
  | 'api/administration'
  | 'ways'
  | 'codes-low'
  | 'progress'
  | 'profile'
  | 'confirm'
  | 'confirm/ways'
  | 'confirm/recover'
  | 'confirm/progress'
  | 'add'
  | 'add/progress'
  | 'new-phone'
  | 'rename'
  | 'remove'
  | 'turn-off'
  | 'default'
  | 'backup-codes'
  | 'new-recovery-code'
  | 'devices'
  | 'sessions'
  | 'not-me'
  | 'set-up-again'
  | 'help-desk-used';

export const ownPagesPath = '/plugins/servlet/two-step';
/** Below the pages. */
export const consolePath = '/admin';
export const ownRestPath = '/rest/tsv';
/** For administrators; nothing of Jira's or of a plugin is ever asked there. */
export const ownAdminRestPath = '/rest/two-step-admin';

export function createLinks(publicOrigin: string, contextPath: string): Links {
  const pages = `${contextPath}${ownPagesPath}`;
  const home = ownPath(`${contextPath}/`);
  const root = ownPath('/');
  const console = ownPath(`${pages}${consolePath}`);
  return {
    contextPath,
    home,
    absolute: (path) => publicOrigin + path,
    page: (name, destination) => {
      const page = ownPath(`${pages}/${name}`);
      if (destination === undefined || destination === home) return page;
      return withDestination(page, 'destination', destination);
    },
    console,
    isConsole: (path) => path === console || ['/', '?'].some((next) => path.startsWith(console + next)),
    asset: (version, name) => ownPath(`${pages}/assets/${version}/${name}`),
    login: (destination) => {
      if (destination === undefined || destination === home) return ownPath(`${contextPath}/login.jsp`);
      // Jira takes os_destination below its own context path.
      const below = destination.startsWith(`${contextPath}/`) ? destination.slice(contextPath.length) : '';
      // What is left may begin with two slashes, though the whole did not.
      return withDestination(ownPath(`${contextPath}/login.jsp`), 'os_destination', safePath(below, root));
    },
  };
}
