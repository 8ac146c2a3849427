import { describe, expect, it } from 'vitest';
import { type SecurityMailFacts, securityMail } from '../../../proxy/notification/security-mail.tsx';
import { catalogue, languages, type NoticeKind } from '../../../proxy/ui/index.ts';

const kinds = Object.keys(catalogue.en.mails.notices) as NoticeKind[];
const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>&`;
const notMeLink = 'https://jira.example.com/two-step/not-me?token=abc';

function buildFacts(changes: Partial<SecurityMailFacts> = {}): SecurityMailFacts {
  return {
    notice: { kind: 'factor_added', method: 'TOTP', name: 'My phone', left: 4 },
    person: { displayName: 'Jane Doe', username: 'jdoe', email: 'jane@example.com' },
    ...{ factor: 'Authenticator app: My phone', at: new Date('2026-03-01T12:00:00Z') },
    ...{ address: '192.0.2.1', browser: 'Firefox · Windows', site: 'https://jira.example.com' },
    ...{ notMeLink, language: 'en', words: catalogue.en },
    ...changes,
  };
}

const all = languages.flatMap((language) => kinds.map((kind) => ({ language, kind })));

describe.each(all)('the mail "$kind" in $language', ({ language, kind }) => {
  const notice = { kind, method: 'TOTP', name: hostile, left: 4 };
  const words = catalogue[language];
  const mail = securityMail(buildFacts({ notice, language, words }));

  it('goes to the person, and says who, when, from where and with what, in both forms', () => {
    expect(mail.to).toEqual({ address: 'jane@example.com', name: 'Jane Doe' });
    expect(mail.subject).toBe(words.mails.notices[kind].subject);
    for (const form of [mail.text, mail.html]) {
      for (const fact of ['Jane Doe', 'jdoe', '192.0.2.1', 'Firefox · Windows', '2026']) {
        expect(form).toContain(fact);
      }
    }
    expect(mail.text).toContain(notMeLink);
    expect(mail.html).toContain(`href="${notMeLink}"`);
    expect(mail.html).toMatch(new RegExp(`^<!doctype html>\n<html lang="${language}">`));
  });

  it('has one link, and nothing that is fetched when it is opened', () => {
    expect(mail.html.match(/href=/g)).toHaveLength(1);
    expect(mail.html).not.toMatch(/<(?:img|link|script|iframe|style)\b|url\(|src=/);
  });

  it('escapes everything that somebody may have a say in', () => {
    const person = { displayName: hostile, username: hostile, email: 'jane@example.com' };
    const says = { factor: hostile, address: hostile, browser: hostile, site: hostile };
    const { html } = securityMail(buildFacts({ notice, person, language, words, ...says }));
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;script>');
  });
});

describe('a mail about an account', () => {
  it('holds no code, and no link that lets anybody in', () => {
    for (const kind of kinds) {
      const { text, subject } = securityMail(buildFacts({ notice: { kind, left: 4 } }));
      expect(subject).not.toMatch(/\d/);
      expect(text).not.toMatch(/\b\d{6}\b|\b[0-9A-Z]{5}-[0-9A-Z]{5}\b|os_password|secret=/);
      expect(text.match(/https?:\/\/\S+/g)?.sort()).toEqual(['https://jira.example.com', notMeLink]);
    }
  });

  it('leaves out a browser that is not known', () => {
    const { text, html } = securityMail(buildFacts({ browser: '' }));
    for (const form of [text, html]) expect(form).not.toContain(catalogue.en.mails.browser);
  });

  it('has one line for the name of whom it goes to, whatever Jira says', () => {
    const person = { displayName: 'Jane\r\nBcc: mallory@example.com', username: 'j', email: 'j@example.com' };
    expect(securityMail(buildFacts({ person })).to.name).toBe('Jane Bcc: mallory@example.com');
  });

  it('says how many backup codes are left', () => {
    const { text } = securityMail(buildFacts({ notice: { kind: 'backup_code_used', left: 4 } }));
    expect(text).toContain('4 of 15');
  });
});
