import type { Exchange } from '../http/exchange.ts';
import { send, sendHtml, sendJson, sendText } from '../http/send.ts';
import { isStaticPath } from '../pages/static-files.ts';
import type { Authorization } from './authorization-header.ts';
import { denyForCaptcha } from './form-login.ts';
import { logIn } from './log-in.ts';
import type { Verdict } from './resolve-caller.ts';

const DISABLED = 'Basic Authentication has been disabled on this instance.';

/** Works on any URL and opens a session that afterwards works without the header. */
export function logInByBasic(exchange: Exchange, authorization: Authorization): Verdict {
  if (authorization.scheme !== 'basic') return 'go-on';
  const outcome = exchange.jira.directory.checkPassword(authorization.username, authorization.password);
  if (outcome.kind === 'ok') {
    logIn(exchange, outcome.person);
    return 'go-on';
  }
  const denied = outcome.kind === 'captcha-required';
  const reason = denied ? 'AUTHENTICATION_DENIED' : 'AUTHENTICATED_FAILED';
  exchange.stampLogin(reason);
  if (exchange.path === '/login.jsp' || isStaticPath(exchange.path)) return 'go-on';
  if (denied) denyForCaptcha(exchange);
  else exchange.response.setHeader('WWW-Authenticate', 'Basic realm="protected-area"');
  const status = denied ? 403 : 401;
  const text = `Basic Authentication Failure - Reason : ${reason}`;
  sendHtml(
    exchange,
    status,
    `<html><head><title>Error ${status}</title></head><body><h1>HTTP Status ${status}</h1><p>${text}</p></body></html>`,
  );
  return 'answered';
}

/** Answers a caller who used Basic although the instance does without. */
export function refuseBasic(exchange: Exchange): Verdict {
  const accept = exchange.header('accept') ?? '';
  if (/\bxml\b/.test(accept) && !/\b(json|html)\b/.test(accept)) {
    send(exchange, 403, 'application/xml;charset=UTF-8', `<error><message>${DISABLED}</message></error>`);
  } else if (/text\/plain/.test(accept)) sendText(exchange, 403, DISABLED);
  else sendJson(exchange, 403, { message: DISABLED });
  return 'answered';
}
