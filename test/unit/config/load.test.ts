import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Config, loadConfig } from '../../../proxy/config/index.ts';
import { environmentSchema } from '../../../proxy/config/schema.ts';

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const database = { DATABASE_URL: 'postgres://gate:pw@db/gate', TSV_ENCRYPTION_KEYS: `a:${key(1)}` };

function load(variables: Record<string, string | undefined>): Config {
  const result = loadConfig(variables);
  if (result.kind === 'problems') throw new Error(result.problems.join('\n'));
  return result.config;
}

function problemsOf(variables: Record<string, string | undefined>): readonly string[] {
  const result = loadConfig(variables);
  return result.kind === 'problems' ? result.problems : [];
}

describe('the configuration', () => {
  it('has a default for everything', () => {
    expect(load({})).toEqual({
      jiraUrl: undefined,
      publicOrigin: 'http://localhost:8080',
      host: '127.0.0.1',
      port: 8080,
      databaseUrl: undefined,
      redisUrl: undefined,
      dataDirectory: resolve('./data'),
      keyRing: undefined,
      enforcement: 'mandatory',
      basicAuth: { mode: 'block', users: [], paths: [] },
      loginCookies: [],
      identityHeaders: [],
      sessionIdleMinutes: 300,
      recoveryCodeStorage: 'plain',
      methods: ['TOTP', 'WEBAUTHN'],
      rememberDays: 30,
      smtpUrl: undefined,
      mailFrom: undefined,
      adminMail: [],
      sms: undefined,
      duo: undefined,
      questionNetworks: [],
      networkNames: [],
      auditStreams: { syslog: undefined, webhook: undefined },
      migrationUrl: undefined,
      trustedProxies: [],
      sources: new Map(),
      jiraToken: undefined,
      peopleSyncMinutes: 60,
      logLevel: 'info',
    } satisfies Config);
  });

  it('takes a variable that is empty for one that is not set', () => {
    const empty = Object.keys(environmentSchema.shape).map((name) => [name, '']);
    expect(empty.length).toBeGreaterThan(30);
    expect(load(Object.fromEntries(empty))).toEqual(load({}));
  });

  it.each<[Record<string, string>, Partial<Config>]>([
    [{ JIRA_URL: 'http://jira.internal:8080/jira' }, { jiraUrl: new URL('http://jira.internal:8080/jira') }],
    [
      { TSV_NETWORK_NAMES: '10.0.0.0/8 = Head office, 192.0.2.7=VPN' },
      {
        networkNames: [
          { range: { address: '10.0.0.0', prefix: 8, family: 'ipv4' }, name: 'Head office' },
          { range: { address: '192.0.2.7', prefix: 32, family: 'ipv4' }, name: 'VPN' },
        ],
      },
    ],
    [{ JIRA_URL: 'https://[fd00::1]/' }, { jiraUrl: new URL('https://[fd00::1]/') }],
    [{ PUBLIC_URL: 'https://Jira.Example.com' }, { publicOrigin: 'https://jira.example.com' }],
    [{ PUBLIC_URL: 'https://jira.example.com:443/' }, { publicOrigin: 'https://jira.example.com' }],
    [{ HOST: '0.0.0.0' }, { host: '0.0.0.0' }],
    [{ PORT: '0' }, { port: 0 }],
    [{ PORT: '65535' }, { port: 65_535, publicOrigin: 'http://localhost:65535' }],
    [database, { databaseUrl: 'postgres://gate:pw@db/gate' }],
    [{ ...database, DATABASE_URL: 'postgresql://db/gate' }, { databaseUrl: 'postgresql://db/gate' }],
    [{ ...database, REDIS_URL: 'redis://r:6379/1' }, { redisUrl: 'redis://r:6379/1' }],
    [{ ...database, REDIS_URL: 'rediss://:pw@r' }, { redisUrl: 'rediss://:pw@r' }],
    [{ TSV_LOGIN_COOKIES: 'crowd.mine, x' }, { loginCookies: ['crowd.mine', 'x'] }],
    [{ TSV_IDENTITY_HEADERS: 'X-SSO-User' }, { identityHeaders: ['X-SSO-User'] }],
    [{ TSV_SESSION_IDLE_MINUTES: '30' }, { sessionIdleMinutes: 30 }],
    [{ TSV_JIRA_TOKEN: 'NjM4+a/=' }, { jiraToken: 'NjM4+a/=' }],
    [{ TSV_PEOPLE_SYNC_MINUTES: '0' }, { peopleSyncMinutes: 0 }],
    [{ TSV_DATA_DIR: '/var/lib/gate' }, { dataDirectory: '/var/lib/gate' }],
    [{ TSV_ENFORCEMENT: 'optional' }, { enforcement: 'optional' }],
    [{ TSV_ENFORCEMENT: 'monitor' }, { enforcement: 'monitor' }],
    [{ TSV_BASIC_AUTH: 'allow' }, { basicAuth: { mode: 'allow', users: [], paths: [] } }],
    [
      { TSV_BASIC_AUTH_USERS: ' ci , Crowd-Client,,', TSV_BASIC_AUTH_PATHS: '/rest/usermanagement/**, /x' },
      {
        basicAuth: { mode: 'block', users: ['ci', 'Crowd-Client'], paths: ['/rest/usermanagement/**', '/x'] },
      },
    ],
    [{ TSV_RECOVERY_CODE_STORAGE: 'sealed' }, { recoveryCodeStorage: 'sealed' }],
    [
      { TSV_TRUSTED_PROXIES: '10.0.0.7, 10.1.0.0/16,fd00::/8' },
      {
        trustedProxies: [
          { address: '10.0.0.7', prefix: 32, family: 'ipv4' },
          { address: '10.1.0.0', prefix: 16, family: 'ipv4' },
          { address: 'fd00::', prefix: 8, family: 'ipv6' },
        ],
      },
    ],
    [
      { TSV_AUDIT_SYSLOG: 'tls://logs.example.com' },
      {
        auditStreams: {
          syslog: { url: new URL('tls://logs.example.com'), ca: undefined },
          webhook: undefined,
        },
      },
    ],
    [
      {
        TSV_AUDIT_WEBHOOK: 'https://logs.example.com/in',
        TSV_AUDIT_WEBHOOK_SECRET: `whsec_${Buffer.alloc(24, 3).toString('base64')}`,
      },
      {
        auditStreams: {
          syslog: undefined,
          webhook: { url: new URL('https://logs.example.com/in'), secret: Buffer.alloc(24, 3) },
        },
      },
    ],
    [
      { ...database, DATABASE_MIGRATION_URL: 'postgres://owner@db/gate' },
      { migrationUrl: 'postgres://owner@db/gate' },
    ],
    [{ LOG_LEVEL: 'silent' }, { logLevel: 'silent' }],
  ])('takes %o', (variables, expected) => {
    expect(load(variables)).toMatchObject(expected);
  });

  it('takes several keys; the first one is to write', () => {
    const ring = load({ TSV_ENCRYPTION_KEYS: `new-1:${key(2)}, old:${key(1)}` }).keyRing;
    expect(ring).toEqual([
      { id: 'new-1', key: Buffer.alloc(32, 2) },
      { id: 'old', key: Buffer.alloc(32, 1) },
    ]);
  });

  it('does not look at variables of other programs', () => {
    expect(load({ PATH: '/bin', HOME: '/root', NODE_ENV: 'production', FOO_FILE: '/nowhere' })).toEqual(
      load({}),
    );
  });
});

