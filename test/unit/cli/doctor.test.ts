import { describe, expect, it } from 'vitest';
import { credentialsCheck } from '../../../admin/cli/doctor/credentials-check.ts';
import type { Finding } from '../../../admin/cli/doctor/finding.ts';
import { administratorsCheck } from '../../../admin/cli/doctor/site-checks.ts';
import { directAccessCheck } from '../../../admin/cli/doctor/surroundings-checks.ts';
import { trustCheck } from '../../../admin/cli/doctor/trust-check.ts';
import { type Config, loadConfig } from '../../../proxy/config/index.ts';
import type { CredentialInventory } from '../../../proxy/credential-uses/index.ts';

function configOf(environment: Record<string, string>): Config {
  const loaded = loadConfig(environment);
  if (loaded.kind === 'problems') throw new Error(loaded.problems.join());
  return loaded.config;
}
const inShort = (findings: readonly Finding[]) => findings.map(({ level, text }) => `${level}: ${text}`);
const basicAuth = { mode: 'block', users: [], paths: [], networks: [] } as const;

describe('whose word about addresses is believed', () => {
  const https = { PUBLIC_URL: 'https://jira.example.com' };
  const about = async (proxies: string, more: Record<string, string> = https) =>
    inShort(await trustCheck.run({} as never, configOf({ ...more, TSV_TRUSTED_PROXIES: proxies })));

  it('is that of one machine', async () => {
    expect(await about('10.0.0.7')).toEqual([
      'ok: believed about addresses: 10.0.0.7/32',
      'ok: PUBLIC_URL is https',
    ]);
  });

  it('is nobody’s, though a proxy must be there', async () => {
    expect((await about(','))[0]).toMatch(/^problem: TSV_TRUSTED_PROXIES is empty/);
    expect((await about(',', { PUBLIC_URL: 'http://localhost:8080' }))[0]).toMatch(/^ok: no proxy/);
  });

  it('is that of too many', async () => {
    const [wide, network] = await about('10.0.0.0/8,192.0.2.0/28,fd00::/64');
    expect(wide).toMatch(/^problem: .*10\.0\.0\.0\/8: whoever/);
    expect(network).toMatch(/^note: .*192\.0\.2\.0\/28, fd00::\/64: nobody/);
  });

  it('does not matter where everything is read on the way', async () => {
    const told = await about(',', { PUBLIC_URL: 'http://jira.example.com' });
    expect(told.at(-1)).toMatch(/^problem: PUBLIC_URL is not https/);
  });
});

describe('who comes without a second factor', () => {
  const about = async (
    inventory: readonly CredentialInventory[],
    settings: Record<string, unknown> = {},
    document = {},
  ) => {
    const site = {
      readSettings: async () => ({ values: { basicAuth: { ...basicAuth, ...settings } }, document }),
      uses: {
        inventory: async () => inventory,
        lastBasicOf: async (name: string) => (name === 'ci' ? new Date() : undefined),
      },
    };
    return credentialsCheck.run(site as never, configOf({}));
  };

  it('is nobody', async () => {
    expect(inShort(await about([]))).toEqual([
      'ok: Basic is blocked (TSV_BASIC_AUTH)',
      'ok: nobody was let through with Basic in the last 30 days',
      'ok: nobody came with a token in the last 30 days',
    ]);
  });

  it('is named and counted, with names of nobody', async () => {
    const basic: CredentialInventory = {
      ...{ kind: 'basic' as const, allowed: true, names: 7, unknown: 2, hasUnnamed: true },
      some: ['a', 'b', 'c', 'd', 'e'],
    };
    const tokens: CredentialInventory = {
      ...{ kind: 'token' as const, allowed: true, names: 1, unknown: 0, hasUnnamed: false },
      some: ['ci'],
    };
    const refused: CredentialInventory = { ...basic, allowed: false, names: 0, unknown: 0, some: [] };
    const found = await about([basic, refused, tokens]);
    expect(inShort(found).slice(1)).toEqual([
      'note: let through with Basic in the last 30 days, 7 names (2 of no user that the gate knows, and some whose name is not known): a, b, c, d, e and 2 more; give them tokens before Basic is blocked',
      'note: refused with Basic in the last 30 days, 0 names (and some whose name is not known); their scripts need tokens',
      'note: came with a token in the last 30 days, 1 name: ci; tokens are asked for no second factor; Jira lists and revokes them',
    ]);
    expect(found[1]?.details).toEqual({ days: 30, ...basic });
  });

  it('goes by the settings that count', async () => {
    const allowed = inShort(await about([], { mode: 'allow' }, { basicAuth: {} }));
    expect(allowed[0]).toMatch(/^problem: Basic is let through everywhere \(Basic authentication in the con/);
    const listed = inShort(await about([], { users: ['ci', 'gone'], networks: ['10.0.0.7'] }));
    expect(listed[0]).toMatch(/^note: Basic is blocked but for 2 users, 1 networks/);
    expect(listed.at(-1)).toMatch(/not there in the last 30 days: gone; take them off/);
  });
});

describe('who could help others', () => {
  it.each([
    [0, 'problem: no system administrator'],
    [1, 'problem: only one system administrator'],
    [2, 'ok: 2 system administrators'],
  ])('%s administrators: %s', async (count, text) => {
    const asked: Date[] = [];
    const administratorsSince = async (since: Date) => {
      asked.push(since);
      return count;
    };
    const site = { summaries: { administratorsSince } };
    expect(inShort(await administratorsCheck.run(site as never, configOf({})))[0]).toContain(text);
    expect(asked[0]?.getTime()).toBeCloseTo(Date.now() - 30 * 24 * 3_600_000, -4);
  });
});

describe('ways round the gate', () => {
  const config = configOf({ JIRA_URL: 'http://jira:8080/jira', PUBLIC_URL: 'https://jira.example.com' });
  const about = async (doors: object, answer: object = { kind: 'gate' }, settings = config) => {
    const surroundings = {
      jira: { findOtherDoors: async () => ({ addresses: ['127.0.0.1'], openAt: [], ...doors }) },
      askPublicUrl: async () => answer,
    };
    return inShort(await directAccessCheck.run(surroundings as never, settings));
  };

  it('are told as far as they can be seen', async () => {
    expect(await about({ reach: 'machine' })).toEqual([
      'ok: Jira is heard on this machine alone (127.0.0.1), as far as this connector goes',
      'ok: PUBLIC_URL leads to a gate',
    ]);
    expect((await about({ reach: 'machine', openAt: ['192.0.2.7'] }))[0]).toMatch(
      /^problem: Jira also answers at 192\.0\.2\.7: bind its connector to 127\.0\.0\.1/,
    );
    expect((await about({ reach: 'internet' }))[0]).toMatch(/^problem: Jira has an address of the internet/);
    expect((await about({ reach: 'private' }))[0]).toMatch(/^note: .*curl -m 5 http:\/\/jira:8080\/jira\/st/);
  });

  it('are there where browsers are sent past it', async () => {
    expect((await about({ reach: 'machine' }, { kind: 'other', status: 404 })).at(-1)).toMatch(
      /^problem: https:\/\/jira\.example\.com is answered by something that is no gate \(status 404\)/,
    );
    const away = await about({ reach: 'machine' }, { kind: 'none', why: 'self-signed certificate' });
    expect(away.at(-1)).toMatch(/^note: .*self-signed certificate/);
    const same = configOf({ JIRA_URL: 'https://jira.example.com', PUBLIC_URL: 'https://jira.example.com' });
    expect((await about({}, undefined, same))[0]).toMatch(/^problem: JIRA_URL is PUBLIC_URL/);
  });
});
