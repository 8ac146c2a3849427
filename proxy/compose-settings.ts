import type { Config } from './config/index.ts';
import { attemptLimits } from './conversation/index.ts';
import type { SiteSettings } from './site-settings/index.ts';

/** What counts where administrators have set nothing. */
export function defaultSettings(config: Config): SiteSettings {
  const { perWindow, windowMinutes, lockMinutes } = attemptLimits;
  return {
    issuer: `Jira (${new URL(config.publicOrigin).host})`,
    sessionIdleMinutes: config.sessionIdleMinutes,
    rememberDays: config.rememberDays,
    attempts: { perWindow, windowMinutes, lockMinutes },
    basicAuth: { ...config.basicAuth, networks: [] },
    adminMail: config.adminMail,
  };
}
