import { factorModules } from './authenticators/registry.ts';
import { type Config, networkNames } from './config/index.ts';
import { ownPagesPath } from './http/links.ts';
import { type Clock, minute, second } from './kernel/clock.ts';
import type { KeyedHash } from './kernel/keyed-hash.ts';
import {
  MailNotifier,
  MailQueue,
  NotMeLinks,
  type SecurityNotifier,
  SmtpMailer,
  silentNotifier,
} from './notification/index.ts';
import type { SharedStore } from './store/index.ts';

export type NoticeTools = {
  readonly config: Config;
  readonly store: SharedStore;
  readonly hash: KeyedHash;
  readonly clock: Clock;
  readonly contextPath: string;
  readonly onFailure: (error: Error) => void;
};

/** An address, with what the site calls its network where it has a name for it. */
export function placeNames(config: Config): (address: string) => string {
  const nameOf = networkNames(config.networkNames);
  return (address) => {
    const name = nameOf(address);
    return name === undefined ? address : `${address} (${name})`;
  };
}

/** How long a mail server may take for one mail. */
export const noticeTimeout = 10 * second;
const retryAfter = [10 * second, minute, 10 * minute];
const mostWaiting = 1_000;

/** What tells people about their accounts; on a site without a mail server nothing does. */
export function composeNotices({ config, store, hash, clock, contextPath, onFailure }: NoticeTools) {
  const notMe = new NotMeLinks(hash, clock);
  const { smtpUrl: url, mailFrom: from, publicOrigin } = config;
  if (url === undefined || from === undefined) {
    const notifier: SecurityNotifier = silentNotifier;
    return { notMe, notifier, mailer: undefined, close: async () => undefined };
  }
  const mailer = new SmtpMailer({ url, from, timeoutMs: noticeTimeout });
  const queue = new MailQueue({ mailer, onFailure, retryAfter, mostWaiting });
  const pages = `${publicOrigin}${contextPath}${ownPagesPath}`;
  const notifier: SecurityNotifier = new MailNotifier({
    ...{ queue, store, clock, onFailure, links: notMe, site: `${publicOrigin}${contextPath}` },
    placeNamed: placeNames(config),
    notMeAddress: (token) => `${pages}/not-me?token=${encodeURIComponent(token)}`,
    nameOf: (method, language) =>
      factorModules.find((factor) => factor.method === method)?.pages.words[language].name ?? method,
  });
  const close = async () => {
    await queue.close();
    mailer.close();
  };
  return { notMe, notifier, mailer, close };
}
