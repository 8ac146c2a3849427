import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type GateHere,
  runCommand,
  runPsql,
  startGateHere,
  testKeys,
  Visitor,
} from '../support/gate/index.ts';
import { type StandInJira, startStandInJira } from '../support/jira/index.ts';
import { createDatabase, type TestDatabase } from '../support/servers/index.ts';

const script = fileURLToPath(new URL('../../db/recovery-code.ts', import.meta.url));

describe('recovery codes that are stored sealed', () => {
  let jira: StandInJira;
  let database: TestDatabase;
  let gate: GateHere;

  beforeAll(async () => {
    database = await createDatabase();
    jira = await startStandInJira();
    gate = await startGateHere({
      JIRA_URL: jira.url,
      DATABASE_URL: database.url,
      TSV_RECOVERY_CODE_STORAGE: 'sealed',
    });
  });
  afterAll(async () => {
    await gate?.close();
    await jira?.close();
    await database?.drop();
  });

  const openWithScript = (username: string) =>
    runCommand(process.execPath, [script, username], {
      env: { DATABASE_URL: database.url, TSV_ENCRYPTION_KEYS: testKeys },
    });

  it('cannot be read with psql, can be opened with the keys, and still let their owner in', async () => {
    const { recoveryCode } = await new Visitor(gate.url).enroll('mary jane', 'mary-password', Date.now());
    const { stdout } = await runPsql(
      database.url,
      'SELECT "RECOVERY_CODE", "SECRET" FROM "AO_ED669C_TOTP_USER_ENROLLMENT";',
    );
    expect(stdout).toMatch(/^s1:test:[\w-]+\|s1:test:[\w-]+$/m);
    expect(stdout).not.toContain(recoveryCode);
    expect(await openWithScript('Mary Jane')).toEqual({ code: 0, stdout: `${recoveryCode}\n`, stderr: '' });

    const lost = new Visitor(gate.url);
    await lost.logIn('mary jane', 'mary-password');
    expect((await lost.fillIn('recover', { recoveryCode })).headers.location).toContain('/recovery-code');
    expect((await openWithScript('mary jane')).stdout).not.toContain(recoveryCode);
  });

  it('says so when there is nothing to open', async () => {
    const result = await openWithScript('nobody');
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('no second factor');
  });

  it('does not take a sealed value that was copied from another person', async () => {
    await new Visitor(gate.url).enroll('alice', 'alice-password', Date.now());
    await runPsql(
      database.url,
      `UPDATE "AO_ED669C_TOTP_USER_ENROLLMENT" SET "RECOVERY_CODE" =
         (SELECT "RECOVERY_CODE" FROM "AO_ED669C_TOTP_USER_ENROLLMENT" WHERE "USER_KEY" = 'JIRAUSER10106')
       WHERE "USER_KEY" = 'JIRAUSER10103';`,
    );
    const copied = (await openWithScript('mary jane')).stdout.trim();
    const alice = new Visitor(gate.url);
    await alice.logIn('alice', 'alice-password');
    const answer = await alice.fillIn('recover', { recoveryCode: copied });
    expect(answer.headers.location).toBeUndefined();
    expect((await alice.open('/browse/DEMO-1')).status).toBe(302);
  });
});
