import type { Exchange } from '../http/exchange.ts';

/** Where to go after a login: a path inside this Jira, or its start page for anything else. */
export function safeDestination(exchange: Exchange, asked: string | undefined): string {
  const start = exchange.link('/');
  if (asked === undefined || asked === '' || /\p{Cc}|\\/u.test(asked)) return start;
  const origin = exchange.jira.settings.publicOrigin;
  if (asked.startsWith(`${exchange.absoluteLink('')}/`)) return asciiOnly(asked.slice(origin.length));
  return asked.startsWith('/') && !asked.startsWith('//') ? exchange.link(asciiOnly(asked)) : start;
}

/** A header value is ASCII. */
function asciiOnly(path: string): string {
  return path.replace(/[^!-~]+/gu, (text) => encodeURIComponent(text.toWellFormed()));
}
