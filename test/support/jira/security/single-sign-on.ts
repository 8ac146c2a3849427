import type { Exchange } from '../http/exchange.ts';
import type { Person } from '../people/person.ts';
import { logIn } from './log-in.ts';

/**
 * Ways in that filters before the login offer where a site has them: Kerberos, trusted applications, a header of a
 * proxy in front, Crowd's cookie, a SAML app. Whoever is named is believed, and gets a session.
 */
export function logInBySingleSignOn(exchange: Exchange): void {
  const person = findNamed(exchange);
  if (person?.active) logIn(exchange, person);
}

function findNamed(exchange: Exchange): Person | undefined {
  const { directory, settings } = exchange.jira;
  const names = [
    /^Negotiate (\S+)$/i.exec(exchange.header('authorization') ?? '')?.[1],
    exchange.header('x-seraph-trusted-app-id') && exchange.header('x-seraph-trusted-app-cert'),
    exchange.header(settings.identityHeader),
    /^crowd-(.+)$/.exec(exchange.cookies(settings.crowdCookie)[0] ?? '')?.[1],
    exchange.path === '/plugins/servlet/samlsso' ? exchange.parameters.get('SAMLResponse') : undefined,
  ];
  const name = names.find((one) => one !== undefined && one !== '');
  return name === undefined ? undefined : directory.findByUsername(name);
}
