import { describe, expect, test } from 'vitest';
import { en, LoggedOutPage, renderPage } from '../../../proxy/ui/index.ts';
import { buildFrame } from './sample-pages.tsx';

const page = <LoggedOutPage loginHref="/login" words={en} />;

describe('the frame of a page', () => {
  test('says in the title first that something went wrong', () => {
    expect(renderPage(page, buildFrame({ hasError: true }))).toContain(
      '<title>Error: Two-step verification - Jira</title>',
    );
  });

  test('loads the scripts that a page needs besides the usual one, as files of its own', () => {
    const html = renderPage(page, buildFrame({ scripts: ['/assets/web-authn.js'] }));
    expect(html.match(/<script[\s\S]*?<\/script>/g)).toEqual([
      '<script src="/assets/two-step.js" defer></script>',
      '<script src="/assets/web-authn.js" defer></script>',
    ]);
  });

  test('leads to one’s own settings only where it is told to', () => {
    const { settingsHref: _, ...without } = buildFrame();
    expect(renderPage(page, buildFrame())).toContain('href="/profile"');
    expect(renderPage(page, without)).not.toContain(en.frame.settings);
  });

  test('says who is logging in and lets everybody else log out', () => {
    const html = renderPage(page, buildFrame());
    expect(html).toContain('<bdi>Jane Doe</bdi>');
    expect(html).toContain('<bdi>jdoe</bdi>');
    expect(html).toMatch(
      /<form method="post" action="\/logout"[^>]*><input type="hidden" name="token" value="csrf-1"/,
    );
  });

  test('leaves the strip out where nobody is logging in', () => {
    const { signedInAs: _, logoutForm: __, ...frame } = buildFrame();
    const html = renderPage(page, frame);
    expect(html).not.toContain('signed-in-as');
    expect(html).not.toContain('<form');
  });

  test('reloads by itself only where scripts do not run, and only when asked to', () => {
    expect(renderPage(page, buildFrame())).not.toContain('http-equiv');
    expect(renderPage(page, buildFrame({ refreshSeconds: 12.2 }))).toMatch(
      /<noscript><meta http-equiv="refresh" content="13"\/?><\/noscript>/,
    );
  });
});
