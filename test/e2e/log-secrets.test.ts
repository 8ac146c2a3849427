import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeAt, type GateProcess, startGateProcess, Visitor } from '../support/gate/index.ts';
import { ask, CookieClient, type RawAnswer } from '../support/jira/raw-client.ts';

describe('the log', () => {
  const directory = mkdtempSync(join(tmpdir(), 'log-secrets-'));
  const secrets = new Set<string>();
  let gate: GateProcess;

  beforeAll(async () => {
    gate = await startGateProcess({ TSV_DATA_DIR: directory, LOG_LEVEL: 'trace' });
  });
  afterAll(async () => {
    await gate?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const keep = (...values: (string | undefined)[]) => {
    for (const value of values) if (value !== undefined && value !== '') secrets.add(value);
  };
  const keepCookies = (client: CookieClient) => {
    for (const [name, value] of client.cookies) if (!name.startsWith('AJS')) keep(value);
  };
  const post = async (client: CookieClient, path: string, json: unknown): Promise<RawAnswer> => {
    const answer = await client.ask(`/rest/tsv/1.0/${path}`, { json });
    keepCookies(client);
    return answer;
  };

  it('holds no password, code, secret, token or cookie of a whole run', async () => {
    const now = Date.now();
    const alice = new Visitor(gate.url);
    const enrolled = await alice.enroll('alice', 'alice-password', now);
    keep('alice-password', enrolled.secret, enrolled.recoveryCode, codeAt(enrolled.secret, now));
    keepCookies(alice.client);

    const again = new Visitor(gate.url);
    await again.logIn('alice', 'alice-password');
    keepCookies(again.client);
    const page = await again.open('/plugins/servlet/two-step/challenge');
    keepCookies(again.client);
    keep(/name="token"[^>]*value="([^"]*)"/.exec(page.text)?.[1]);
    await again.answerForm(page, { code: '918273' });
    keep('918273');
    const recovered = await again.follow(
      await again.fillIn('recover', { recoveryCode: enrolled.recoveryCode }),
    );
    keep(/[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}/.exec(recovered.text)?.[0]);
    keepCookies(again.client);

    const rest = new CookieClient(gate.url);
    const begun = await post(rest, 'authenticate', { username: 'bob', password: 'bob-password' });
    const { conversationId } = begun.json() as { conversationId: string };
    const offer = (await post(rest, 'totp/start-enforced-enrollment', { conversationId })).json() as {
      secret: string;
    };
    const totpCode = codeAt(offer.secret, now);
    const done = await post(rest, 'totp/complete-enforced-enrollment', { conversationId, totpCode });
    keep(
      'bob-password',
      conversationId,
      offer.secret,
      totpCode,
      (done.json() as { recoveryCode: string }).recoveryCode,
    );
    await post(rest, 'authenticate', { username: 'bob', password: 'wrong-and-secret' });
    keep('wrong-and-secret');

    const basic = Buffer.from('carol:carol-password').toString('base64');
    keep(basic, 'carol-password', 'pat-admin', 'query-secret');
    await ask(gate.url, '/rest/api/2/myself', { headers: { authorization: `Basic ${basic}` } });
    await ask(gate.url, '/rest/api/2/myself', { headers: { authorization: 'Bearer pat-admin' } });
    await ask(gate.url, '/browse/DEMO-1?os_username=bob&os_password=query-secret');
    await ask(gate.url, '/browse/DEMO-1;jsessionid=query-secret');
    await ask(gate.url, '/browse/%00query-secret%2e');
    await ask(gate.url, '/rest/cb-automation/latest/hooks/4f3c2b1a0099887766554433221100ffeeddccbb');
    keep('4f3c2b1a0099887766554433221100ffeeddccbb');
    await ask(gate.url, '/rest/tsv/1.0/authenticate', {
      method: 'POST',
      body: '{"password":"query-secret',
      headers: { 'content-type': 'application/json' },
    });

    const log = gate
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'));
    expect(log.length).toBeGreaterThan(20);
    const found = [...secrets].filter((secret) => log.some((line) => line.includes(secret)));
    expect(found).toEqual([]);
    expect(secrets.size).toBeGreaterThan(20);
  });

  it('has one line for each request with its decision, the reason and one id throughout', async () => {
    const carol = new Visitor(gate.url);
    await carol.logIn('carol', 'carol-password');
    await carol.open('/browse/DEMO-1');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const lines = gate
      .output()
      .split('\n')
      .filter((line) => line.includes('"msg":"request"'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.at(-1)).toMatchObject({
      method: 'GET',
      path: '/browse/DEMO-1',
      class: 'page',
      status: 302,
      decision: 'enroll',
      reason: expect.stringContaining('none yet'),
      user: 'JIRAUSER10105',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const refused = await ask(gate.url, '/browse/DEMO-1?os_password=x', {
      headers: { accept: 'application/json' },
    });
    const { requestId } = refused.json() as { requestId: string };
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(gate.output().split(requestId).length - 1).toBe(2);
  });
});
