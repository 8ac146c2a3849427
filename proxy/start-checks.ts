import type { Logger } from 'pino';
import { relyingParty } from './authenticators/webauthn/index.ts';
import type { Config } from './config/index.ts';
import type { JiraClient } from './upstream/index.ts';

/** What whoever runs the gate should know of the settings at each start. */
export function warnOfFactors({ methods, publicOrigin }: Config, logger: Logger): void {
  if (methods.includes('WEBAUTHN')) {
    const result = relyingParty(publicOrigin, () => '');
    if (result.kind === 'unusable') logger.warn({ reason: result.reason }, 'security keys are not offered');
  }
  if (methods.includes('SECURITY_QUESTIONS')) {
    logger.warn(
      'security questions are allowed: NIST SP 800-63B-4 §3.1.1.2 forbids them, because friends and search engines know the answers',
    );
  }
  if (methods.includes('EMAIL')) {
    logger.warn('codes by e-mail are allowed: whoever reads a mailbox can often set the password anew, too');
  }
}

/**
 * Keys are made for the public URL's host. Where people reach Jira by another one, theirs do not work, and nobody
 * would tell why.
 */
export async function warnOfOtherBaseUrl(
  { publicOrigin }: Config,
  jira: JiraClient,
  logger: Logger,
): Promise<void> {
  const baseUrl = await jira.baseUrl();
  if (baseUrl === undefined || baseUrl.origin === publicOrigin) return;
  logger.warn(
    { jira: baseUrl.origin, publicUrl: publicOrigin },
    "Jira's base URL and PUBLIC_URL differ: links and security keys work with one of them only",
  );
}