describe('a problem of the configuration', () => {
  it.each([
    ['JIRA_URL', 'jira.internal:8080'],
    ['JIRA_URL', 'ftp://jira.internal'],
    ['JIRA_URL', 'http://alice:secret@jira.internal'],
    ['JIRA_URL', 'http://jira.internal/?a=b'],
    ['JIRA_URL', 'http://jira.internal/#a'],
    ['PUBLIC_URL', 'https://jira.example.com/jira'],
    ['PUBLIC_URL', 'jira.example.com'],
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['PORT', 'http'],
    ['DATABASE_URL', 'mysql://db'],
    ['REDIS_URL', 'http://redis'],
    ['TSV_ENCRYPTION_KEYS', 'a'],
    ['TSV_ENCRYPTION_KEYS', 'a:c2hvcnQ='],
    ['TSV_ENCRYPTION_KEYS', `:${key(1)}`],
    ['TSV_ENCRYPTION_KEYS', `a b:${key(1)}`],
    ['TSV_ENCRYPTION_KEYS', `a:${Buffer.alloc(33).toString('base64')}`],
    ['TSV_ENCRYPTION_KEYS', `a:${key(1)},`],
    ['TSV_ENCRYPTION_KEYS', `a:${key(1)},a:${key(2)}`],
    ['TSV_ENFORCEMENT', 'Mandatory'],
    ['TSV_ENFORCEMENT', 'off'],
    ['TSV_BASIC_AUTH', 'yes'],
    ['TSV_BASIC_AUTH_PATHS', 'rest/usermanagement'],
    ['TSV_BASIC_AUTH_PATHS', '/a,*'],
    ['TSV_BASIC_AUTH_PATHS', '/'],
    ['TSV_BASIC_AUTH_PATHS', '/**'],
    ['TSV_BASIC_AUTH_PATHS', '/rest/*'],
    ['TSV_BASIC_AUTH_PATHS', '/rest*/x'],
    ['TSV_RECOVERY_CODE_STORAGE', 'none'],
    ['TSV_LOGIN_COOKIES', 'JSESSIONID'],
    ['TSV_LOGIN_COOKIES', 'a,__Host-two-step'],
    ['TSV_LOGIN_COOKIES', 'a b'],
    ['TSV_IDENTITY_HEADERS', 'X-SSO,Cookie'],
    ['TSV_IDENTITY_HEADERS', 'content-length'],
    ['TSV_SESSION_IDLE_MINUTES', '4'],
    ['TSV_SESSION_IDLE_MINUTES', '721'],
    ['TSV_JIRA_TOKEN', 'two words'],
    ['TSV_PEOPLE_SYNC_MINUTES', '1441'],
    ['TSV_PEOPLE_SYNC_MINUTES', 'often'],
    ['TSV_SESSION_IDLE_MINUTES', '-1'],
    ['TSV_TRUSTED_PROXIES', 'true'],
    ['TSV_TRUSTED_PROXIES', '1'],
    ['TSV_TRUSTED_PROXIES', '0.0.0.0/0'],
    ['TSV_TRUSTED_PROXIES', '::/0'],
    ['TSV_TRUSTED_PROXIES', '0.0.0.0/1,128.0.0.0/1'],
    ['TSV_TRUSTED_PROXIES', '::/1'],
    ['TSV_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TSV_TRUSTED_PROXIES', '10.0.0.0/8/8'],
    ['TSV_TRUSTED_PROXIES', '10.0.0.0/'],
    ['TSV_TRUSTED_PROXIES', 'nginx.internal'],
    ['TSV_TRUSTED_PROXIES', '*'],
    ['LOG_LEVEL', 'verbose'],
  ])('is that %s is "%s"', (name, value) => {
    const problems = problemsOf({ ...database, [name]: value });
    expect(problems).not.toEqual([]);
    for (const problem of problems) expect(problem).toMatch(new RegExp(`^${name}: `));
  });

  it('is told together with all others', () => {
    const wrong = { PORT: 'x', JIRA_URL: 'x', LOG_LEVEL: 'x', TSV_ENFORCEMENT: 'x', TSV_NEW_SETTING: 'x' };
    expect(problemsOf(wrong).map((problem) => problem.split(':')[0])).toEqual(
      expect.arrayContaining(Object.keys(wrong)),
    );
  });

  it('never repeats what was in a variable', () => {
    const value = 'Pa55word-of-the-database';
    const names = ['JIRA_URL', 'PUBLIC_URL', 'PORT', 'DATABASE_URL', 'REDIS_URL', 'TSV_ENCRYPTION_KEYS'];
    const choices = ['TSV_ENFORCEMENT', 'TSV_BASIC_AUTH', 'TSV_BASIC_AUTH_PATHS', 'LOG_LEVEL'];
    const all = [...names, ...choices, 'TSV_RECOVERY_CODE_STORAGE', 'TSV_UNKNOWN'];
    const problems = problemsOf(Object.fromEntries(all.map((name) => [name, value])));
    expect(problems).toHaveLength(all.length);
    expect(problems.join('\n')).not.toContain('Pa55word');
  });

  it('is a name with TSV_ in front that this version does not know', () => {
    expect(problemsOf({ TSV_ENFORCEMNT: 'mandatory' })).toEqual([
      'TSV_ENFORCEMNT: is not a setting of this version',
    ]);
    expect(problemsOf({ TSV_SECRET_FILE: '/x' })).toEqual([
      'TSV_SECRET_FILE: is not a setting of this version',
    ]);
  });

  it('is a database of the site without keys of the site', () => {
    const problems = problemsOf({ DATABASE_URL: database.DATABASE_URL });
    expect(problems).toEqual([expect.stringMatching(/^TSV_ENCRYPTION_KEYS: is needed/)]);
  });

  it('is Redis beside the embedded database', () => {
    const problems = problemsOf({ REDIS_URL: 'redis://r' });
    expect(problems).toEqual([expect.stringMatching(/^DATABASE_URL: is needed/)]);
  });
});

