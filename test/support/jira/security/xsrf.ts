import { randomBytes } from 'node:crypto';
import type { Exchange } from '../http/exchange.ts';
import { sendHtml, sendText } from '../http/send.ts';
import { messagePage } from '../pages/message-page.ts';

export const XSRF_COOKIE = 'atlassian.xsrf.token';
const SERVER_ID = 'BSTN-JIRA-DEMO-0001';
const FORM_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];
/** They log in, so there is no session to protect yet. */
const EXCLUDED = /^\/rest\/(auth\/(1|latest)\/session|gadget\/1\.0\/login|analytics\/)/;

function suffixOf(exchange: Exchange): string {
  return exchange.person ? '_lin' : '_lout';
}

function tokenFromCookie(exchange: Exchange): string | undefined {
  const token = exchange.cookies(XSRF_COOKIE)[0];
  const ours = token?.startsWith(`${SERVER_ID}_`) && token.endsWith(suffixOf(exchange));
  return ours ? token : undefined;
}

/**
 * The token for forms on the page about to be sent; a cookie with it is set where there is none that fits.
 * Who comes with an access token has no browser, and gets neither.
 */
export function xsrfToken(exchange: Exchange): string {
  if (exchange.caller.by === 'token') return '';
  const known = tokenFromCookie(exchange);
  if (known !== undefined) return known;
  const pending = /atlassian\.xsrf\.token=([^;]+)/.exec(
    String(exchange.response.getHeader('Set-Cookie') ?? ''),
  )?.[1];
  if (pending?.endsWith(suffixOf(exchange))) return pending;
  const token = `${SERVER_ID}_${randomBytes(20).toString('hex')}${suffixOf(exchange)}`;
  exchange.setCookie(XSRF_COOKIE, token);
  return token;
}

function saysNoCheck(exchange: Exchange): boolean {
  return ['no-check', 'nocheck'].includes(exchange.header('x-atlassian-token') ?? '');
}

/** Whether `atl_token` equals the cookie, whose ending must fit being logged in or out. */
export function hasXsrfToken(exchange: Exchange): boolean {
  const token = tokenFromCookie(exchange);
  const given = exchange.parameters.get('atl_token');
  return saysNoCheck(exchange) || (given !== undefined && given !== '' && given === token);
}

/** For actions that change something. Answers itself when the token is missing. */
export function passesActionXsrf(exchange: Exchange): boolean {
  if (exchange.caller.by === 'token' || hasXsrfToken(exchange)) return true;
  const text = 'Jira could not complete this action due to a missing form token.';
  sendHtml(exchange, 403, messagePage(exchange, 'XSRF Security Token Missing', text));
  return false;
}

/** For REST resources: form types need the header, browsers need the right origin. Answers itself. */
export function passesRestXsrf(exchange: Exchange): boolean {
  const { method } = exchange;
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return true;
  const type = (exchange.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const formType = method === 'POST' && FORM_TYPES.includes(type);
  const headerFits = !formType || saysNoCheck(exchange) || EXCLUDED.test(exchange.path);
  if (headerFits && (!looksLikeBrowser(exchange) || comesFromHere(exchange))) return true;
  sendText(exchange, 403, 'XSRF check failed');
  return false;
}

function looksLikeBrowser(exchange: Exchange): boolean {
  return /mozilla|opera|msie|chrome|safari/i.test(exchange.header('user-agent') ?? '');
}

function comesFromHere(exchange: Exchange): boolean {
  const source = exchange.header('origin') ?? exchange.header('referer');
  if (source === undefined || !URL.canParse(source)) return false;
  return new URL(source).origin === exchange.jira.settings.publicOrigin;
}
