import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GateProcess, runCommand, runPsql, startGateProcess, testKeys } from '../support/gate/index.ts';
import { type StandInJira, startStandInJira } from '../support/jira/index.ts';
import { createDatabase, freePort, type TestDatabase } from '../support/servers/index.ts';
import { startSmtp, type TestSmtp } from '../support/servers/smtp.ts';

const launcher = fileURLToPath(new URL('../../bin/two-step.js', import.meta.url));

type Found = {
  readonly check: string;
  readonly level: string;
  readonly text: string;
  readonly details?: object;
};

describe('two-step doctor', () => {
  let jira: StandInJira;
  let smtp: TestSmtp;
  let database: TestDatabase;
  let gate: GateProcess;
  const directory = mkdtempSync(join(tmpdir(), 'doctor-'));
  const settings = () => ({
    ...{ DATABASE_URL: database.url, TSV_ENCRYPTION_KEYS: testKeys, TSV_DATA_DIR: directory },
    ...{ JIRA_URL: jira.url, SMTP_URL: smtp.url, MAIL_FROM: 'gate@example.com' },
  });
  const run = (changes: Record<string, string> = {}, ...args: string[]) =>
    runCommand(process.execPath, [launcher, 'doctor', ...args], {
      env: { ...settings(), PUBLIC_URL: gate.url, ...changes },
    });
  const examine = async (changes: Record<string, string> = {}) => {
    const { code, stdout } = await run(changes, '--json');
    const { ok, findings } = JSON.parse(stdout) as { ok: boolean; findings: Found[] };
    const texts = findings.map(({ check, level, text }) => `${check}, ${level}: ${text}`);
    return { code, ok, findings, texts };
  };

  beforeAll(async () => {
    [database, jira, smtp] = await Promise.all([createDatabase(), startStandInJira(), startSmtp()]);
    gate = await startGateProcess(settings());
  });
  afterAll(async () => {
    await gate?.stop();
    await Promise.all([jira?.close(), smtp?.close(), database?.drop()]);
    rmSync(directory, { recursive: true, force: true });
  });

  const given = (sql: string) => runPsql(database.url, sql);

  it('examines the gate and what is round it', async () => {
    const { stdout } = await run();
    for (const text of [
      'OK       the settings can be read',
      'OK       the database answers',
      'OK       1 gates are running',
      'NOTE     no REDIS_URL: one gate only',
      "OK       this clock and Jira's agree",
      'OK       the mail server answers',
      'OK       Jira is heard on this machine alone (127.0.0.1)',
      'OK       PUBLIC_URL leads to a gate',
      'OK       Basic is blocked (TSV_BASIC_AUTH)',
      'PROBLEM  no system administrator opened the console',
    ]) {
      expect(stdout).toContain(text);
    }
    for (const line of stdout.trimEnd().split('\n')) expect(line).toMatch(/^(?:OK|NOTE|PROBLEM) +\S/);
    expect(smtp.mails).toEqual([]);
  });

  it('says what does not answer, and looks at the rest', async () => {
    const port = await freePort();
    const { code, ok, texts } = await examine({
      ...{ TSV_BASIC_AUTH: 'allow', JIRA_URL: `http://127.0.0.1:${port}` },
      ...{ REDIS_URL: `redis://127.0.0.1:${port}`, SMTP_URL: `smtp://127.0.0.1:${port}` },
    });
    expect([code, ok]).toEqual([1, false]);
    const expected = [
      `jira, problem: Jira does not answer at http://127.0.0.1:${port}`,
      'redis, problem: Redis does not answer (connect ECONNREFUSED',
      'mail, problem: the mail server does not take mails (not delivered: unreachable',
      'credentials, problem: Basic is let through everywhere (TSV_BASIC_AUTH)',
      'administrators, problem: ',
    ];
    for (const begin of expected) expect(texts).toContainEqual(expect.stringContaining(begin));
    const away = await examine({ DATABASE_URL: `postgres://nobody@127.0.0.1:${port}/none` });
    expect(away.code).toBe(1);
    expect(away.texts).toContainEqual(expect.stringMatching(/^database, problem: the database does not ans/));
    expect(away.texts).toContainEqual(expect.stringMatching(/^jira, ok: Jira answers/));
    expect(away.texts.filter((text) => text.includes('does not answer'))).toHaveLength(1);
  });

  it('lists who comes with Basic and tokens, and finds enough administrators', async () => {
    await given(`
      INSERT INTO credential_uses (kind, name, allowed, known, first_seen, last_seen, uses, address, path_class)
      VALUES ('basic', 'svc-wiki', true, false, now(), now(), 3, '192.0.2.5', 'rest'),
        ('basic', 'svc-old', true, false, now() - interval '40 days', now() - interval '31 days', 3, '', 'rest'),
        ('token', 'svc-build', true, false, now(), now(), 3, '192.0.2.5', 'rest');
      INSERT INTO site_documents (kind, version, document, actor_key, actor_name, comment)
      VALUES ('settings', 1, '{"basicAuth":{"mode":"block","users":["svc-wiki","svc-old"],"paths":[],"networks":[]}}', 'K1', 'ada', 'x')`);
    const written = await given(`
      SELECT two_step_record_audit('console.opened', 'success', '', name, name, NULL, NULL, '', '')
      FROM (VALUES ('ada'), ('olga')) AS administrators (name)`);
    const { texts, findings } = await examine();
    expect(written.stderr).toBe('');
    expect(texts).toEqual(
      expect.arrayContaining([
        expect.stringContaining(
          'credentials, note: Basic is blocked but for 2 users (Basic authentication in the',
        ),
        expect.stringMatching(
          /^credentials, note: let through with Basic .* 1 name \(1 of no user .*: svc-wiki;/,
        ),
        expect.stringMatching(/^credentials, note: came with a token .*: svc-build;/),
        expect.stringMatching(/^credentials, note: listed for Basic, and not there .*: svc-old;/),
        expect.stringMatching(/^administrators, ok: 2 system administrators opened the console/),
      ]),
    );
    const inventory = findings.find(({ text }) => text.startsWith('let through with Basic'))?.details;
    expect(inventory).toMatchObject({
      kind: 'basic',
      allowed: true,
      names: 1,
      unknown: 1,
      some: ['svc-wiki'],
    });
  });
});
