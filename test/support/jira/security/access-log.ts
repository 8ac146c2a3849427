import type { Exchange } from '../http/exchange.ts';

let running = 0;
let counter = 0;

/** Stamped when the caller is known and before the page runs, so a login or logout inside it does not show. */
export function stampAccessLog(exchange: Exchange): void {
  const { response, session, person, record, jira } = exchange;
  const now = new Date(jira.settings.clock());
  running += 1;
  counter += 1;
  response.once('close', () => {
    running -= 1;
  });
  const minuteOfDay = now.getHours() * 60 + now.getMinutes();
  response.setHeader('X-AREQUESTID', `${minuteOfDay}x${counter}x${running}`);
  if (session) response.setHeader('X-ASESSIONID', session.auditId);
  response.setHeader('X-AUSERNAME', person ? encodeURIComponent(person.username) : 'anonymous');
  record.user = person?.username ?? null;
}

export function stampBrowserProtection(exchange: Exchange): void {
  exchange.response.setHeader('X-Content-Type-Options', 'nosniff');
  exchange.response.setHeader('X-XSS-Protection', '1; mode=block');
  exchange.response.setHeader('X-Frame-Options', 'SAMEORIGIN');
  exchange.response.setHeader('Content-Security-Policy', "frame-ancestors 'self'");
}
