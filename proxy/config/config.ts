import type { KeyRing } from '../kernel/secret-box.ts';
import type { AddressRange } from './address-ranges.ts';

export type Enforcement = 'mandatory' | 'optional' | 'monitor';

/** Everything that the gate can be told, checked and complete. */
export type Config = {
  /** Jira as the gate reaches it; absent: a stand-in is started. */
  readonly jiraUrl: URL | undefined;
  /** The origin that browsers see, such as `https://jira.example.com`. */
  readonly publicOrigin: string;
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly dataDirectory: string;
  /** Absent: generated once and kept in the data directory. */
  readonly keyRing: KeyRing | undefined;
  readonly enforcement: Enforcement;
  readonly basicAuth: {
    readonly mode: 'block' | 'allow';
    readonly users: readonly string[];
    readonly paths: readonly string[];
  };
  /** Cookies, besides those that Jira is known for, with which Jira logs somebody in. */
  readonly loginCookies: readonly string[];
  /** Header fields, besides the usual ones, that an app in Jira takes for a proof of identity. */
  readonly identityHeaders: readonly string[];
  /** After so many minutes without a request a session has to be verified again. */
  readonly sessionIdleMinutes: number;
  readonly recoveryCodeStorage: 'plain' | 'sealed';
  readonly trustedProxies: readonly AddressRange[];
  readonly logLevel: string;
};
