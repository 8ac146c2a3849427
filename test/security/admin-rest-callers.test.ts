/**
 * Attack: use the administrators' API without being a system administrator who shows a second factor: a plain user, an
 * administrator without the system right, their tokens, a stolen password in a browser or in a header, an administrator
 * without a factor, one's own account, a right that was taken away meanwhile.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminOperations } from '../../admin/rest/admin-operations.ts';
import type { Operation } from '../../proxy/rest/api-description.ts';
import { adminClient, adminRest } from '../support/gate/admin-rest.ts';
import { type GivenPerson, givenAdministrator, givenMember, groups } from '../support/gate/administrator.ts';
import { auditOf } from '../support/gate/audit-of.ts';
import { codeAt, type Site, startSite, Visitor } from '../support/gate/index.ts';
import { ask } from '../support/jira/raw-client.ts';

const reason = 'lost the phone';
const bodies: Record<string, object> = {
  resetUser: { reason, scope: 'all' },
  startPeopleSync: {},
  explainPolicy: { user: 'user2', address: '10.0.0.1' },
  planPolicy: { policy: {} },
  putPolicy: { policy: {}, basedOn: 0, comment: 'why' },
  revertPolicy: { version: 0, comment: 'why' },
  pauseWave: { comment: 'why' },
  resumeWave: { comment: 'why' },
  rollBackWave: { comment: 'why' },
  putSettings: { settings: {}, basedOn: 0, comment: 'why' },
  revertSettings: { version: 0, comment: 'why' },
  testMail: {},
  startBulk: { do: 'reset', users: ['user2'], reason },
};
const all = Object.entries<Operation>(adminOperations).map(([id, { method, path, body }]) => ({
  method,
  path: `${path.replace('{user}', 'user2').replace('{version}', '0').replace('{rule}', 'first').replace('{id}', 'some')}${id === 'exportAudit' ? '?format=csv' : ''}`,
  ...(body === undefined ? {} : { json: bodies[id] ?? { reason } }),
}));
const helps = all.filter(({ path, method }) => /^\/(?:users|people\/bulk)/.test(path) && method !== 'GET');

describe('the administrators’ API', () => {
  let site: Site;
  let ada: GivenPerson;
  let victim: GivenPerson;
  beforeAll(async () => {
    site = await startSite({ TSV_BASIC_AUTH: 'allow' }, { crowd: 9 });
    ada = await givenAdministrator(site, 1);
    victim = await givenMember(site, 2, 'jira-software-users');
  });
  afterAll(() => site?.close());

  const expectNothing = async (
    send: (one: (typeof all)[number]) => Promise<{ status: number; text: string }>,
    status: number,
  ) => {
    for (const one of all) {
      const answer = await send(one);
      expect([one.method, one.path, answer.status]).toEqual([one.method, one.path, status]);
      expect(answer.text).not.toContain('JIRAUSER');
    }
    expect((await victim.visitor.open('/browse/DEMO-1')).status).toBe(200);
    expect(await auditOf(site, 'audit.exported')).toEqual([]);
  };
  const withHeader = (authorization: string) => (one: (typeof all)[number]) =>
    ask(site.gate.url, `${adminRest}${one.path}`, { ...one, headers: { authorization } });

  it.each([
    ['a plain user', 3, 'jira-software-users'],
    ['an administrator without the system right', 4, groups.plain],
  ])(
    'refuses %s: their session, their token, their password; and writes it down',
    async (_who, number, group) => {
      const person = await givenMember(site, number, group);
      const browser = (one: (typeof all)[number]) =>
        person.visitor.client.ask(`${adminRest}${one.path}`, { ...one });
      await expectNothing(browser, 403);
      await expectNothing(withHeader(`Bearer pat-${person.name}`), 403);
      const basic = Buffer.from(`${person.name}:${person.name}-password`).toString('base64');
      await expectNothing(withHeader(`Basic ${basic}`), 403);
      const refused = (await auditOf(site, 'console.refused')).filter(
        ({ actor }) => actor === person.userKey,
      );
      expect(refused).toMatchObject([{ reason: 'REST: not a system administrator' }]);
    },
  );

  it('refuses a stolen password of a system administrator, and a browser without a session', async () => {
    const thief = new Visitor(site.gate.url);
    await thief.logIn(ada.name, `${ada.name}-password`);
    await expectNothing((one) => thief.client.ask(`${adminRest}${one.path}`, { ...one }), 401);
    await expectNothing((one) => ask(site.gate.url, `${adminRest}${one.path}`, { ...one }), 401);
    await expectNothing(withHeader('Bearer no-such-token'), 401);
  });

  it('refuses the password alone also where the policy only watches', async () => {
    const lenient = await startSite({ TSV_ENFORCEMENT: 'monitor' }, { crowd: 1 });
    try {
      const { name } = await givenAdministrator(lenient, 1);
      const thief = new Visitor(lenient.gate.url);
      await thief.logIn(name, `${name}-password`);
      expect((await thief.open('/browse/DEMO-1')).status).toBe(200);
      expect((await thief.client.ask(`${adminRest}/status`)).status).toBe(401);
    } finally {
      await lenient.close();
    }
  });

  it('refuses a system administrator without a second factor, also where none is asked for', async () => {
    site.jira.control.setGroups('JIRAUSER30005', [groups.system, 'jira-software-users']);
    await expectNothing(withHeader('Bearer pat-user5'), 403);
    const answer = await adminClient(site.gate, 'pat-user5')('GET', '/status');
    expect(answer.json()).toMatchObject({ code: 'no_second_factor' });
  });

  it('changes nothing for a token, or a password in a header, without a code', async () => {
    const basic = `Basic ${Buffer.from(`${ada.name}:${ada.name}-password`).toString('base64')}`;
    site.clock.pass(11 * 60_000);
    for (const authorization of ['Bearer pat-user1', basic]) {
      for (const one of helps) {
        const answer = await withHeader(authorization)(one);
        expect([one.path, answer.status, answer.json()]).toEqual([
          one.path,
          401,
          { message: expect.any(String), code: 'proof_needed' },
        ]);
      }
    }
    for (const one of helps) {
      expect((await ada.visitor.client.ask(`${adminRest}${one.path}`, { ...one })).status).toBe(401);
    }
    expect((await victim.visitor.open('/browse/DEMO-1')).status).toBe(200);
  });

  it('does nothing for one’s own account, however it is spelled, and keeps the code for it', async () => {
    site.clock.pass(30_000);
    const totpCode = codeAt(ada.secret, site.clock.now);
    const as = adminClient(site.gate, 'pat-user1');
    for (const name of ['user1', 'USER1', '%75ser1', 'JIRAUSER30001']) {
      const answer = await as('POST', `/users/${name}/help-desk-code`, { reason, totpCode });
      expect([answer.status, answer.json()]).toMatchObject([403, { code: 'self' }]);
    }
    // Neither did a typo in the name use it up.
    const typo = await as('POST', '/users/usr2/unlock', { reason, totpCode });
    expect([typo.status, typo.json()]).toMatchObject([404, { code: 'unknown_user' }]);
    const wrongScope = await as('POST', '/users/user2/reset', { reason, totpCode, scope: { factor: 'x' } });
    expect(wrongScope.status).toBe(404);
    expect((await as('POST', '/users/user2/unlock', { reason, totpCode })).status).toBe(200);
    // And once is once.
    const again = await as('POST', '/users/user2/unlock', { reason, totpCode });
    expect([again.status, again.json()]).toMatchObject([401, { code: 'wrong_code' }]);
  });

  it('ends with the right in Jira: looking within five seconds, changing at once', async () => {
    const other = await givenAdministrator(site, 6);
    const as = adminClient(site.gate, 'pat-user6');
    expect((await as('GET', '/status')).status).toBe(200);
    site.jira.control.setGroups(other.userKey, ['jira-software-users']);
    site.clock.pass(30_000);
    const totpCode = codeAt(other.secret, site.clock.now);
    expect((await as('POST', '/users/user2/unlock', { reason, totpCode })).status).toBe(403);
    site.clock.pass(5_000);
    expect((await as('GET', '/status')).status).toBe(403);
  });

  it('takes no console proof from anybody: there is no such field', async () => {
    const as = adminClient(site.gate, 'pat-user1');
    for (const more of [
      { proof: { kind: 'console', unixUser: 'root' } },
      { kind: 'console' },
      { actor: 'admin' },
    ]) {
      expect((await as('POST', '/users/user2/unlock', { reason, ...more })).status).toBe(400);
    }
  });
});
