/**
 * Attack: be somewhere else. A made-up `X-Forwarded-For` gives every guess an address of its own, and makes Jira write
 * down, or trust, somebody else's. The gate hears it from its own proxies only, and only as far as these saw.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type GateHere, startGateHere } from '../support/gate/index.ts';
import { startTappedSite, type TappedSite } from '../support/gate/tapped-site.ts';
import { ask } from '../support/jira/raw-client.ts';

describe('an address that a client claims', () => {
  let site: TappedSite;
  let trusting: GateHere;
  beforeAll(async () => {
    site = await startTappedSite();
    const { databaseUrl: DATABASE_URL = '', jiraUrl } = site.gate.config;
    const trusted = { TSV_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8' };
    trusting = await startGateHere({ DATABASE_URL, JIRA_URL: String(jiraUrl), ...trusted });
  });
  afterAll(async () => {
    await trusting?.close();
    await site?.close();
  });
  beforeEach(() => site.forget());

  /** Which address Jira is told, with the question who somebody is and with the request itself. */
  const addressesAtJira = async (gate: GateHere, field: string, value: string | string[]) => {
    const headers = { [field]: value, authorization: `Bearer ${Math.random()}` };
    await ask(gate.url, '/rest/api/2/serverInfo', { headers });
    return site.jira.requests.map(({ headers: all }) =>
      all.filter(([name]) => name.toLowerCase() === 'x-forwarded-for').map(([, address]) => address),
    );
  };

  it.each<[string, string | string[]]>([
    ['X-Forwarded-For', '203.0.113.9'],
    ['X-Forwarded-For', '127.0.0.1, 203.0.113.9'],
    ['X-Forwarded-For', ['127.0.0.1', '203.0.113.9']],
    ['X-Forwarded-For', '::1'],
    ['X_Forwarded_For', '203.0.113.9'],
    ['X-Real-IP', '203.0.113.9'],
    ['Forwarded', 'for=203.0.113.9'],
  ])('is not believed: %s: %s', async (field, value) => {
    expect(await addressesAtJira(site.gate, field, value)).toEqual([['127.0.0.1'], ['127.0.0.1']]);
  });

  it.each<[string, string | string[], string]>([
    ['X-Forwarded-For', '203.0.113.9', '203.0.113.9'],
    ['X-Forwarded-For', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
    ['X-Forwarded-For', ['198.51.100.1', '203.0.113.9'], '203.0.113.9'],
    ['X-Forwarded-For', '198.51.100.1, 203.0.113.9, 10.0.0.1', '203.0.113.9'],
    ['X-Forwarded-For', '203.0.113.9, evil', '127.0.0.1'],
    ['X-Forwarded-For', '', '127.0.0.1'],
    ['X_Forwarded_For', '203.0.113.9', '127.0.0.1'],
    ['X-Real-IP', '203.0.113.9', '127.0.0.1'],
    ['Forwarded', 'for=203.0.113.9', '127.0.0.1'],
  ])('is believed of a trusted proxy, as far as it saw: %s: %s', async (field, value, expected) => {
    expect(await addressesAtJira(trusting, field, value)).toEqual([[expected], [expected]]);
  });
});
