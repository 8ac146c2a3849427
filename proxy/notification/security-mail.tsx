import { renderToString } from 'preact-render-to-string';
import { oneLine } from '../kernel/one-line.ts';
import type { Language, Words } from '../ui/index.ts';
import type { Mail } from './mailer.ts';
import type { SecurityNotice } from './security-notice.ts';

export type SecurityMailFacts = {
  readonly notice: SecurityNotice;
  readonly person: { readonly displayName: string; readonly username: string; readonly email: string };
  /** The factor's name in the person's language. */
  readonly factor: string;
  readonly at: Date;
  readonly address: string;
  readonly browser: string;
  readonly site: string;
  readonly notMeLink: string;
  readonly language: Language;
  readonly words: Words;
};

/** Who, what, when, from where, and what to do if it was somebody else. Never a code, never a way in. */
export function securityMail(facts: SecurityMailFacts): Mail {
  const { notice, person, factor, notMeLink, language, words } = facts;
  const { mails } = words;
  const { subject, text } = mails.notices[notice.kind];
  const what = text({
    ...{ factor, left: notice.left ?? 0, name: notice.name ?? '', by: notice.by ?? '' },
    until: notice.until === undefined ? '' : timeOf(notice.until, language),
  });
  const { link } = notice;
  const rows = rowsOf(facts);
  const lines = [
    mails.greeting(person.displayName),
    what,
    rows.map(([label, value]) => `${label}: ${value}`).join('\n'),
    ...(link === undefined ? [] : [`${mails.setUpAgain}:\n${link}`]),
    notice.by === undefined ? mails.wasYou : mails.wasAskedFor,
    `${mails.wasNotYou}: ${mails.wasNotYouText}\n${notMeLink}`,
    mails.footer,
  ];
  const html = (
    <html lang={language}>
      <body style="font-family:sans-serif;font-size:15px;line-height:1.5">
        <p>{mails.greeting(person.displayName)}</p>
        <p>
          <b>{what}</b>
        </p>
        <table cellPadding="4">
          {rows.map(([label, value]) => (
            <tr key={label}>
              <th style="text-align:start;font-weight:normal;color:#505f79">{label}</th>
              <td>{value}</td>
            </tr>
          ))}
        </table>
        {link !== undefined && (
          <p>
            <a href={link}>{mails.setUpAgain}</a>
          </p>
        )}
        <p>{notice.by === undefined ? mails.wasYou : mails.wasAskedFor}</p>
        <p>
          <b>{mails.wasNotYou}</b>: {mails.wasNotYouText}
        </p>
        <p>
          <a href={notMeLink}>{words.notMe.submit}</a>
        </p>
        <p style="color:#505f79;font-size:13px">{mails.footer}</p>
      </body>
    </html>
  );
  return {
    to: { address: person.email, name: oneLine(person.displayName) },
    subject,
    text: `${lines.join('\n\n')}\n`,
    html: `<!doctype html>\n${renderToString(html)}\n`,
  };
}

function rowsOf({ person, at, address, browser, site, language, words }: SecurityMailFacts) {
  const { mails } = words;
  const rows: [string, string][] = [
    [mails.site, site],
    [mails.account, person.username],
    [mails.when, timeOf(at, language)],
    [mails.where, address],
  ];
  if (browser !== '') rows.push([mails.browser, browser]);
  return rows;
}

function timeOf(at: Date, language: Language): string {
  const style = { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(language, style).format(at);
}
