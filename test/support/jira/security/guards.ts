import type { Exchange } from '../http/exchange.ts';
import { redirect, sendErrors, sendHtml } from '../http/send.ts';
import { messagePage } from '../pages/message-page.ts';
import type { Person } from '../people/person.ts';

/** Who calls a REST resource that is not for anonymous visitors. Answers 401 itself. */
export function personForRest(exchange: Exchange): Person | undefined {
  if (exchange.person) return exchange.person;
  const realm = encodeURIComponent(exchange.absoluteLink(''));
  exchange.response.setHeader('WWW-Authenticate', `OAuth realm="${realm}"`);
  sendErrors(exchange, 401, 'You are not authenticated. Authentication required to perform this operation.');
  return undefined;
}

export function administratorForRest(exchange: Exchange): Person | undefined {
  const person = personForRest(exchange);
  if (person === undefined || person.isAdmin) return person;
  sendErrors(exchange, 403, 'You do not have the permission to perform this operation.');
  return undefined;
}

/** Who opens a page. Sends others to the login form, or, for a POST, to the page that says so. */
export function personForPage(exchange: Exchange, role?: 'ADMIN' | 'SYSADMIN'): Person | undefined {
  const { person } = exchange;
  const fits =
    role === undefined ||
    (role === 'ADMIN' && person?.isAdmin) ||
    (role === 'SYSADMIN' && person?.isSystemAdmin);
  if (person && fits) return person;
  if (exchange.method === 'POST') {
    sendXsrfError(exchange);
    return undefined;
  }
  const query = exchange.target.query === '' ? '' : `?${exchange.target.query}`;
  const destination = encodeURIComponent(`${exchange.path}${query}`);
  redirect(
    exchange,
    exchange.link(
      `/login.jsp?permissionViolation=true&os_destination=${destination}&page_caps=&user_role=${role ?? ''}`,
    ),
  );
  return undefined;
}

/** Where a POST ends up that would need a login. */
export function sendXsrfError(exchange: Exchange): void {
  const title = exchange.person ? 'XSRF Security Token Missing' : 'Session expired';
  const text =
    'You are not logged in, or your session has expired. Nothing was changed. Log in and try again.';
  sendHtml(exchange, 403, messagePage(exchange, title, text));
}
