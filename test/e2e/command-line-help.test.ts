import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../admin/cli/commands.ts';
import { letsIn, personSeen } from '../support/gate/browsers.ts';
import {
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
import { startSmtp, type TestSmtp } from '../support/servers/smtp.ts';

const launcher = fileURLToPath(new URL('../../bin/two-step.js', import.meta.url));
const why = ['--reason', 'lost the phone'];

/** The gate has no Redis: it hears over the database what the command line did. */
describe('two-step for one person', () => {
  let jira: StandInJira;
  let smtp: TestSmtp;
  let database: TestDatabase;
  let gate: GateProcess;
  const directory = mkdtempSync(join(tmpdir(), 'command-line-'));
  const settings = () => ({
    ...{ DATABASE_URL: database.url, TSV_ENCRYPTION_KEYS: testKeys, TSV_DATA_DIR: directory },
    ...{ JIRA_URL: jira.url, SMTP_URL: smtp.url, MAIL_FROM: 'gate@example.com', SUDO_USER: 'grace' },
  });
  const run = (...args: string[]) => runCommand(process.execPath, [launcher, ...args], { env: settings() });
  const runJson = async (...args: string[]) => JSON.parse((await run(...args, '--json')).stdout);

  beforeAll(async () => {
    [database, jira, smtp] = await Promise.all([createDatabase(), startStandInJira(), startSmtp()]);
    gate = await startGateProcess(settings());
  });
  afterAll(async () => {
    await gate?.stop();
    await Promise.all([jira?.close(), smtp?.close(), database?.drop()]);
    rmSync(directory, { recursive: true, force: true });
  });

  const enrolled = async (name: string) => {
    const visitor = new Visitor(gate.url);
    await visitor.enroll(name, `${name}-password`, Date.now());
    return visitor;
  };
  const passwordGiven = async (name: string) => {
    const visitor = new Visitor(gate.url);
    await visitor.logIn(name, `${name}-password`);
    return visitor;
  };
  const enter = async (visitor: Visitor, recoveryCode: string) =>
    letsIn(
      await visitor.answerForm(await visitor.open('/plugins/servlet/two-step/recover'), { recoveryCode }),
    );

  it('resets somebody: their sessions end within a second, they get a mail, the audit has who it was', async () => {
    const visitor = await enrolled('alice');
    expect(await personSeen(visitor)).toBe('alice');
    const { code, stdout } = await run('user', 'reset', 'alice', ...why, '--yes');
    await waitFor(async () => (await personSeen(visitor)) === undefined, 1_000, 'the end of the session');
    expect([code, stdout]).toEqual([0, 'alice has no second factor any more.\nThey are told by mail.\n']);
    const { text } = await smtp.waitForMail(({ subject }) => subject.includes('Set up'));
    expect(text).toContain('command line (grace)');
    const sql =
      "SELECT actor_key, actor_name, target_name, address, reason FROM audit_events WHERE type = 'enrollment.reset'";
    expect((await runPsql(database.url, sql)).stdout).toBe(
      '|command line (grace)|alice|local|all: lost the phone\n',
    );
    expect((await run('user', 'reset', 'alice', ...why, '--yes')).stderr).toContain(
      'they have no second factor',
    );
  });

  it('does nothing without a reason, or where nobody can be asked', async () => {
    const visitor = await enrolled('bob');
    expect((await run('user', 'reset', 'bob', '--yes')).code).toBe(2);
    expect((await run('user', 'reset', 'bob', '--reason', 'x', '--yes')).code).toBe(1);
    expect((await run('user', 'reset', 'bob', ...why)).code).toBe(2);
    expect((await run('user', 'reset', 'bob', 'alice', ...why, '--yes')).code).toBe(2);
    expect(await personSeen(visitor)).toBe('bob');
  });

  it('exempts somebody, at the running gate within a second, and ends it', async () => {
    const visitor = await passwordGiven('carol');
    expect(await personSeen(visitor)).toBeUndefined();
    expect((await run('user', 'exempt', 'carol', '--hours', '2', ...why)).code).toBe(0);
    await waitFor(async () => (await personSeen(visitor)) === 'carol', 1_000, 'the exemption');
    expect(await runJson('user', 'show', 'CAROL')).toMatchObject({
      username: 'carol',
      exemptReason: 'lost the phone',
    });
    expect((await run('user', 'exempt', 'carol', '--end', ...why)).code).toBe(0);
    await waitFor(async () => (await personSeen(visitor)) === undefined, 1_000, 'its end');
    expect((await run('user', 'exempt', 'carol', '--end', ...why)).code).toBe(1);
    expect((await run('user', 'exempt', 'carol', '--hours', '1000', ...why)).code).toBe(1);
    expect((await run('user', 'exempt', 'carol', '--hours', 'many', ...why)).code).toBe(2);
  });

  it('prints a code that opens one login, and unlocks', async () => {
    await enrolled('chris');
    const { code } = await runJson('user', 'code', 'chris', '--minutes', '5', ...why);
    expect(code).toMatch(/^\w{4}-\w{4}$/);
    expect(await enter(await passwordGiven('chris'), code)).toBe(true);
    expect(await enter(await passwordGiven('chris'), code)).toBe(false);
    expect((await run('user', 'unlock', 'chris', ...why)).stdout).toContain('chris is not locked any more.');
    const sql =
      "SELECT failures_in_a_row FROM second_factor_attempts WHERE user_key = (SELECT user_key FROM app_user WHERE lower_user_name = 'chris')";
    expect(['', '0']).toContain((await runPsql(database.url, sql)).stdout.trim());
  });

  it('names those who are called something like it', async () => {
    const { code, stderr } = await run('user', 'show', 'alicia');
    expect([code, stderr]).toEqual([1, 'The gate knows nobody called "alicia". Known are: alice.\n']);
  });

  it('opens emergency access for two people, never for one', async () => {
    await enrolled('olga');
    const begun = await run('break-glass', 'start', 'olga', '--by', 'Grace', ...why, '--yes', '--json');
    const { half, id, verified } = JSON.parse(begun.stdout);
    expect([verified, begun.stderr]).toEqual([false, expect.stringContaining('nobody called "Grace"')]);
    expect((await run('break-glass', 'confirm', id, '--by', 'grace', '--yes')).code).toBe(1);
    await runPsql(database.url, "UPDATE people SET active = false WHERE username = 'chris'");
    const gone = await run('break-glass', 'confirm', id, '--by', 'chris', '--yes');
    expect([gone.code, gone.stderr]).toEqual([1, expect.stringContaining('deactivated in Jira')]);
    const other = await runJson('break-glass', 'confirm', id, '--by', 'Alice', '--yes');
    expect(other.verified).toBe(true);
    expect((await run('break-glass', 'confirm', id, '--by', 'Alice', '--yes')).code).toBe(1);
    expect(await enter(await passwordGiven('olga'), `${half}-${other.half}`)).toBe(true);
    const sql = "SELECT reason FROM audit_events WHERE type = 'break_glass.opened' AND outcome = 'success'";
    expect((await runPsql(database.url, sql)).stdout.trim()).toBe(
      'Grace (not verified) and alice: lost the phone [grace]',
    );
    expect((await run('break-glass', 'start', 'olga', '--by', 'Grace', ...why)).code).toBe(2);
    expect((await run('break-glass', 'start', 'olgo', '--by', 'Grace', ...why, '--yes')).stderr).toContain(
      'Known are: olga',
    );
  });

  it('tells how things are, which policy counts, and why', async () => {
    expect(await runJson('status')).toMatchObject({ gates: 1, policy: { version: 0 } });
    expect((await run('status')).stdout).toContain('gates           1 running');
    expect((await run('policy', 'list')).stdout).toContain('none stored: TSV_ENFORCEMENT counts');
    expect(JSON.parse((await run('policy', 'list', '--document')).stdout)).toMatchObject({ rules: [] });
    const explained = await run('policy', 'explain', 'carol', '--address', '10.0.0.1');
    expect(explained.stdout).toMatch(/^enroll: .*\n {2}default +decides/);
    expect((await run('policy', 'explain', 'carol')).code).toBe(2);
    expect((await run('policy', 'explain', 'carol', '--address', '::1', '--path', 'x')).code).toBe(2);
  });

  it.each(commands.map(({ name }) => name))(
    'has words and examples for %s, and needs no settings for them',
    async (name) => {
      const { code, stdout, stderr } = await runCommand(
        process.execPath,
        [launcher, ...name.split(' '), '--help'],
        {
          env: { DATABASE_URL: 'nonsense' },
        },
      );
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain(`npx two-step ${name}`);
    },
  );

  it('says what is wrong in a line, without colours or stacks, when nothing answers', async () => {
    const env = { ...settings(), DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', FORCE_COLOR: '1' };
    for (const args of [['status'], ['user', 'show', 'alice'], ['doctor'], ['keys', 'list']]) {
      const { code, stdout, stderr } = await runCommand(process.execPath, [launcher, ...args], { env });
      expect([args, [1, 69].includes(code ?? 0)]).toEqual([args, true]);
      expect(stdout + stderr).not.toContain(String.fromCharCode(27));
      expect(stdout + stderr).not.toMatch(/\n\s+at |Warning|node:internal/);
    }
  });

  it('works when no gate runs', async () => {
    await gate.stop();
    expect(await runJson('status')).toMatchObject({ gates: 0 });
    expect((await run('user', 'reset', 'chris', ...why, '--yes')).code).toBe(0);
  });

  it('plans and applies a policy from a reviewed file, and refuses what is out of date', async () => {
    const file = join(directory, 'policy.json');
    const { stdout } = await run('policy', 'list', '--document');
    const policy = {
      ...JSON.parse(stdout),
      stepUp: [{ name: 'Admin', paths: ['administration'], minutes: 15 }],
    };
    writeFileSync(file, JSON.stringify(policy));
    const plan = await run('policy', 'plan', file);
    expect([plan.code, plan.stdout]).toEqual([0, expect.stringContaining('Step-up “Admin”')]);
    const { version } = await runJson('policy', 'plan', file);
    const applied = await run(
      'policy',
      'apply',
      file,
      '--based-on',
      String(version),
      '--comment',
      'CHG-7',
      '--yes',
    );
    expect([applied.code, applied.stdout]).toEqual([0, `version ${version + 1} counts now\n`]);
    const again = await run(
      'policy',
      'apply',
      file,
      '--based-on',
      String(version),
      '--comment',
      'late',
      '--yes',
    );
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('changed it meanwhile')]);
    expect((await run('policy', 'list')).stdout).toContain('command line (grace): CHG-7');
    writeFileSync(file, '{"rules": 7}');
    const broken = await run('policy', 'plan', file);
    expect([broken.code, broken.stderr]).toEqual([1, expect.stringContaining('rules')]);
    expect((await run('policy', 'plan', join(directory, 'nowhere.json'))).code).toBe(2);
  });

  it('warns of what is probably not meant, and refuses methods of which the site has none', async () => {
    const file = join(directory, 'methods.json');
    const { stdout } = await run('policy', 'list', '--document');
    const planWith = async (...methods: string[]) => {
      const { default: last, ...policy } = JSON.parse(stdout);
      writeFileSync(file, JSON.stringify({ ...policy, default: { ...last, methods } }));
      return run('policy', 'plan', file);
    };
    const some = await planWith('TOTP', 'DUO');
    expect([some.code, some.stdout]).toEqual([0, expect.stringMatching(/^please check\n {2}.*have: DUO\./m)]);
    const none = await planWith('DUO');
    expect([none.code, none.stderr]).toEqual([
      1,
      expect.stringContaining('default.methods: this site has none'),
    ]);
  });
});
