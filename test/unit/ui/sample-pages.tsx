import type { VNode } from 'preact';
import {
  ApiPage,
  catalogue,
  EndedPage,
  en,
  type Language,
  LockedPage,
  LoggedOutPage,
  languages,
  MethodsPage,
  NoFactorPage,
  type PageFrame,
  ProblemPage,
  QuestionPage,
  RecoverPage,
  RecoveryCodePage,
  RenamePage,
  recoveryCodeDownload,
  renderPage,
  WaysPage,
} from '../../../proxy/ui/index.ts';
import { buildFactorPages } from './sample-factors.tsx';
import { buildProfilePages } from './sample-profiles.tsx';

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
    settingsHref: '/profile',
    ...overrides,
  };
}

/** Every page in every state, with `text` wherever a person or a client may have a say. */
export function buildPages(text: string, language: Language = 'en'): Record<string, VNode> {
  return {
    ...buildFactorPages(text, language),
    ...buildProfilePages(text, language),
    ...buildCodePages(text, language),
    ...buildEndPages(text, language),
    ...buildChoices(text, language),
  };
}

function buildCodePages(text: string, language: Language): Record<string, VNode> {
  const words = catalogue[language];
  const form = { action: '/post', token: text, destination: text };
  const message = { kind: 'error' as const, text, hint: text };
  const code = 'ABCDE-FGHJK-MNPQR-STVWX';
  const set = Array.from({ length: 15 }, (_, at) => `ABCDE-FGHJK-${String(at).padStart(5, '0')}`);
  const saving = (shown: { code?: string; backupCodes: readonly string[] }) => {
    const facts = { code: shown.code, backupCodes: shown.backupCodes };
    const download = recoveryCodeDownload(words, {
      ...facts,
      username: text,
      site: text,
      date: '2026-03-01',
    });
    return { form, ...shown, ...download, words };
  };
  const both = saving({ code, backupCodes: set });
  const one = saving({ code, backupCodes: [] });
  const many = saving({ backupCodes: set });
  return {
    'codes after a setup': <RecoveryCodePage {...both} reason="enrolled" suggestSecond />,
    'codes not saved': <RecoveryCodePage {...both} reason="enrolled" suggestSecond message={message} />,
    'recovery code': <RecoveryCodePage {...one} reason="replaced" suggestSecond={false} />,
    'recovery code not saved': (
      <RecoveryCodePage {...one} reason="rotated" suggestSecond={false} message={message} />
    ),
    'backup codes': <RecoveryCodePage {...many} reason="reissued" suggestSecond={false} />,
    recover: <RecoverPage form={form} backHref="/challenge" words={words} />,
    'recover after a wrong code': (
      <RecoverPage {...{ form, message, words }} attemptsLeft={text} backHref="/challenge" />
    ),
  };
}

function buildEndPages(text: string, language: Language): Record<string, VNode> {
  const words = catalogue[language];
  return {
    locked: <LockedPage secondsLeft={252} untilAdministrator={false} loginHref="/login" words={words} />,
    'locked by an administrator': (
      <LockedPage secondsLeft={0} untilAdministrator loginHref="/login" words={words} />
    ),
    ended: <EndedPage loginHref="/login" words={words} />,
    'logged out': <LoggedOutPage loginHref="/login" words={words} />,
    problem: (
      <ProblemPage heading={text} text={text} requestId={text} retryHref="/a" homeHref="/" words={words} />
    ),
  };
}

function buildChoices(text: string, language: Language): Record<string, VNode> {
  const words = catalogue[language];
  const form = { action: '/post', token: text, destination: text };
  const operation = { method: 'POST', path: text, summary: text, caller: 'person', request: text } as const;
  const replies = [{ status: '200', description: text, shape: text }];
  const operations = [{ ...operation, query: text, replies }];
  const hrefs = { documentHref: '/openapi.json', otherHref: '/api/other' };
  const cards = [
    { href: '/a', icon: 'usb', title: text, text, badge: text },
    { href: '/b', icon: 'phone', title: text, text },
  ] as const;
  const message = { kind: 'warning' as const, text, hint: text };
  const back = { label: text, href: '/' };
  return {
    api: <ApiPage api="login" {...{ operations, words, ...hrefs }} />,
    'api of administration': <ApiPage api="administration" {...{ operations, words, ...hrefs }} />,
    methods: <MethodsPage adding={false} reason={text} cards={cards} words={words} />,
    'methods to add': <MethodsPage adding reason={text} cards={cards} message={message} words={words} />,
    ways: <WaysPage cards={cards} recoveryHref="/recover" words={words} />,
    'no factor': <NoFactorPage enrollHref="/enroll" words={words} />,
    rename: <RenamePage form={form} name={text} backHref="/profile" words={words} />,
    question: <QuestionPage icon="warning" title={text} text={text} form={form} submit={text} back={back} />,
    'question with two ways': (
      <QuestionPage icon="key" title={text} text={text} submit="" next={back} back={back} />
    ),
    news: <QuestionPage icon="success" title={text} text={text} submit="" back={back} />,
  };
}

type Rendered = [name: string, html: string, language: Language];

export function renderAll(text: string, overrides: Partial<PageFrame> = {}): Rendered[] {
  return languages.flatMap((language) => {
    const frame = buildFrame({ lang: language, words: catalogue[language], ...overrides });
    const pages = Object.entries(buildPages(text, language));
    return pages.map(
      ([name, page]): Rendered => [`${name} (${language})`, renderPage(page, frame), language],
    );
  });
}

/** All start tags, or those of one kind, as written; a `>` inside a quoted value ends no tag. */
export function tagsOf(html: string, name = '[a-z][a-z0-9]*'): string[] {
  return html.match(new RegExp(`<${name}(?=[\\s>/])(?:"[^"]*"|[^">])*>`, 'g')) ?? [];
}

export function attributeOf(tag: string, name: string): string | undefined {
  return tag.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1];
}
