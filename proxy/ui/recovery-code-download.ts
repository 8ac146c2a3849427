import type { Words } from './words/en.ts';

export type RecoveryCodeFacts = {
  code: string | undefined;
  backupCodes: readonly string[];
  username: string;
  /** The site's address as the person knows it. */
  site: string;
  /** The day, as 2026-03-01. */
  date: string;
};

/** The text file behind the Download button: a name that is safe on every file system, and its content as a `data:` URI. */
export function recoveryCodeDownload(words: Words, facts: RecoveryCodeFacts) {
  const user = facts.username.replace(/[^a-z0-9._-]+/gi, '-').slice(0, 64);
  // CRLF, so that the oldest Notepad shows lines.
  const text = `${words.recoveryCode.file(facts).join('\r\n')}\r\n`;
  const kind = facts.backupCodes.length > 0 ? 'backup-codes' : 'recovery-code';
  return {
    downloadName: `jira-${kind}-${user}-${facts.date}.txt`,
    downloadHref: `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`,
  };
}
