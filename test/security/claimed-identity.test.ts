/**
 * Attack: say who one is in a header. Jira and its apps believe such fields where a proxy is known to write them, and
 * the gate is such a proxy. Servers differ in which spellings they take for one name (`_` and `.` for `-`), so none of
 * them may reach Jira, except the three that the gate writes itself.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askedOfJira, converse, cookiesOf, rawRequest } from '../support/gate/raw-conversation.ts';
import { startTappedSite, type TappedSite } from '../support/gate/tapped-site.ts';

const claims = [
  ...[
    'For',
    'Host',
    'Proto',
    'Port',
    'Prefix',
    'Server',
    'Ssl',
    'Scheme',
    'User',
    'Groups',
    'Email',
    'Uri',
  ].map((what) => `X-Forwarded-${what}`),
  ...[
    'X-Real-IP',
    'X-Client-IP',
    'X-Cluster-Client-IP',
    'True-Client-IP',
    'CF-Connecting-IP',
    'Fastly-Client-IP',
  ],
  ...['Forwarded', 'X-Original-URL', 'X-Original-Host', 'X-Original-For', 'X-Rewrite-URL', 'X-Host', 'Proxy'],
  ...['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'],
  ...['ID', 'Cert', 'Date', 'Magic', 'Signature', 'Version'].map((what) => `X-Seraph-Trusted-App-${what}`),
  ...[
    'X-Remote-User',
    'Remote-User',
    'X-Authenticated-User',
    'X-Authenticated-Userid',
    'X-Auth-User',
    'X-User',
  ],
  ...['X-Auth-Request-User', 'X-Auth-Email', 'Auth-User', 'X-Username', 'X-User-Name', 'X-User-Id', 'X-UID'],
  ...['X-Remote-Name', 'Remote-Email', 'Remote-Groups', 'X-Authentik-Username', 'X-Pomerium-Jwt-Assertion'],
  ...[
    'Tailscale-User-Login',
    'Cf-Access-Authenticated-User-Email',
    'X-Amzn-Oidc-Identity',
    'OAM-Remote-User',
  ],
  ...[
    'X-Goog-Authenticated-User-Email',
    'X-MS-CLIENT-PRINCIPAL-NAME',
    'SMUSER',
    'SM-Universalid',
    'IV-Groups',
  ],
  ...[
    'IV-Creds',
    'X-Shib-User',
    'Shib-Identity-Provider',
    'X-SSL-Client-Cert',
    'SSL-Client-Verify',
    'X-Client-Cert',
  ],
  ...['X-Remote-IP', 'Client-IP', 'X-Originating-IP', 'X-Envoy-External-Address', 'X-HTTP-Host-Override'],
  ...['X-SSO-User', 'SM-User', 'SM-Userdn', 'IV-User', 'OIDC-Claim-Sub', 'X-WebAuth-User'],
];
const spellings = (name: string) => [
  name,
  name.toLowerCase(),
  name.toUpperCase(),
  name.replaceAll('-', '_'),
  name.replaceAll('-', '.'),
  name.replace('-', '_'),
];

describe('what a client says about itself in its header', () => {
  let site: TappedSite;
  let host: string;
  beforeAll(async () => {
    site = await startTappedSite();
    host = new URL(site.gate.url).host;
  });
  afterAll(() => site?.close());
  beforeEach(() => site.forget());

  it.each(claims)('does not reach Jira in any spelling: %s', async (claim) => {
    const fields = spellings(claim).flatMap((name) => [`${name}: alice`, `${name}:`, `${name}: secret`]);
    for (const cookie of [[], [`Cookie: ${cookiesOf(site.alice)}`]]) {
      site.forget();
      const bytes = rawRequest('POST /rest/api/2/search', [...fields, ...cookie, 'Connection: close']);
      expect((await converse(site.gate.port, bytes)).statuses).toEqual([200]);
      expect(askedOfJira(site.jira)).toEqual(['POST /rest/api/2/search']);
      const wanted = claim.toLowerCase();
      const claimed = site.jira.requests[0]?.headers.filter(
        ([name]) => name.toLowerCase().replace(/[_.]/g, '-') === wanted,
      );
      const written = {
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-host': host,
        'x-forwarded-proto': 'http',
      }[wanted];
      expect(claimed).toEqual(written === undefined ? [] : [[wanted, written]]);
      expect(site.tap.heard()).not.toContain('secret');
    }
  });

  it('does not reach Jira with the question who somebody is, nor with an upgrade', async () => {
    const fields = [...claims.flatMap((claim) => [`${claim}: secret`]), 'Authorization: Negotiate abc'];
    await converse(site.gate.port, rawRequest('GET /browse/DEMO-1', [...fields, 'Connection: close']));
    expect(site.tap.heard()).toContain('/rest/api/2/myself');
    const upgrade = ['Connection: Upgrade', 'Upgrade: websocket'];
    await converse(site.gate.port, rawRequest('GET /rest/api/2/serverInfo', [...fields, ...upgrade]));
    expect(askedOfJira(site.jira)).toHaveLength(2);
    expect(site.tap.heard()).not.toContain('secret');
  });

  it('reaches Jira as X-AUSERNAME, where it means nothing, and is not believed', async () => {
    const ask = async (fields: string[]) => {
      const bytes = rawRequest('GET /rest/api/2/myself', [
        ...fields,
        'X-AUSERNAME: alice',
        'Connection: close',
      ]);
      return converse(site.gate.port, bytes);
    };
    const pending = await ask([`Cookie: ${cookiesOf(site.bob)}`]);
    expect(pending.statuses).toEqual([401]);
    expect(pending.text).toContain('second_factor_enrollment_required');
    const anonymous = await ask([]);
    expect(anonymous.statuses).toEqual([401]);
    expect(anonymous.text).not.toContain('Alice');
    const token = await ask(['Authorization: Bearer pat-bob']);
    expect(token.text).toContain('"name":"bob"');
  });
});
