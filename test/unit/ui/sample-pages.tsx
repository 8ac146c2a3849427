import type { VNode } from 'preact';
import {
  ApiPage,
  ChallengePage,
  EndedPage,
  EnrollPage,
  en,
  LockedPage,
  LoggedOutPage,
  type PageFrame,
  ProblemPage,
  RecoverPage,
  RecoveryCodePage,
  recoveryCodeDownload,
  renderPage,
} from '../../../proxy/ui/index.ts';

/** Text that breaks out of every context of HTML that is not escaped. */
export const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1) style='x' a="&`;

export function buildFrame(overrides: Partial<PageFrame> = {}): PageFrame {
  return {
    lang: 'en',
    title: 'Two-step verification',
    assets: { stylesheet: '/assets/two-step.css', script: '/assets/two-step.js' },
    words: en,
    signedInAs: { displayName: 'Jane Doe', username: 'jdoe' },
    logoutForm: { action: '/logout', token: 'csrf-1' },
    homeHref: '/',
    ...overrides,
  };
}

/** Every page in every state, with `text` wherever a person or a client may have a say. */
export function buildPages(text: string): Record<string, VNode> {
  const form = { action: '/post', token: text, destination: text };
  const message = { kind: 'error' as const, text, hint: text };
  const enrollment = {
    form,
    reason: text,
    qrSvg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>',
    secretGroups: 'ABCD EFGH',
    otpauthUri: `otpauth://totp/Jira:${encodeURIComponent(text)}?secret=ABCDEFGH`,
    accountName: text,
    issuer: text,
    words: en,
  };
  const code = 'ABCDE-FGHJK-MNPQR-STVWX';
  const download = recoveryCodeDownload(en, { code, username: text, site: text, date: '2026-03-01' });
  const saving = { form, code, ...download, words: en };
  const operation = { method: 'POST', path: text, summary: text, caller: 'person', request: text } as const;
  const replies = [{ status: '200', description: text, shape: text }];
  return {
    api: <ApiPage operations={[{ ...operation, replies }]} documentHref="/openapi.json" words={en} />,
    challenge: <ChallengePage form={form} recoveryHref="/recover" words={en} />,
    'challenge after a wrong code': (
      <ChallengePage form={form} message={message} attemptsLeft={text} recoveryHref="/recover" words={en} />
    ),
    enroll: <EnrollPage {...enrollment} />,
    'enroll after a wrong code': <EnrollPage {...enrollment} message={message} attemptsLeft={text} />,
    'enroll after it expired': <EnrollPage {...enrollment} message={{ ...message, kind: 'warning' }} />,
    'recovery code': <RecoveryCodePage {...saving} reason="enrolled" />,
    'recovery code not saved': <RecoveryCodePage {...saving} reason="replaced" message={message} />,
    recover: <RecoverPage form={form} backHref="/challenge" words={en} />,
    'recover after a wrong code': (
      <RecoverPage form={form} message={message} attemptsLeft={text} backHref="/challenge" words={en} />
    ),
    locked: <LockedPage secondsLeft={252} untilAdministrator={false} loginHref="/login" words={en} />,
    'locked by an administrator': (
      <LockedPage secondsLeft={0} untilAdministrator loginHref="/login" words={en} />
    ),
    ended: <EndedPage loginHref="/login" words={en} />,
    'logged out': <LoggedOutPage loginHref="/login" words={en} />,
    problem: (
      <ProblemPage heading={text} text={text} requestId={text} retryHref="/a" homeHref="/" words={en} />
    ),
  };
}

export function renderAll(text: string, frame: PageFrame = buildFrame()): [name: string, html: string][] {
  return Object.entries(buildPages(text)).map(([name, page]) => [name, renderPage(page, frame)]);
}

/** All start tags, or those of one kind, as written; a `>` inside a quoted value ends no tag. */
export function tagsOf(html: string, name = '[a-z][a-z0-9]*'): string[] {
  return html.match(new RegExp(`<${name}(?=[\\s>/])(?:"[^"]*"|[^">])*>`, 'g')) ?? [];
}

export function attributeOf(tag: string, name: string): string | undefined {
  return tag.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1];
}
