import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminClient, codesOf } from '../support/gate/admin-rest.ts';
import { auditOf } from '../support/gate/audit-of.ts';
import { withWave } from '../support/gate/honest-administration.ts';
import { type Site, startSite, Visitor, waitFor } from '../support/gate/index.ts';

const comment = 'CHG-7';
const minute = 60_000;

/** What the console's screens about the whole site offer, asked for by a script. */
describe('the administrators’ API', () => {
  let site: Site;
  let code: () => string;
  let as: ReturnType<typeof adminClient>;
  beforeAll(async () => {
    const mail = { SMTP_URL: 'smtp://mail:very-secret@127.0.0.1:1', MAIL_FROM: 'gate@example.com' };
    site = await startSite({ TSV_REMEMBER_DAYS: '7', ...mail }, { crowd: 9 });
    const { secret } = await new Visitor(site.gate.url).enroll('admin', 'admin-password', site.clock.now);
    code = codesOf(secret, site.clock);
    as = adminClient(site.gate, 'pat-admin');
    expect((await as('POST', '/people/sync', {})).status).toBe(202);
    await waitFor(async () => (await json('/people/sync')).state === 'finished');
  });
  afterAll(() => site?.close());

  const json = async (path: string) => (await as('GET', path)).json() as Record<string, never>;
  const change = (method: string, path: string, body: object = {}) =>
    as(method, path, { comment, totpCode: code(), ...body });
  const statusAndCode = ({ status, json: read }: Awaited<ReturnType<typeof as>>) => [
    status,
    (read() as { code?: string }).code,
  ];

  it('goes back to an earlier policy, and says when somebody else was faster', async () => {
    const version = Number((await json('/policy')).version);
    const put = await change('PUT', '/policy', { policy: withWave({}), basedOn: version });
    expect(put.json()).toEqual({ version: version + 1 });
    const back = await change('POST', '/policy/revert', { version, basedOn: version + 1 });
    expect([back.status, back.json()]).toEqual([200, { version: version + 2 }]);
    expect(await json('/policy')).toMatchObject({ policy: { rules: [] }, comment, actorName: 'admin' });
    const late = await change('POST', '/policy/revert', { version, basedOn: version + 1 });
    expect(statusAndCode(late)).toEqual([409, 'conflict']);
    expect(statusAndCode(await change('POST', '/policy/revert', { version: 77 }))).toEqual([
      404,
      'unknown_version',
    ]);
    expect((await change('POST', '/policy/revert', { version: 1, comment: 'two\nlines' })).status).toBe(400);
    expect(await auditOf(site, 'policy.changed')).toHaveLength(2);
  });

  it('pauses, resumes and rolls a wave back, at once and with a trace', async () => {
    const version = Number((await json('/policy')).version);
    const policy = withWave({ startsAt: '2026-01-01T00:00:00Z' });
    const [rule] = policy.rules;
    const users = { ...rule, match: { groups: ['jira-software-users'] } };
    await change('PUT', '/policy', { policy: { ...policy, rules: [users] }, basedOn: version });
    const wave = async () => ((await json('/waves')).waves as unknown as Record<string, unknown>[])[0];
    const day = new Date(site.clock.now).toISOString().slice(0, 10);
    expect(await wave()).toMatchObject({
      ...{ rule: 'bob', name: 'First', state: 'running', startsAt: '2026-01-01T00:00:00Z', mails: false },
      ...{ people: expect.any(Number), enrolled: expect.any(Number) },
      days: [{ day, people: expect.any(Number), enrolled: expect.any(Number) }],
    });
    const steps = [
      ['pause', 'paused', 'wave.paused'],
      ['resume', 'running', 'wave.resumed'],
      ['roll-back', 'rolled_back', 'wave.rolled_back'],
    ] as const;
    for (const [step, state, type] of steps) {
      expect((await change('POST', `/waves/bob/${step}`)).status).toBe(200);
      expect(await wave()).toMatchObject({ state });
      expect(await auditOf(site, type)).toMatchObject([{ outcome: 'success', reason: `bob: ${comment}` }]);
      expect(statusAndCode(await change('POST', `/waves/bob/${step}`))).toEqual([409, 'wrong_state']);
    }
    expect(statusAndCode(await change('POST', '/waves/staff/pause'))).toEqual([404, 'unknown_wave']);
    expect((await change('POST', '/waves/bob/pause', { comment: ' ' })).status).toBe(400);
  });

  it('shows settings with where they come from, and no secrets', async () => {
    const answer = await as('GET', '/settings');
    expect(answer.json()).toMatchObject({
      ...{ version: 0, settings: {}, inForce: { rememberDays: 7, basicAuth: { mode: 'block' } } },
      sources: { rememberDays: 'variable', issuer: 'default', basicAuth: 'default' },
      environment: expect.arrayContaining([
        expect.objectContaining({ name: 'SMTP_URL', source: 'variable' }),
        expect.objectContaining({ name: 'TSV_ENCRYPTION_KEYS', value: '1 key, not shown' }),
      ]),
    });
    expect(answer.text).not.toContain('very-secret');
  });

  it('changes settings, and goes back to earlier ones', async () => {
    const put = (settings: object, basedOn: number) => change('PUT', '/settings', { settings, basedOn });
    expect((await put({ rememberDays: 3 }, 0)).json()).toEqual({ version: 1 });
    expect(await json('/settings')).toMatchObject({
      ...{ version: 1, settings: { rememberDays: 3 }, inForce: { rememberDays: 3 } },
      sources: { rememberDays: 'console' },
    });
    expect(statusAndCode(await put({ rememberDays: 4 }, 0))).toEqual([409, 'conflict']);
    const wrong = await put({ rememberDays: 4_000, surprise: 1 }, 1);
    expect(statusAndCode(wrong)).toEqual([400, 'invalid_settings']);
    expect(wrong.text).toContain('rememberDays: must be a whole number from 0 to 365');
    expect((await put({ issuer: 'Our Jira' }, 1)).json()).toEqual({ version: 2 });
    const revert = (version: number, more = {}) => change('POST', '/settings/revert', { version, ...more });
    expect((await revert(1, { basedOn: 2 })).json()).toEqual({ version: 3 });
    expect(statusAndCode(await revert(1, { basedOn: 2 }))).toEqual([409, 'conflict']);
    expect(statusAndCode(await revert(9))).toEqual([404, 'unknown_version']);
    const first = await json('/settings/history?limit=2');
    expect(first).toMatchObject({
      versions: [
        { version: 3, settings: { rememberDays: 3 }, actorName: 'admin', comment },
        { version: 2, settings: { issuer: 'Our Jira' } },
      ],
      next: 2,
    });
    expect(await json('/settings/history?limit=2&before=2')).toMatchObject({
      ...{ versions: [{ version: 1 }], next: null },
    });
    expect(await auditOf(site, 'settings.changed')).toMatchObject([
      ...[{ reason: `version 1: ${comment}` }, { reason: `version 2: ${comment}` }],
      { reason: `version 3: ${comment}` },
    ]);
  });

  it('counts days, with a line for each', async () => {
    const { secret } = await new Visitor(site.gate.url).enroll('user1', 'user1-password', site.clock.now);
    const next = codesOf(secret, site.clock)();
    await new Visitor(site.gate.url).logInWithCode('user1', 'user1-password', next);
    const today = new Date(site.clock.now).toISOString().slice(0, 10);
    const adoption = (await json('/adoption?days=30')).days as unknown as object[];
    expect(adoption.at(-1)).toMatchObject({ day: today, inGrace: 0, locked: 0, exempt: 0 });
    const activity = (await json('/activity?days=3')).days as unknown as { day: string; shown: number }[];
    expect(activity).toHaveLength(3);
    expect(activity.at(-1)).toMatchObject({ day: today, failed: 0 });
    // The audit has the time of the database.
    expect(activity.reduce((sum, { shown }) => sum + shown, 0)).toBeGreaterThan(0);
    for (const path of ['/adoption?days=0', '/activity?days=401', '/adoption?day=3'])
      expect((await as('GET', path)).status).toBe(400);
  });

  it('follows the audit’s chain through the rows that were asked for', async () => {
    const all = await json('/audit/verification');
    expect(all).toMatchObject({ isWhole: true, findings: [], asked: { first: 1 } });
    expect(all.rows).toBeGreaterThan(10);
    const some = await json('/audit/verification?first=3&last=5');
    expect(some).toMatchObject({ isWhole: true, asked: { first: 3, last: 5 }, part: { first: 3 } });
    expect(statusAndCode(await as('GET', '/audit/verification?first=99999'))).toEqual([404, 'unknown_rows']);
    expect((await as('GET', '/audit/verification?first=0')).status).toBe(400);
  });

  it('writes people into a file, by the same filter as the list, and that into the audit', async () => {
    const file = await as('GET', '/people/export?text=user&filter=active');
    expect(file.headers['content-disposition']).toMatch(/two-step-users-\d{4}-\d\d-\d\d\.csv/);
    const lines = file.text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(10);
    expect(lines[0]).toContain('User key,User name');
    expect(await auditOf(site, 'people.exported')).toMatchObject([{ reason: 'active, a text' }]);
    expect((await as('GET', '/people/export?limit=5')).status).toBe(400);
  });

  it('tells whom rules would stop that are only watched', async () => {
    const version = Number((await json('/policy')).version);
    const outcome = { withFactor: 'require', withoutFactor: { outcome: 'enroll' } };
    const policy = { rules: [], default: { mode: 'monitor', ...outcome } };
    expect((await change('PUT', '/policy', { policy, basedOn: version })).status).toBe(200);
    const visitor = new Visitor(site.gate.url);
    await visitor.logIn('user3', 'user3-password');
    expect((await visitor.open('/browse/DEMO-1')).status).toBe(200);
    const some = [{ userKey: 'JIRAUSER30003', username: 'user3' }];
    await waitFor(async () => {
      const { rules } = await json('/policy/watched?days=30');
      return JSON.stringify(rules) === JSON.stringify([{ rule: 'default', people: 1, some }]);
    });
    expect((await as('GET', '/policy/watched?days=31')).status).toBe(400);
  });

  it('counts nobody as in grace whose days are over', async () => {
    const version = Number((await json('/policy')).version);
    const grace = { mode: 'enforce', withFactor: 'require', withoutFactor: { outcome: 'grace', days: 2 } };
    const put = await change('PUT', '/policy', { policy: { rules: [], default: grace }, basedOn: version });
    expect(put.status).toBe(200);
    const visitor = new Visitor(site.gate.url);
    await visitor.logIn('user2', 'user2-password');
    // A setup is offered first; their days begin with it.
    await visitor.open('/browse/DEMO-1');
    const inGrace = async () => [
      (await as('GET', '/people/export?filter=in_grace')).text.includes(',user2,'),
      (await as('GET', '/users?filter=in_grace')).text.includes('"user2"'),
    ];
    expect(await inGrace()).toEqual([true, true]);
    site.clock.pass(3 * 24 * 60 * minute);
    expect(await inGrace()).toEqual([false, false]);
  });

  it('asks the mail server, and repeats its answer in fixed words', async () => {
    const sent = await as('POST', '/settings/mail-test', { totpCode: code() });
    expect(sent.json()).toEqual({ sent: false, to: 'admin@example.com', answer: expect.any(String) });
    expect(sent.text).not.toContain('very-secret');
    expect(await auditOf(site, 'settings.mail_tested')).toMatchObject([{ outcome: 'failure' }]);
    site.clock.pass(11 * minute);
    expect(statusAndCode(await as('POST', '/settings/mail-test', {}))).toEqual([401, 'proof_needed']);
  });
});
