import type { Exchange } from '../http/exchange.ts';
import { sendText } from '../http/send.ts';
import type { Authorization } from './authorization-header.ts';
import type { Verdict } from './resolve-caller.ts';

/**
 * Personal access tokens and OAuth. A Bearer token that nobody owns is not an error: whatever else the
 * request carries is looked at next. A bad OAuth token is.
 */
export function logInByToken(exchange: Exchange, authorization: Authorization): Verdict {
  const { accessTokens } = exchange.jira;
  if (authorization.scheme === 'bearer') {
    const person =
      accessTokens.findOwner(authorization.token) ?? accessTokens.findOAuthOwner(authorization.token);
    if (person) exchange.caller = { by: 'token', person };
    else exchange.unknownToken = true;
    return 'go-on';
  }
  if (authorization.scheme === 'basic') {
    const person = accessTokens.findOAuthOwner(authorization.password);
    if (person) exchange.caller = { by: 'token', person };
    return 'go-on';
  }
  const token = authorization.scheme === 'oauth' ? authorization.token : oauthParameter(exchange);
  if (token === undefined) return 'go-on';
  const person = accessTokens.findOAuthOwner(token);
  if (person) {
    exchange.caller = { by: 'token', person };
    return 'go-on';
  }
  const realm = encodeURIComponent(exchange.jira.settings.publicOrigin);
  exchange.response.setHeader('WWW-Authenticate', `OAuth realm="${realm}"`);
  sendText(exchange, 401, 'oauth_problem=token_rejected');
  return 'answered';
}

/** The token may come as a parameter too, signed; without a signature it is what somebody is asked to approve. */
function oauthParameter(exchange: Exchange): string | undefined {
  const needed = ['signature', 'signature_method', 'consumer_key', 'timestamp', 'nonce'];
  const isSigned = needed.every((field) => exchange.parameters.has(`oauth_${field}`));
  return isSigned ? exchange.parameters.get('oauth_token') : undefined;
}
