import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CommandResult,
  type GateProcess,
  runCommand,
  runPsql,
  startGateProcess,
  testKeys,
  Visitor,
  waitFor,
} from '../support/gate/index.ts';
import { type StandInJira, startStandInJira } from '../support/jira/index.ts';
import { createDatabase, type TestDatabase } from '../support/servers/index.ts';

const launcher = fileURLToPath(new URL('../../bin/two-step.js', import.meta.url));

describe('two-step, beside a running gate', () => {
  let jira: StandInJira;
  let database: TestDatabase;
  let gate: GateProcess;
  const directory = mkdtempSync(join(tmpdir(), 'command-line-'));
  const file = (name: string) => join(directory, name);
  const settings = () => ({
    ...{ DATABASE_URL: database.url, TSV_ENCRYPTION_KEYS: testKeys, TSV_DATA_DIR: directory },
  });
  const run = (...args: string[]): Promise<CommandResult> =>
    runCommand(process.execPath, [launcher, ...args], { env: settings() });
  const anywhere = (...args: string[]): Promise<CommandResult> =>
    runCommand(process.execPath, [launcher, ...args], { env: { TSV_DATA_DIR: file('elsewhere') } });

  beforeAll(async () => {
    database = await createDatabase();
    jira = await startStandInJira();
    gate = await startGateProcess({ ...settings(), JIRA_URL: jira.url });
    await new Visitor(gate.url).enroll('alice', 'alice-password', Date.now());
    await new Visitor(gate.url).enroll('bob', 'bob-password', Date.now());
  });
  afterAll(async () => {
    await gate?.stop();
    await jira?.close();
    await database?.drop();
    rmSync(directory, { recursive: true, force: true });
  });

  it('finds the audit whole', async () => {
    const { code, stdout } = await run('audit', 'verify');
    expect(stdout).toContain('The audit is whole.');
    expect(code).toBe(0);
    const report = JSON.parse((await run('audit', 'verify', '--json')).stdout);
    expect(report).toMatchObject({ ok: true, findings: [], enrollments: [], rows: report.head.seq });
  });

  it('has what a database administrator deleted within a second, and finds the audit whole', async () => {
    await runPsql(
      database.url,
      `DELETE FROM "AO_ED669C_TOTP_USER_ENROLLMENT"
       WHERE "USER_KEY" = (SELECT user_key FROM app_user WHERE lower_user_name = 'bob')`,
    );
    const audited = async () =>
      (
        await runPsql(database.url, "SELECT count(*) FROM audit_events WHERE reason = 'delete'")
      ).stdout.trim() === '1';
    await waitFor(audited, 1_000, 'the DELETE in the audit');
    expect((await run('audit', 'verify')).code).toBe(0);
  });

  it('exports what an auditor verifies without the database, and with the key from elsewhere', async () => {
    expect(await run('audit', 'export', '--format', 'jsonl', '--out', file('all.jsonl'))).toMatchObject({
      code: 0,
    });
    expect(statSync(file('all.jsonl')).mode & 0o777).toBe(0o600);
    const [key] = JSON.parse((await run('audit', 'key', '--json')).stdout);
    const verify = ['audit', 'verify', '--from-export', file('all.jsonl')];
    const report = JSON.parse((await anywhere(...verify, '--public-key', key.publicKey, '--json')).stdout);
    expect(report).toMatchObject({ ok: true, notes: [], signedUpTo: report.head.seq });
    const believed = await anywhere(...verify);
    expect(believed).toMatchObject({ code: 0, stderr: expect.stringContaining(key.keyId) });
    // The head of a part of the chain that is written down on paper, and one that is not the chain's.
    expect((await anywhere(...verify, '--head', `${report.head.seq}:${report.head.hash}`)).code).toBe(0);
    expect((await anywhere(...verify, '--head', `${report.head.seq}:${'0'.repeat(64)}`)).code).toBe(1);
  });

  it('finds what was changed in an export, and takes no half of one', async () => {
    const lines = readFileSync(file('all.jsonl'), 'utf8').trimEnd().split('\n');
    const altered = (change: (all: string[]) => string[]) => {
      writeFileSync(file('altered.jsonl'), `${change(lines).join('\n')}\n`);
      return anywhere('audit', 'verify', '--from-export', file('altered.jsonl'));
    };
    const changed = await altered((all) =>
      all.map((line) => line.replace('"actorName":"alice"', '"actorName":"mallory"')),
    );
    expect(changed).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^FOUND {2}row \d+ .*changed$/m),
    });
    expect((await altered((all) => all.slice(0, -1))).code).toBe(69);
    expect((await altered((all) => all.filter((_, at) => at !== 2))).code).toBe(69);
  });

  it('exports a part that is verified from the hash before it, and anchored', async () => {
    const [, second] = (
      await runPsql(database.url, 'SELECT two_step_utc(at) FROM audit_events ORDER BY id')
    ).stdout.split('\n');
    const from = ['--from', second ?? ''];
    await run('audit', 'export', '--format', 'jsonl', '--out', file('part.jsonl'), ...from);
    const { stdout } = await anywhere('audit', 'verify', '--from-export', file('part.jsonl'), '--json');
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ ok: true, first: 2, signedUpTo: report.head.seq });
  });

  it('exports for a spreadsheet, with formulas defused', async () => {
    await runPsql(
      database.url,
      `INSERT INTO audit_incoming (type, outcome, reason, actor_name, address, request_id)
       VALUES ('factor.failed', 'failure', '=1+1', '@SUM(A1)', 'a,"b"', '-')`,
    );
    const { stdout } = await run(
      'audit',
      'export',
      '--format',
      'csv',
      '--type',
      'factor.*',
      '--outcome',
      'failure',
    );
    const [head, row] = stdout.split('\r\n');
    expect(head).toMatch(/^id,at,type,outcome,reason,actor_key,actor_name,/);
    expect(row).toContain(`,factor.failed,failure,'=1+1,,'@SUM(A1),,,"a,""b""",'-,`);
  });

  it('writes down that something was exported', async () => {
    const { stdout } = await runPsql(
      database.url,
      "SELECT DISTINCT reason FROM audit_events WHERE type = 'audit.exported' ORDER BY 1",
    );
    expect(stdout.trim().split('\n')).toEqual(['csv', 'jsonl']);
  });

  it.each([
    [['audit', 'export'], 2],
    [['audit', 'export', '--format', 'xml'], 2],
    [['audit', 'export', '--format', 'csv', '--from', 'yesterday'], 2],
    [['audit', 'verify', '--head', '5'], 2],
    [['audit', 'verify', '--public-key', 'AAAA'], 2],
    [['audit', 'verify', 'now'], 2],
    [['audit'], 2],
    [[], 2],
    [['help'], 0],
    [['audit', 'verify', '--from-export', '/nowhere'], 69],
  ] as const)('ends %j with %d', async (args, code) => {
    expect((await run(...args)).code).toBe(code);
  });

  it('does not write over a file that is there', async () => {
    writeFileSync(file('there.csv'), 'mine');
    expect((await run('audit', 'export', '--format', 'csv', '--out', file('there.csv'))).code).toBe(69);
    expect(readFileSync(file('there.csv'), 'utf8')).toBe('mine');
  });

  it('tells all problems of a configuration, with 78', async () => {
    const env = { ...settings(), PORT: 'x', LOG_LEVEL: 'x' };
    const result = await runCommand(process.execPath, [launcher, 'audit', 'verify'], { env });
    expect(result).toMatchObject({ code: 78, stderr: expect.stringMatching(/PORT.*LOG_LEVEL/s) });
  });

  it('works when the gate does not run, and finds what happened without triggers', async () => {
    await gate.stop();
    expect((await run('audit', 'verify')).code).toBe(0);
    await runPsql(
      database.url,
      'ALTER TABLE "AO_ED669C_TOTP_USER_ENROLLMENT" DISABLE TRIGGER USER; DELETE FROM "AO_ED669C_TOTP_USER_ENROLLMENT"',
    );
    const { code, stdout } = await run('audit', 'verify');
    expect(stdout).toContain('the enrollment of alice (JIRAUSER10103) is gone');
    expect(code).toBe(1);
  });
});
