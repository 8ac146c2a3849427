import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOrCreateKeyFile, writeKeyFile } from '../../proxy/config/index.ts';
import { letsIn } from '../support/gate/browsers.ts';
import {
  codeAt,
  type GateProcess,
  runCommand,
  runPsql,
  startGateProcess,
  testKeys,
  Visitor,
} from '../support/gate/index.ts';
import { type StandInJira, startStandInJira } from '../support/jira/index.ts';
import { createDatabase, type TestDatabase } from '../support/servers/index.ts';

const launcher = fileURLToPath(new URL('../../bin/two-step.js', import.meta.url));
const sealedColumns = `
  SELECT split_part("SECRET", ':', 2) FROM "AO_ED669C_TOTP_USER_ENROLLMENT" WHERE "SECRET" <> ''
  UNION ALL SELECT split_part("RECOVERY_CODE", ':', 2) FROM "AO_ED669C_TOTP_USER_ENROLLMENT"
  UNION ALL SELECT split_part(data, ':', 2) FROM authenticators
  UNION ALL SELECT split_part(sealed_half, ':', 2) FROM break_glass_requests WHERE sealed_half <> ''`;

describe('a rotation of the keys', () => {
  let jira: StandInJira;
  let database: TestDatabase;
  let gate: GateProcess;
  let ring = testKeys;
  let secret: string;
  const directory = mkdtempSync(join(tmpdir(), 'keys-'));
  const settings = () => ({
    ...{ DATABASE_URL: database.url, TSV_ENCRYPTION_KEYS: ring, TSV_DATA_DIR: directory },
    ...{ JIRA_URL: jira.url, TSV_RECOVERY_CODE_STORAGE: 'sealed' },
  });
  const run = (...args: string[]) => runCommand(process.execPath, [launcher, ...args], { env: settings() });
  const keysInUse = async () => [
    ...new Set((await runPsql(database.url, sealedColumns)).stdout.trim().split('\n')),
  ];

  beforeAll(async () => {
    [database, jira] = await Promise.all([createDatabase(), startStandInJira()]);
    gate = await startGateProcess(settings());
    ({ secret } = await new Visitor(gate.url).enroll('alice', 'alice-password', Date.now()));
    await new Visitor(gate.url).enroll('bob', 'bob-password', Date.now());
  });
  afterAll(async () => {
    await gate?.stop();
    await Promise.all([jira?.close(), database?.drop()]);
    rmSync(directory, { recursive: true, force: true });
  });

  it('seals everything anew, once every gate that runs has the new key, and the old one may go', async () => {
    const begun = JSON.parse(
      (await run('break-glass', 'start', 'alice', '--by', 'Grace', '--reason', 'a test', '--yes', '--json'))
        .stdout,
    );
    const added = (await run('keys', 'rotate')).stdout.trim();
    expect(added).toMatch(/^k\d{8}-\w{6}:[\w+/=]{44}$/);
    const [newId] = added.split(':');
    expect(await keysInUse()).toEqual(['test']);
    ring = `${added},${testKeys}`;

    // The gate that runs could open nothing of it.
    expect(await run('keys', 'rotate')).toMatchObject({
      code: 69,
      stderr: expect.stringContaining('restart all gates'),
    });
    expect(await keysInUse()).toEqual(['test']);
    expect((await run('doctor')).stdout).toContain('a gate that runs has another first key');
    expect((await run('keys', 'drop', 'test', '--void-hashes')).code).toBe(1);

    await gate.stop();
    gate = await startGateProcess(settings());
    const rotated = await run('keys', 'rotate');
    expect(rotated).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+ values are sealed with k/m),
    });
    expect(await keysInUse()).toEqual([newId]);
    expect((await run('keys', 'list')).stdout).toMatch(
      /^k\S+ +[1-9]\d* {2}seals\ntest +0 {2}opens, hashes\n$/,
    );

    const other = JSON.parse(
      (await run('break-glass', 'confirm', begun.id, '--by', 'Alan', '--yes', '--json')).stdout,
    );
    const visitor = new Visitor(gate.url);
    await visitor.logIn('alice', 'alice-password');
    const page = await visitor.open('/plugins/servlet/two-step/recover');
    expect(letsIn(await visitor.answerForm(page, { recoveryCode: `${begun.half}-${other.half}` }))).toBe(
      true,
    );
    const again = new Visitor(gate.url);
    await again.logIn('alice', 'alice-password');
    const asked = await again.open('/plugins/servlet/two-step/challenge?method=app');
    expect(letsIn(await again.answerForm(asked, { code: codeAt(secret, Date.now() + 30_000) }))).toBe(true);
    const code = await runCommand(process.execPath, ['db/recovery-code.ts', 'bob'], { env: settings() });
    expect(code).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\S{8,}\n$/) });

    expect((await run('keys', 'drop', 'test')).stderr).toContain('is the last key');
    expect((await run('keys', 'drop', 'test', '--void-hashes')).stdout).toContain(
      'Take the entry of test out',
    );
    expect((await run('keys', 'drop', newId ?? '')).code).toBe(1);
  });

  it('goes on where it stopped, and names what cannot be opened', async () => {
    const [before] = ring.split(':');
    const added = (await run('keys', 'rotate')).stdout.trim();
    ring = `${added},${ring}`;
    await gate.stop();
    await runPsql(
      database.url,
      `UPDATE authenticators SET data = 's1:${before}:AAAA' WHERE method = 'BACKUP_CODES'`,
    );
    const { code, stdout } = await run('keys', 'rotate');
    expect([code, stdout]).toEqual([1, expect.stringContaining('FOUND  factor_data of JIRAUSER')]);
    expect((await run('keys', 'drop', before ?? '')).stderr).toContain('values are sealed with it');
    expect(await run('keys', 'rotate')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('0 values are sealed'),
    });
  });

  it('keeps the ring in the file that the gate made, for its owner alone', () => {
    const own = join(directory, 'own');
    const [first] = loadOrCreateKeyFile(own);
    const second = { id: 'next', key: Buffer.alloc(32, 9) };
    writeKeyFile(own, [second, ...(first === undefined ? [] : [first])]);
    expect(loadOrCreateKeyFile(own)).toEqual([second, first]);
    expect(readFileSync(join(own, 'encryption-key'), 'utf8')).toMatch(/^next:\S+,generated:\S+\n$/);
  });
});
