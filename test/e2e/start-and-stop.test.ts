import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runGateToEnd, startGateProcess, Visitor } from '../support/gate/index.ts';
import { ask } from '../support/jira/raw-client.ts';

describe('starting and stopping', () => {
  const directory = mkdtempSync(join(tmpdir(), 'start-and-stop-'));
  const dataDirectory = join(directory, 'data');
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('prints every problem of the configuration at once, no value of it, and exits with 78', async () => {
    const secret = 'c2VjcmV0LXRoYXQtaXMtdG9vLXNob3J0';
    const passwordFile = join(directory, 'database-url');
    writeFileSync(passwordFile, 'mysql://user:hunter2@db/x\n');
    const { code, output } = await runGateToEnd({
      PORT: 'eighty',
      JIRA_URL: 'jira.example.com',
      PUBLIC_URL: 'https://jira.example.com/jira',
      DATABASE_URL_FILE: passwordFile,
      REDIS_URL: 'http://redis',
      TSV_ENCRYPTION_KEYS: `a:${secret}`,
      TSV_ENFORCEMENT: 'always',
      TSV_BASIC_AUTH_PATHS: 'rest/usermanagement',
      TSV_TRUSTED_PROXIES: '10.0.0.0/8, 0.0.0.0/0, proxy',
      TSV_ENFORCMENT: 'mandatory',
      LOG_LEVEL_FILE: join(directory, 'missing'),
    });
    expect(code).toBe(78);
    for (const name of [
      'PORT',
      'JIRA_URL',
      'PUBLIC_URL',
      'DATABASE_URL',
      'REDIS_URL',
      'TSV_ENCRYPTION_KEYS',
      'TSV_ENFORCEMENT',
      'TSV_BASIC_AUTH_PATHS',
      'TSV_TRUSTED_PROXIES',
      'TSV_ENFORCMENT',
      'LOG_LEVEL_FILE',
    ]) {
      expect(output).toMatch(new RegExp(`^ +${name}: `, 'm'));
    }
    expect(output).not.toContain(secret);
    expect(output).not.toContain('hunter2');
  });

  it('starts with nothing configured, keeps enrollments over a restart and a kill -9, and stops with 0', async () => {
    const env = { TSV_DATA_DIR: dataDirectory };
    const first = await startGateProcess(env);
    expect(first.output()).toContain('alice-password');
    await new Visitor(first.url).enroll('alice', 'alice-password', Date.now());
    expect(statSync(join(dataDirectory, 'encryption-key')).mode & 0o777).toBe(0o600);
    await first.kill();

    const second = await startGateProcess(env);
    const alice = new Visitor(second.url);
    await alice.logIn('alice', 'alice-password');
    expect((await alice.open('/browse/DEMO-1')).headers.location).toContain('/two-step/challenge');
    expect((await ask(second.url, '/ready')).json()).toEqual({
      status: 'up',
      database: 'up',
      store: 'up',
      jira: 'up',
    });

    const third = await runGateToEnd({ ...env, PORT: '0' });
    expect(third.code).toBe(1);
    expect(third.output).toContain('another gate uses this data directory');
    expect(await second.stop()).toBe(0);
  });

  it('finishes what runs before it stops', async () => {
    const gate = await startGateProcess({ TSV_DATA_DIR: dataDirectory });
    const slow = ask(gate.url, '/rest/stand-in/1.0/poll?ms=1500', {
      headers: { authorization: 'Bearer pat-alice' },
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const stopped = gate.stop();
    expect((await slow).status).toBe(200);
    expect(await stopped).toBe(0);
  });
});
