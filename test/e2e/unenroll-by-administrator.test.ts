import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  codeAt,
  type GateHere,
  runCommand,
  SetClock,
  startGateHere,
  Visitor,
} from '../support/gate/index.ts';
import { type StandInJira, startStandInJira } from '../support/jira/index.ts';
import { ask } from '../support/jira/raw-client.ts';
import { createDatabase, type TestDatabase } from '../support/servers/index.ts';

const nextStep = 30_000;

describe('unenrolling somebody with the command of the runbook', () => {
  const clock = new SetClock();
  let jira: StandInJira;
  let database: TestDatabase;
  let gate: GateHere;
  let adminSecret: string;

  beforeAll(async () => {
    database = await createDatabase();
    jira = await startStandInJira();
    gate = await startGateHere({ JIRA_URL: jira.url, DATABASE_URL: database.url }, clock.read);
    adminSecret = (await new Visitor(gate.url).enroll('admin', 'admin-password', clock.now)).secret;
  });
  afterAll(async () => {
    await gate?.close();
    await jira?.close();
    await database?.drop();
  });

  /** A code of the administrator's that was not used yet. */
  const freshCode = () => {
    clock.pass(nextStep);
    return codeAt(adminSecret, clock.now);
  };

  /** The runbook's command with its placeholders filled in, and the status written after the body. */
  const curl = async (user: string, token: string, body: string) => {
    const result = await runCommand('curl', [
      '--silent',
      '--write-out',
      '\n%{http_code}',
      ...['--request', 'DELETE'],
      ...['--url', `${gate.url}/rest/tsv/1.0/totp/unenroll/user/${user}`],
      ...['--header', `Authorization: Bearer ${token}`],
      ...['--header', 'Content-Type: application/json'],
      ...['--data', body],
    ]);
    const lines = result.stdout.split('\n');
    return { status: Number(lines.pop()), body: lines.join('\n') };
  };
  const codeBody = (code: string) => JSON.stringify({ totpCode: code });

  it('answers 204 without a body, and the person is challenged again at the next click', async () => {
    const alice = new Visitor(gate.url);
    await alice.enroll('alice', 'alice-password', clock.now);
    expect((await alice.open('/browse/DEMO-1')).status).toBe(200);
    const code = freshCode();
    expect(await curl('alice', 'pat-admin', codeBody(code))).toEqual({ status: 204, body: '' });
    expect((await alice.open('/browse/DEMO-1')).headers.location).toContain('/two-step/enroll');

    await new Visitor(gate.url).enroll('bob', 'bob-password', clock.now);
    expect((await curl('bob', 'pat-admin', codeBody(code))).status).toBe(401);
  });

  it('refuses in the order in which an administrator can mend it', async () => {
    const json = (text: string) => JSON.parse(text) as { message: string };
    expect((await curl('bob', 'no-such-token', codeBody('000000'))).status).toBe(401);
    expect((await curl('bob', 'pat-bob', codeBody('000000'))).status).toBe(403);
    expect((await curl('bob', 'pat-manager', codeBody('000000'))).status).toBe(403);
    expect((await curl('bob', 'pat-admin', '{}')).status).toBe(400);
    expect((await curl('bob', 'pat-admin', '')).status).toBe(400);
    expect((await curl('bob', 'pat-admin', '{"totpCode":')).status).toBe(400);
    expect((await curl('admin', 'pat-admin', codeBody(freshCode()))).status).toBe(403);
    expect((await curl('ADMIN', 'pat-admin', codeBody(freshCode()))).status).toBe(403);
    expect((await curl('bob', 'pat-olga', codeBody('000000'))).status).toBe(403);
    const code = freshCode();
    expect((await curl('nobody-of-that-name', 'pat-admin', codeBody(code))).status).toBe(404);
    const notEnrolled = await curl('carol', 'pat-admin', codeBody(code));
    expect(notEnrolled.status).toBe(400);
    expect(json(notEnrolled.body)).toEqual({ message: 'No enrollment found for this user.' });
    const wrong = await curl('bob', 'pat-admin', codeBody('000000'));
    expect(wrong.status).toBe(401);
    expect(json(wrong.body).message).not.toBe('');
    // None of the refusals has used the code up.
    expect((await curl('bob', 'pat-admin', codeBody(code))).status).toBe(204);
  });

  it.each([
    { username: 'mary jane', slug: 'mary' },
    { username: 'dave@example.com', slug: 'dave' },
    { username: 'jörg', slug: 'joerg' },
    { username: 'MixedCase', slug: 'mixed' },
    { username: 'newname', slug: 'newname' },
  ])('finds $username by the percent-encoded name', async ({ username, slug }) => {
    await new Visitor(gate.url).enroll(username, `${slug}-password`, clock.now);
    const spelled = username === 'MixedCase' ? 'mIXEDcASE' : username;
    const answer = await curl(encodeURIComponent(spelled), 'pat-admin', codeBody(freshCode()));
    expect(answer).toEqual({ status: 204, body: '' });
  });

  it('works under the alias latest, from a verified browser session, and not from another site', async () => {
    const admin = new Visitor(gate.url);
    await admin.logInWithCode('admin', 'admin-password', freshCode());
    await new Visitor(gate.url).enroll('chris', 'chris-password', clock.now);
    const send = (headers: Record<string, string>) =>
      admin.client.ask('/rest/tsv/latest/totp/unenroll/user/chris', {
        method: 'DELETE',
        json: { totpCode: freshCode() },
        headers,
      });
    expect((await send({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await send({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await send({ origin: gate.config.publicOrigin, 'sec-fetch-site': 'same-origin' })).status).toBe(
      204,
    );
  });

  it('refuses a browser session that has only shown the password, and Basic', async () => {
    const admin = new Visitor(gate.url);
    await admin.logIn('admin', 'admin-password');
    const options = { method: 'DELETE', json: { totpCode: freshCode() } };
    expect((await admin.client.ask('/rest/tsv/1.0/totp/unenroll/user/bob', options)).status).toBe(401);
    const basic = `Basic ${Buffer.from('admin:admin-password').toString('base64')}`;
    const answer = await ask(gate.url, '/rest/tsv/1.0/totp/unenroll/user/bob', {
      ...options,
      headers: { authorization: basic },
    });
    expect(answer.status).toBe(403);
    expect(answer.json()).toEqual({ message: 'Basic Authentication has been disabled on this instance.' });
  });

  it('locks after too many wrong codes and says how long', async () => {
    await new Visitor(gate.url).enroll('olga', 'olga-password', clock.now);
    await new Visitor(gate.url).enroll('bob', 'bob-password', clock.now);
    for (let guess = 0; guess < 10; guess += 1) {
      expect((await curl('bob', 'pat-olga', codeBody('000000'))).status).toBe(401);
    }
    const locked = await ask(gate.url, '/rest/tsv/1.0/totp/unenroll/user/bob', {
      method: 'DELETE',
      json: { totpCode: '000000' },
      headers: { authorization: 'Bearer pat-olga' },
    });
    expect(locked.status).toBe(429);
    expect(Number(locked.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('writes down who did what to whom, also what was refused', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query(
      `SELECT outcome, reason, actor_name, target_name, address, request_id FROM audit_events
       WHERE type IN ('enrollment.removed', 'enrollment.removal_refused') ORDER BY id LIMIT 1`,
    );
    const refused = await client.query(
      `SELECT DISTINCT reason FROM audit_events WHERE type = 'enrollment.removal_refused'`,
    );
    await client.end();
    expect(rows[0]).toMatchObject({
      outcome: 'success',
      reason: 'unenrolled',
      actor_name: 'admin',
      target_name: 'alice',
      address: '127.0.0.1',
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(refused.rows.map((row) => row.reason)).toEqual(
      expect.arrayContaining([
        'self',
        'unknown_user',
        'not_enrolled',
        'wrong_code',
        'actor_not_enrolled',
        'locked',
      ]),
    );
  });
});
