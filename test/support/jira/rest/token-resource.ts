import type { Exchange } from '../http/exchange.ts';
import { readJsonObject, textField } from '../http/read-body.ts';
import { type PathValues, type Route, route } from '../http/router.ts';
import { sendErrors, sendJson, sendNothing } from '../http/send.ts';
import { type AccessToken, MOST_TOKENS_PER_PERSON } from '../security/access-tokens.ts';
import { personForRest } from '../security/guards.ts';
import { jiraTime } from './representations.ts';

/** Personal access tokens. What is made here works at once. */
export const tokenRoutes: readonly Route[] = [
  route('GET', '/rest/pat/{latest|1.0}/tokens', listTokens),
  route('POST', '/rest/pat/{latest|1.0}/tokens', createToken),
  route('GET', '/rest/pat/{latest|1.0}/tokens/:id', showToken),
  route('DELETE', '/rest/pat/{latest|1.0}/tokens/:id', revokeToken),
];

function tokenBean(token: AccessToken): Record<string, unknown> {
  return {
    id: token.id,
    name: token.name,
    createdAt: jiraTime(token.createdAt),
    expiringAt: jiraTime(token.expiresAt),
    ...(token.lastUsedAt !== undefined && { lastAccessedAt: jiraTime(token.lastUsedAt) }),
  };
}

function listTokens(exchange: Exchange): void {
  const person = personForRest(exchange);
  if (person) sendJson(exchange, 200, exchange.jira.accessTokens.listOf(person.key).map(tokenBean));
}

async function createToken(exchange: Exchange): Promise<void> {
  const person = personForRest(exchange);
  if (!person) return;
  const { accessTokens } = exchange.jira;
  const body = await readJsonObject(exchange.request);
  const name = textField(body, 'name')?.trim() ?? '';
  const days = typeof body?.expirationDuration === 'number' ? body.expirationDuration : 90;
  if (name === '' || !Number.isInteger(days) || days < 1 || days > 365) {
    sendErrors(exchange, 400, 'A token needs a name and expires after 1 to 365 days.');
  } else if (accessTokens.listOf(person.key).length >= MOST_TOKENS_PER_PERSON) {
    sendErrors(exchange, 409, 'You have reached the limit of personal access tokens.');
  } else {
    const token = accessTokens.issue(person, name, days);
    sendJson(exchange, 201, { ...tokenBean(token), rawToken: token.secret });
  }
}

function showToken(exchange: Exchange, values: PathValues): void {
  const person = personForRest(exchange);
  if (!person) return;
  const token = exchange.jira.accessTokens.listOf(person.key).find(({ id }) => String(id) === values.id);
  if (token) sendJson(exchange, 200, tokenBean(token));
  else sendErrors(exchange, 404, 'There is no such token.');
}

function revokeToken(exchange: Exchange, values: PathValues): void {
  const person = personForRest(exchange);
  if (!person) return;
  if (exchange.jira.accessTokens.revoke(person.key, Number(values.id))) sendNothing(exchange);
  else sendErrors(exchange, 404, 'There is no such token.');
}