describe('a variable with _FILE', () => {
  const directory = mkdtempSync(join(tmpdir(), 'config-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  const file = (content: string) => {
    const path = join(directory, `${Math.random()}`);
    writeFileSync(path, content);
    return path;
  };

  it('holds the value, without the blanks and line ends around it', () => {
    const config = load({
      DATABASE_URL_FILE: file('postgres://gate:pw@db/gate\n'),
      TSV_ENCRYPTION_KEYS_FILE: file(`\n a:${key(3)}\r\n`),
      REDIS_URL_FILE: file('redis://r'),
      LOG_LEVEL_FILE: '',
    });
    expect(config.databaseUrl).toBe('postgres://gate:pw@db/gate');
    expect(config.redisUrl).toBe('redis://r');
    expect(config.keyRing).toEqual([{ id: 'a', key: Buffer.alloc(32, 3) }]);
  });

  it('stands beside an empty variable, but not beside one that is set', () => {
    expect(load({ HOST: '', HOST_FILE: file('::1') }).host).toBe('::1');
    expect(problemsOf({ HOST: '::1', HOST_FILE: file('::1') })).toEqual([
      'HOST: is set, and HOST_FILE too; set one of them',
    ]);
  });

  it('is a problem when the file cannot be read, and its name is not told', () => {
    const problems = problemsOf({ REDIS_URL_FILE: join(directory, 'nowhere'), ...database });
    expect(problems).toEqual(['REDIS_URL_FILE: the file cannot be read']);
  });

  it('is checked like the variable, and the content not told', () => {
    const problems = problemsOf({ ...database, REDIS_URL_FILE: file('Pa55word') });
    expect(problems).toEqual([expect.stringMatching(/^REDIS_URL: must be a URL/)]);
    expect(problems.join()).not.toContain('Pa55word');
  });
});
