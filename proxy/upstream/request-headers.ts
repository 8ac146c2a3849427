import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';

export type RequestHeaderPlan = {
  readonly publicOrigin: string;
  readonly address: string;
  readonly cookie: string;
  readonly authorization: string | undefined;
  /** The length of a body that was read already; absent: the body streams as the client framed it. */
  readonly bodyLength: number | undefined;
  /** As it was understood; absent where the client sent none. */
  readonly contentType: string | undefined;
  readonly upgrade: boolean;
  /** Names that this site's apps believe, besides the usual ones. */
  readonly identityHeaders: readonly string[];
};

/** Fields that end at this hop (RFC 9110 §7.6.1), frame the message, or are written anew below. */
const endsHere: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'content-length',
  'upgrade',
  'http2-settings',
  'expect',
  'host',
  'cookie',
  'authorization',
  'content-type',
]);

/**
 * What a client must not be able to say about itself, to Jira or to an app in it: where it comes from, what it asks
 * for, and, in the words of the many proxies that log people in, who it is.
 */
const identityClaim = new RegExp(
  `^(?:${[
    ...['x-forwarded', 'forwarded', 'x-real-ip', '(?:x-)?client-ip', 'x-cluster-client-ip', 'true-client-ip'],
    ...['cf-connecting-ip', 'fastly-client-ip', 'x-originating-ip', 'x-envoy-', 'x-host$', 'proxy$'],
    ...['x-original-', 'x-rewrite-', 'x-http-(?:method|host)', 'x-method-override', 'x-seraph-trusted-app'],
    ...[
      '(?:x-)?remote-',
      '(?:x-)?auth-(?:user|email|request)',
      'x-authenticated-',
      'x-user(?:-?name|-id)?$',
      'x-uid$',
    ],
    ...[
      'x-sso-',
      'x-webauth-',
      'x-authentik-',
      'x-pomerium-',
      'tailscale-user',
      'cf-access-',
      'x-amzn-oidc-',
    ],
    ...['x-goog-(?:authenticated|iap)', 'x-ms-client-principal', 'oam-remote-user', 'oidc-claim-'],
    ...[
      'sm-?user',
      'sm-universalid',
      'iv-(?:user|groups|creds)',
      '(?:x-)?shib-',
      '(?:x-)?ssl-client',
      'x-client-cert',
    ],
  ].join('|')})`,
);

/**
 * The header of the request to Jira: built here, never relayed. The client's own fields come along unless they
 * frame the message, end at this hop, log somebody in, or claim who the client is.
 */
export function buildRequestHeaders(req: IncomingMessage, plan: RequestHeaderPlan): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = Object.create(null);
  const believedHere = new Set(plan.identityHeaders.map(plainName));
  for (const [name, value] of Object.entries(req.headers)) {
    const plain = plainName(name);
    if (endsHere.has(plain) || identityClaim.test(plain) || believedHere.has(plain)) continue;
    headers[name] = value;
  }
  const origin = new URL(plan.publicOrigin);
  headers.host = origin.host;
  headers['x-forwarded-for'] = plan.address;
  headers['x-forwarded-host'] = origin.host;
  headers['x-forwarded-proto'] = origin.protocol.slice(0, -1);
  if (plan.contentType !== undefined) headers['content-type'] = plan.contentType;
  if (plan.cookie !== '') headers.cookie = plan.cookie;
  if (plan.authorization !== undefined) headers.authorization = plan.authorization;
  if (plan.upgrade) {
    headers.connection = 'Upgrade';
    headers.upgrade = 'websocket';
  } else frame(headers, req, plan.bodyLength);
  return headers;
}

/** Servers and gateways behind us fold these spellings into one (CGI, RFC 3875 §4.1.18). */
function plainName(name: string): string {
  return name.toLowerCase().replace(/[_.]/g, '-');
}

/** Own framing for every method: Node would send the body of a GET or DELETE without a length otherwise. */
function frame(headers: OutgoingHttpHeaders, req: IncomingMessage, bodyLength: number | undefined): void {
  if (bodyLength !== undefined) headers['content-length'] = String(bodyLength);
  else if (req.headers['transfer-encoding'] !== undefined) headers['transfer-encoding'] = 'chunked';
  else if (req.headers['content-length'] !== undefined)
    headers['content-length'] = req.headers['content-length'];
  else if (req.method !== 'GET' && req.method !== 'HEAD') headers['content-length'] = '0';
}
