import { renderToString } from 'preact-render-to-string';
import { oneLine } from '../kernel/one-line.ts';
import type { Mail } from '../notification/index.ts';
import { catalogue, chooseLanguage } from '../ui/index.ts';
import { waveMailWords } from './wave-mail-words.ts';

export type WaveMailFacts = {
  readonly person: { readonly displayName: string; readonly email: string; readonly locale: string };
  /** Absent where a factor is needed already. */
  readonly deadline: Date | undefined;
  /** The page where a factor is set up, below Jira's own address. */
  readonly address: string;
};

/** What to do, until when, and where. No way in: whoever follows the link logs in first. */
export function waveMail({ person, deadline, address }: WaveMailFacts): Mail {
  const language = chooseLanguage(person.locale, '');
  const words = waveMailWords[language];
  const { mails } = catalogue[language];
  const day = deadline && dayIn(language, deadline);
  const what = day === undefined ? words.textNow : words.text(day);
  const greeting = mails.greeting(person.displayName);
  const html = (
    <html lang={language}>
      <body style="font-family:sans-serif;font-size:15px;line-height:1.5">
        <p>{greeting}</p>
        <p>
          <b>{what}</b>
        </p>
        <p>{words.how}</p>
        <p>
          <a href={address}>{address}</a>
        </p>
        <p>{words.care}</p>
        <p style="color:#505f79;font-size:13px">{mails.footer}</p>
      </body>
    </html>
  );
  return {
    to: { address: person.email, name: oneLine(person.displayName) },
    subject: day === undefined ? words.subjectNow : words.subject(day),
    text: `${[greeting, what, `${words.how}\n${address}`, words.care, mails.footer].join('\n\n')}\n`,
    html: `<!doctype html>\n${renderToString(html)}\n`,
  };
}

function dayIn(language: string, at: Date): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}
