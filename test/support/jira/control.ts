import type { Fault } from './faults.ts';
import { FAILURES_BEFORE_CAPTCHA } from './people/directory.ts';
import { type Person, rightsOf } from './people/person.ts';
import type { World } from './world.ts';

/** What tests and operators do to the instance behind its back. People are named by key where it says so. */
export type Control = {
  renameUser(key: string, username: string): void;
  deactivate(key: string): void;
  activate(key: string): void;
  /** The account is deleted. */
  removeUser(key: string): void;
  /** Also forgets the browsers that remember the person. */
  setPassword(key: string, password: string): void;
  setGroups(key: string, groups: readonly string[]): void;
  resetFailedLogins(username: string): void;
  /** As if the person had failed to log in too often. */
  requireCaptcha(username: string): void;
  /** Every answer comes this many milliseconds later; 0 ends it. */
  delay(milliseconds: number): void;
  /** Every answer goes wrong in this way; null ends it. */
  failWith(fault: Fault | null): void;
  clearRequests(): void;
};

export function createControl(jira: World): Control {
  const { directory, faults } = jira;
  const setFailures = (username: string, failures: number) => {
    const person = directory.findByUsername(username);
    if (!person) throw new RangeError(`Nobody is called ${username}`);
    directory.historyOf(person).failedInARow = failures;
  };
  const change = (key: string, change: Partial<Person>) => {
    directory.change(key, change);
  };
  return {
    renameUser: (key, username) => change(key, { username }),
    deactivate: (key) => change(key, { active: false }),
    activate: (key) => change(key, { active: true }),
    removeUser: (key) => directory.remove(key),
    setPassword: (key, password) => {
      change(key, { password });
      jira.rememberMe.revokeAllOf(key);
    },
    setGroups: (key, groups) => change(key, rightsOf(groups)),
    resetFailedLogins: (username) => setFailures(username, 0),
    requireCaptcha: (username) => setFailures(username, FAILURES_BEFORE_CAPTCHA),
    delay: (milliseconds) => {
      faults.delay = milliseconds;
    },
    failWith: (fault) => {
      faults.fault = fault;
    },
    clearRequests: () => jira.log.clear(),
  };
}
