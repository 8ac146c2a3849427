import type { KeyRing } from '../kernel/secret-box.ts';
import type { AddressRange, NamedRange } from './address-ranges.ts';

export type Enforcement = 'mandatory' | 'optional' | 'monitor';

/** An environment variable, or a file that one names (`NAME_FILE`). */
export type SettingSource = 'variable' | 'file';

export type SmsSettings =
  | {
      readonly kind: 'twilio';
      readonly base: URL;
      readonly accountSid: string;
      readonly authToken: string;
      readonly from: string;
    }
  | { readonly kind: 'webhook'; readonly url: URL; readonly secret: Buffer };

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
  /** Methods that people may set up and use. */
  readonly methods: readonly string[];
  /** For how many days a browser may be remembered; 0: not at all. */
  readonly rememberDays: number;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string | undefined;
  /** Whom the gate tells of emergency access, besides the person. */
  readonly adminMail: readonly string[];
  readonly sms: SmsSettings | undefined;
  readonly duo:
    | {
        readonly integrationKey: string;
        readonly secretKey: string;
        readonly host: string;
        /** PEM; trusted besides Duo's own authorities. */
        readonly ca: string | undefined;
      }
    | undefined;
  /** What people see in the place of a bare address: the site's own networks. */
  readonly networkNames: readonly NamedRange[];
  /** From where security questions are taken. */
  readonly questionNetworks: readonly AddressRange[];
  /** Who gets a copy of the audit as it is written. */
  readonly auditStreams: {
    readonly syslog: { readonly url: URL; readonly ca: string | undefined } | undefined;
    readonly webhook: { readonly url: URL; readonly secret: Buffer } | undefined;
  };
  /** Of the owner of the tables, who migrates; absent: the gate's own role is the owner. */
  readonly migrationUrl: string | undefined;
  readonly trustedProxies: readonly AddressRange[];
  /** A personal access token with which Jira's users and groups are read; absent: administrators start it. */
  readonly jiraToken: string | undefined;
  /** How often they are read; 0: not by itself. */
  readonly peopleSyncMinutes: number;
  readonly logLevel: string;
  /** Where each setting that was given came from; one that is not in here has its default. */
  readonly sources: ReadonlyMap<string, SettingSource>;
};
