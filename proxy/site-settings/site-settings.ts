import type { SettingsDocument } from './settings-document.ts';

/** Everything that can be set while the gates run, complete. */
export type SiteSettings = {
  /** What authenticator apps and keys call the site. */
  readonly issuer: string;
  readonly sessionIdleMinutes: number;
  /** 0: browsers are not remembered. */
  readonly rememberDays: number;
  readonly attempts: {
    readonly perWindow: number;
    readonly windowMinutes: number;
    readonly lockMinutes: number;
  };
  readonly basicAuth: {
    readonly mode: 'block' | 'allow';
    readonly users: readonly string[];
    readonly paths: readonly string[];
    readonly networks: readonly string[];
  };
  /** Whom the gate tells of emergency access, besides the person. */
  readonly adminMail: readonly string[];
};

/** What is stored wins; of attempts each number by itself. */
export function withDefaults(document: SettingsDocument, defaults: SiteSettings): SiteSettings {
  const { attempts, basicAuth } = document;
  return {
    issuer: document.issuer ?? defaults.issuer,
    sessionIdleMinutes: document.sessionIdleMinutes ?? defaults.sessionIdleMinutes,
    rememberDays: document.rememberDays ?? defaults.rememberDays,
    attempts: {
      perWindow: attempts?.perWindow ?? defaults.attempts.perWindow,
      windowMinutes: attempts?.windowMinutes ?? defaults.attempts.windowMinutes,
      lockMinutes: attempts?.lockMinutes ?? defaults.attempts.lockMinutes,
    },
    basicAuth: basicAuth ?? defaults.basicAuth,
    adminMail: document.adminMail ?? defaults.adminMail,
  };
}
