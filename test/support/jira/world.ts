import { Faults } from './faults.ts';
import { AttachmentStore } from './issues/attachment-store.ts';
import { IssueStore } from './issues/issue-store.ts';
import { resolveSettings, type Settings, type StandInJiraOptions } from './options.ts';
import { Directory } from './people/directory.ts';
import { createRoster } from './people/roster.ts';
import { RequestLog } from './request-log.ts';
import { AccessTokens } from './security/access-tokens.ts';
import { Captchas } from './security/captchas.ts';
import { RememberMeTokens } from './security/remember-me.ts';
import { SessionStore } from './security/session-store.ts';

/** Everything that one stand-in remembers. */
export type World = {
  readonly settings: Settings;
  readonly directory: Directory;
  readonly sessions: SessionStore;
  readonly rememberMe: RememberMeTokens;
  readonly accessTokens: AccessTokens;
  readonly captchas: Captchas;
  readonly issues: IssueStore;
  readonly attachments: AttachmentStore;
  readonly faults: Faults;
  readonly log: RequestLog;
};

export function createWorld(options: StandInJiraOptions): World {
  const settings = resolveSettings(options);
  const { clock } = settings;
  const directory = new Directory(createRoster(options.crowd, options.crowdTeams), clock);
  return {
    settings,
    directory,
    sessions: new SessionStore(clock),
    rememberMe: new RememberMeTokens(clock),
    accessTokens: new AccessTokens(directory, clock),
    captchas: new Captchas(),
    issues: new IssueStore(clock),
    attachments: new AttachmentStore(clock),
    faults: new Faults(),
    log: new RequestLog(clock),
  };
}
