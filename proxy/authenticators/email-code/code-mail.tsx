import { renderToString } from 'preact-render-to-string';
import type { Language } from '../../ui/index.ts';
import { words } from './words/index.ts';

/** The subject holds no code: it shows on locked screens, and in lists that others see. */
export function codeMail(code: string, minutes: number, site: string, language: Language) {
  const { mail } = words[language];
  const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
  const rest = [mail.life(minutes), mail.notYou];
  const html = (
    <html lang={language}>
      <body style="font-family:sans-serif;font-size:15px">
        <p>{mail.code(site)}</p>
        <p style="font-size:28px;letter-spacing:2px">
          <b>{spaced}</b>
        </p>
        {rest.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </body>
    </html>
  );
  return {
    subject: mail.subject,
    text: `${[`${mail.code(site)} ${spaced}`, ...rest].join('\n\n')}\n`,
    html: `<!doctype html>\n${renderToString(html)}\n`,
  };
}
