import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminOperations } from '../../admin/rest/admin-operations.ts';
import { adminClient, adminRest, codesOf } from '../support/gate/admin-rest.ts';
import { letsIn } from '../support/gate/browsers.ts';
import { type Site, startSite, Visitor, waitFor } from '../support/gate/index.ts';
import { ask } from '../support/jira/raw-client.ts';

const reason = 'lost the phone';
const message = expect.any(String);
const minute = 60_000;

describe('the administrators’ API', () => {
  let site: Site;
  let code: () => string;
  let as: ReturnType<typeof adminClient>;
  beforeAll(async () => {
    site = await startSite({}, { crowd: 9 });
    const { secret } = await new Visitor(site.gate.url).enroll('admin', 'admin-password', site.clock.now);
    code = codesOf(secret, site.clock);
    as = adminClient(site.gate, 'pat-admin');
    expect((await as('POST', '/people/sync', {})).status).toBe(202);
    await waitFor(async () => {
      const { state } = (await as('GET', '/people/sync')).json() as { state: string };
      return state === 'finished';
    });
  });
  afterAll(() => site?.close());

  const enrolled = async (name: string) => {
    const visitor = new Visitor(site.gate.url);
    await visitor.enroll(name, `${name}-password`, site.clock.now);
    return visitor;
  };
  const isIn = async (visitor: Visitor) => (await visitor.open('/browse/DEMO-1')).status === 200;
  const help = (path: string, more = {}, method = 'POST') =>
    as(method, path, { reason, totpCode: code(), ...more });

  it('tells how far people have come', async () => {
    // Everybody is counted once a minute, and where that is slow once in ten while nobody asks.
    site.clock.pass(11 * minute);
    const answer = await as('GET', '/status');
    expect(answer.json()).toMatchObject({
      people: { enrolled: 1, byMethod: { TOTP: 1 } },
      policy: { version: 0 },
      health: expect.arrayContaining([{ name: 'database', up: true }]),
      peopleSync: { state: 'finished' },
    });
  });

  it('finds people page by page, and shows one by name or key', async () => {
    const first = (await as('GET', '/users?text=user&limit=5&filter=active')).json() as {
      users: { username: string }[];
      next: string;
    };
    expect(first.users).toHaveLength(5);
    const rest = (
      await as('GET', `/users?text=user&limit=5&filter=active&next=${encodeURIComponent(first.next)}`)
    ).json() as typeof first;
    const names = [...first.users, ...rest.users].map(({ username }) => username);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['user1', 'user9']));
    await enrolled('user1');
    for (const name of ['USER1', 'JIRAUSER30001']) {
      expect((await as('GET', `/users/${name}`)).json()).toMatchObject({
        ...{ username: 'user1', methods: expect.arrayContaining(['TOTP']), locked: 'no' },
        factors: expect.arrayContaining([expect.objectContaining({ id: 'app', method: 'TOTP' })]),
        groups: expect.arrayContaining(['jira-software-users']),
      });
    }
    const nobody = await as('GET', '/users/nobody-here');
    expect([nobody.status, nobody.json()]).toEqual([404, { message, code: 'unknown_user' }]);
    expect((await as('GET', '/users?limit=0')).status).toBe(400);
    expect((await as('GET', '/users?unknown=1')).status).toBe(400);
  });

  it('resets somebody with the administrator’s own code, and says what keeps it from that', async () => {
    const visitor = await enrolled('user2');
    expect((await help('/users/user2/reset', { scope: { factor: 'none' } })).status).toBe(404);
    expect((await help('/users/user2/reset', { scope: { factor: 'app' } })).json()).toEqual({
      message,
      code: 'last_factor',
    });
    expect(await isIn(visitor)).toBe(true);
    const done = await help('/users/user2/reset', { scope: 'all' });
    expect([done.status, done.json()]).toEqual([200, { mail: 'no_mail_server' }]);
    expect(await isIn(visitor)).toBe(false);
    const again = await help('/users/user2/reset', { scope: 'all' });
    expect([again.status, again.json()]).toEqual([409, { message, code: 'not_enrolled' }]);
    expect((await help('/users/user2/reset', { scope: 'some' })).status).toBe(400);
    expect((await help('/users/user2/unlock', { reason: 'x' })).json()).toEqual({
      message,
      code: 'bad_reason',
    });
  });

  it('exempts somebody for a while, and ends it', async () => {
    const visitor = new Visitor(site.gate.url);
    const granted = await help('/users/user3/exemption', { hours: 2 }, 'PUT');
    const endsAt = new Date(site.clock.now + 2 * 60 * minute).toISOString();
    expect(granted.json()).toEqual({ mail: 'no_mail_server', endsAt });
    await visitor.logIn('user3', 'user3-password');
    expect(await isIn(visitor)).toBe(true);
    expect((await as('GET', '/users/user3')).json()).toMatchObject({
      exemptUntil: endsAt,
      exemptReason: reason,
    });
    expect((await help('/users/user3/exemption', { hours: 1_000 }, 'PUT')).status).toBe(400);
    expect((await help('/users/user3/exemption', {}, 'DELETE')).status).toBe(200);
    await waitFor(async () => !(await isIn(visitor)), 1_000, 'the end of the exemption');
    expect((await help('/users/user3/exemption', {}, 'DELETE')).json()).toEqual({
      message,
      code: 'not_exempt',
    });
  });

  it('hands a help-desk code out, which opens one login', async () => {
    await enrolled('user4');
    const issued = (await help('/users/user4/help-desk-code', { minutes: 10 })).json() as { code: string };
    const visitor = new Visitor(site.gate.url);
    await visitor.logIn('user4', 'user4-password');
    const page = await visitor.open('/plugins/servlet/two-step/recover');
    expect(letsIn(await visitor.answerForm(page, { recoveryCode: issued.code }))).toBe(true);
    expect((await help('/users/user4/help-desk-code', { minutes: 0 })).status).toBe(400);
  });

  it.each(['unlock', 'revoke-devices'])('does %s, and leaves the sessions', async (action) => {
    const visitor = await enrolled(action === 'unlock' ? 'user5' : 'user6');
    expect((await help(`/users/${action === 'unlock' ? 'user5' : 'user6'}/${action}`)).status).toBe(200);
    expect(await isIn(visitor)).toBe(true);
  });

  it('ends sessions', async () => {
    const visitor = await enrolled('user7');
    expect((await help('/users/user7/revoke-sessions')).status).toBe(200);
    expect(await isIn(visitor)).toBe(false);
  });

  it('takes an elevation by the same token in the place of a code, for ten minutes', async () => {
    await enrolled('user8');
    const needed = await as('POST', '/users/user8/unlock', { reason });
    expect([needed.status, needed.json()]).toEqual([401, { message, code: 'proof_needed' }]);
    const elevated = await ask(site.gate.url, '/rest/tsv/1.0/elevate-permissions/totp', {
      method: 'POST',
      json: { totpCode: code() },
      headers: { authorization: 'Bearer pat-admin' },
    });
    expect(elevated.status).toBe(204);
    expect((await as('POST', '/users/user8/unlock', { reason })).status).toBe(200);
    site.clock.pass(11 * minute);
    expect((await as('POST', '/users/user8/unlock', { reason })).status).toBe(401);
  });

  it('shows the policy and explains what it wants of somebody, rule by rule', async () => {
    expect((await as('GET', '/policy')).json()).toMatchObject({
      version: 0,
      policy: { default: { mode: 'enforce' } },
    });
    expect((await as('GET', '/policy/versions/0')).status).toBe(200);
    expect((await as('GET', '/policy/versions/7')).status).toBe(404);
    expect((await as('GET', '/policy/versions/x')).status).toBe(404);
    expect((await as('GET', '/policy/history?limit=5')).json()).toEqual({ versions: [], next: null });
    const explained = await as('POST', '/policy/explain', { user: 'user9', address: '10.0.0.1' });
    expect(explained.json()).toMatchObject({
      ...{ outcome: 'enroll', rule: 'default', version: 0 },
      rules: [{ rule: 'default', verdict: 'decides' }],
    });
    expect((await as('POST', '/policy/explain', { user: 'nobody', address: '10.0.0.1' })).status).toBe(404);
  });

  it('searches the audit and exports it, and the export is in it', async () => {
    const reset = (await as('GET', '/audit?type=enrollment.reset&outcome=success&user=user2')).json();
    expect(reset).toMatchObject({
      events: [{ actorName: 'admin', targetName: 'user2', reason: `all: ${reason}` }],
      next: null,
    });
    const { next } = (await as('GET', '/audit?limit=2')).json() as { next: number };
    expect((await as('GET', `/audit?limit=2&next=${next}`)).status).toBe(200);
    const lines = (await as('GET', '/audit/export?format=jsonl')).text.trimEnd().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ header: { format: 'two-step-gate audit' } });
    const csv = await as('GET', '/audit/export?format=csv&type=enrollment.reset');
    expect(csv.headers['content-disposition']).toContain('two-step-audit.csv');
    expect(csv.text).toMatch(/^id,at,type/);
    expect((await as('GET', '/audit?type=audit.exported')).json()).toMatchObject({
      events: [{ reason: 'csv', actorName: 'admin' }, { reason: 'jsonl' }],
    });
    expect((await as('GET', '/audit/export?format=xml')).status).toBe(400);
    expect((await as('GET', '/audit?from=yesterday')).status).toBe(400);
  });

  it('locks after too many wrong codes, and says how long', async () => {
    site.jira.control.setGroups('JIRAUSER30009', ['jira-system-administrators', 'jira-software-users']);
    await enrolled('user9');
    const other = adminClient(site.gate, 'pat-user9');
    const guess = () => other('POST', '/users/user1/unlock', { reason, totpCode: '000000' });
    for (let wrong = 0; wrong < 10; wrong += 1) {
      const answer = await guess();
      expect([answer.status, answer.json()]).toEqual([401, { message, code: 'wrong_code' }]);
    }
    const locked = await guess();
    expect([locked.status, locked.json()]).toEqual([429, { message, code: 'locked' }]);
    expect(Number(locked.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('describes itself as OpenAPI 3.1, the same under latest, and nothing that is not there', async () => {
    const document = (await ask(site.gate.url, `${adminRest}/openapi.json`)).json() as {
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
    const ids = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(ids.map(({ operationId }) => operationId).toSorted()).toEqual(
      Object.keys(adminOperations).toSorted(),
    );
    const latest = await ask(site.gate.url, '/rest/two-step-admin/latest/openapi.json');
    expect(latest.json()).toEqual(document);
    for (const [path, methods] of Object.entries(document.paths)) {
      const answer = await ask(site.gate.url, `${adminRest}${path.replace(/\{\w+\}/g, '1')}`, {
        method: 'PATCH',
      });
      expect([answer.status, answer.json()]).toEqual([405, { message, code: 'method_not_allowed' }]);
      expect(
        answer.headers.allow
          ?.split(', ')
          .map((one) => one.toLowerCase())
          .toSorted(),
      ).toEqual(Object.keys(methods).toSorted());
    }
    for (const path of ['/1.0/nothing', '/2.0/status', '']) {
      const answer = await ask(site.gate.url, `/rest/two-step-admin${path}`);
      expect([answer.status, answer.json()]).toEqual([404, { message, code: 'not_found' }]);
    }
  });

  it('plans a policy and makes it the one that counts, with a code, once', async () => {
    const { version, policy } = (await as('GET', '/policy')).json() as { version: number; policy: object };
    const contractors = {
      ...{ id: 'staff', name: 'Staff', mode: 'monitor', match: { groups: ['jira-software-users'] } },
      ...{ withFactor: 'require', withoutFactor: { outcome: 'refuse' } },
    };
    const changed = { ...policy, rules: [contractors] };
    const plan = (await as('POST', '/policy/plan', { policy: changed })).json();
    expect(plan).toMatchObject({ version, problems: [], effect: { watched: expect.any(Number) } });
    expect(JSON.stringify(plan)).toContain('Staff');
    const broken = await as('POST', '/policy/plan', { policy: { rules: 7 } });
    expect(broken.json()).toMatchObject({ problems: [expect.stringContaining('rules'), expect.anything()] });
    const counting = (...methods: string[]) => ({ ...policy, rules: [{ ...contractors, methods }] });
    const some = (await as('POST', '/policy/plan', { policy: counting('TOTP', 'DUO') })).json();
    expect(some).toMatchObject({ problems: [], warnings: [expect.stringContaining('does not have: DUO')] });
    const none = (await as('POST', '/policy/plan', { policy: counting('DUO') })).json();
    expect(none).toMatchObject({ problems: [expect.stringContaining('none of DUO')], warnings: [] });

    const put = (more = {}) =>
      as('PUT', '/policy', {
        policy: changed,
        basedOn: version,
        comment: 'CHG-1',
        totpCode: code(),
        ...more,
      });
    expect((await put({ totpCode: '000000' })).json()).toMatchObject({ code: 'wrong_code' });
    const lockedOut = {
      ...policy,
      default: { mode: 'enforce', withFactor: 'refuse', withoutFactor: { outcome: 'refuse' } },
    };
    expect((await put({ policy: lockedOut })).json()).toMatchObject({ code: 'locks_you_out' });
    expect((await put({ policy: counting('DUO') })).json()).toMatchObject({ code: 'invalid_policy' });
    const done = await put();
    expect([done.status, done.json()]).toEqual([200, { version: version + 1 }]);
    expect((await put()).json()).toMatchObject({ code: 'conflict' });
    expect((await as('GET', '/policy')).json()).toMatchObject({ comment: 'CHG-1', actorName: 'admin' });
  });
});
