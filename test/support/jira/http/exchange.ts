import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Person } from '../people/person.ts';
import type { RecordedRequest } from '../request-log.ts';
import type { Session } from '../security/session-store.ts';
import type { World } from '../world.ts';
import { type CookieAttributes, cookieValues, formatCookie } from './cookies.ts';
import type { Parameters } from './parameters.ts';
import type { RequestTarget } from './request-target.ts';

/** `token` is a caller without a session: a personal access token or OAuth. */
export type Caller =
  | { readonly by: 'nobody' }
  | { readonly by: 'session'; readonly person: Person }
  | { readonly by: 'token'; readonly person: Person };

export type LoginReason =
  | 'OK'
  | 'OUT'
  | 'AUTHENTICATED_FAILED'
  | 'AUTHENTICATION_DENIED'
  | 'AUTHORISATION_FAILED';

type Parts = {
  jira: World;
  request: IncomingMessage;
  response: ServerResponse;
  record: RecordedRequest;
  target: RequestTarget;
  /** Without the context path, `/s/…/_` unwrapped. */
  path: string;
  query: Parameters;
  parameters: Parameters;
  upgradeHead: Buffer | undefined;
};

/** One request on its way through the filters to the page or resource that answers it. */
export class Exchange {
  readonly jira: World;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly record: RecordedRequest;
  readonly target: RequestTarget;
  readonly path: string;
  /** Of the query string only. */
  readonly query: Parameters;
  /** Of the query string and, for a posted form, of the body. */
  readonly parameters: Parameters;
  /** For a WebSocket upgrade, the bytes that followed the request. */
  readonly upgradeHead: Buffer | undefined;
  session: Session | undefined;
  caller: Caller = { by: 'nobody' };
  /** A Bearer token came that nobody owns. */
  unknownToken = false;

  constructor(parts: Parts) {
    this.jira = parts.jira;
    this.request = parts.request;
    this.response = parts.response;
    this.record = parts.record;
    this.target = parts.target;
    this.path = parts.path;
    this.query = parts.query;
    this.parameters = parts.parameters;
    this.upgradeHead = parts.upgradeHead;
  }

  get method(): string {
    return this.request.method ?? '';
  }

  get person(): Person | undefined {
    return this.caller.by === 'nobody' ? undefined : this.caller.person;
  }

  header(name: string): string | undefined {
    const value = this.request.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  cookies(name: string): string[] {
    return cookieValues(this.header('cookie'), name);
  }

  /** A link inside this Jira, `/secure/Dashboard.jspa` → `/jira/secure/Dashboard.jspa`. */
  link(path: string): string {
    return `${this.jira.settings.contextPath}${path}`;
  }

  absoluteLink(path: string): string {
    return `${this.jira.settings.publicOrigin}${this.link(path)}`;
  }

  setCookie(name: string, value: string, attributes: Omit<CookieAttributes, 'path' | 'secure'> = {}): void {
    const cookie = formatCookie(name, value, {
      ...attributes,
      path: this.link('') || '/',
      secure: this.jira.settings.publicOrigin.startsWith('https:'),
    });
    const others = this.#setCookies().filter((other) => !other.startsWith(`${name}=`));
    this.response.setHeader('Set-Cookie', [...others, cookie]);
  }

  /** Makes a session that was just opened the session of this browser. */
  adoptSession(session: Session): void {
    this.session = session;
    this.setCookie('JSESSIONID', session.id, { httpOnly: true });
  }

  /** The first stamp wins. */
  stampLogin(reason: LoginReason): void {
    if (!this.response.hasHeader('X-Seraph-LoginReason')) {
      this.response.setHeader('X-Seraph-LoginReason', reason);
    }
  }

  #setCookies(): string[] {
    const value = this.response.getHeader('Set-Cookie');
    return Array.isArray(value) ? value : [];
  }
}
