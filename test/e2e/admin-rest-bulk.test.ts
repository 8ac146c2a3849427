import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminAsk, adminClient, codesOf } from '../support/gate/admin-rest.ts';
import { type GivenPerson, givenAdministrator, givenMember } from '../support/gate/administrator.ts';
import { auditOf } from '../support/gate/audit-of.ts';
import { type Site, startSite, Visitor, waitFor } from '../support/gate/index.ts';

const reason = 'the move';

describe('what is done to several people at once, by the administrators’ API', () => {
  let site: Site;
  let ada: GivenPerson;
  let as: AdminAsk;
  let code: () => string;
  beforeAll(async () => {
    site = await startSite({}, { crowd: 12 });
    ada = await givenAdministrator(site, 1);
    as = adminClient(site.gate, 'pat-user1');
    code = codesOf(ada.secret, site.clock);
    expect((await as('POST', '/people/sync', {})).status).toBe(202);
    await waitFor(async () => (await as('GET', '/people/sync')).text.includes('finished'));
  });
  afterAll(() => site?.close());

  const bulk = (body: object) => as('POST', '/people/bulk', { reason, ...body });
  const person = (number: number, skipped: string | null = null) =>
    expect.objectContaining({ userKey: `JIRAUSER${30_000 + number}`, skipped });

  it('is done to each of them once, by name or key, but not to oneself', async () => {
    const users = ['user4', 'USER5', 'JIRAUSER30005', 'user1'];
    const done = await bulk({ do: 'exempt', users, hours: 2, totpCode: code() });
    expect([done.status, done.json()]).toEqual([
      202,
      {
        ...{ id: expect.any(String), do: 'exempt', state: 'finished', stoppedBy: null, total: 3 },
        people: [person(4), person(5), person(1, 'is you')],
      },
    ]);
    const { id } = done.json() as { id: string };
    expect((await as('GET', `/people/bulk/${id}`)).json()).toEqual(done.json());
    const endsAt = new Date(site.clock.now + 2 * 60 * 60_000).toISOString();
    expect((await as('GET', '/users/user4')).json()).toMatchObject({ exemptUntil: endsAt });
    expect(await auditOf(site, 'exemption.granted')).toMatchObject([
      ...[{ reason: `2 hours: ${reason}`, actor: ada.userKey }, { reason: `2 hours: ${reason}` }],
    ]);
  });

  it('takes nobody whose name is somebody else’s key', async () => {
    site.jira.control.renameUser('JIRAUSER30011', 'jirauser30012');
    const renamed = new Visitor(site.gate.url);
    await renamed.enroll('jirauser30012', 'user11-password', site.clock.now);
    await waitFor(async () => (await as('GET', '/users/JIRAUSER30011')).text.includes('jirauser30012'));
    const refused = await bulk({ do: 'unlock', users: ['JIRAUSER30012'], totpCode: code() });
    expect([refused.status, refused.json()]).toMatchObject([409, { code: 'ambiguous_user' }]);
    expect((await bulk({ do: 'unlock', users: ['user12'], totpCode: code() })).status).toBe(202);
  });

  it('resets whoever has a factor, and says who has none', async () => {
    const ben = await givenMember(site, 6, 'jira-software-users');
    const done = await bulk({ do: 'reset', users: ['user6', 'user7'], totpCode: code() });
    expect(done.json()).toMatchObject({ people: [person(6), person(7, 'has no second factor')] });
    expect((await ben.visitor.open('/browse/DEMO-1')).status).not.toBe(200);
  });

  it('begins nothing where a name is wrong, and keeps the code', async () => {
    const totpCode = code();
    const refusals = [
      [{ do: 'exempt', users: ['user8', 'usr9'], totpCode }, 404, 'unknown_user'],
      [{ do: 'exempt', users: ['user8'], hours: 721, totpCode }, 400, 'bad_duration'],
      [{ do: 'unlock', users: ['user8'], hours: 2, totpCode }, 400, 'bad_request'],
      [{ do: 'exempt', users: ['user8'], reason: 'x', totpCode }, 400, 'bad_reason'],
      [{ do: 'exempt', users: [], totpCode }, 400, 'bad_request'],
      [{ do: 'exempt', users: Array(1_001).fill('user8'), totpCode }, 400, 'bad_request'],
      [{ do: 'exempt', users: ['user8'], totpCode: '000000' }, 401, 'wrong_code'],
    ] as const;
    for (const [body, status, word] of refusals) {
      const answer = await bulk(body);
      expect([answer.status, answer.json()]).toMatchObject([status, { code: word }]);
    }
    expect((await as('GET', '/users/user8')).json()).toMatchObject({ exemptUntil: null });
    expect((await bulk({ do: 'exempt', users: ['user8'], totpCode })).status).toBe(202);
  });

  it('is told to nobody but whoever began it', async () => {
    const done = await bulk({ do: 'unlock', users: ['user9'], totpCode: code() });
    const { id } = done.json() as { id: string };
    await givenAdministrator(site, 2);
    const eve = adminClient(site.gate, 'pat-user2');
    for (const other of [await eve('GET', `/people/bulk/${id}`), await as('GET', '/people/bulk/none')])
      expect([other.status, other.json()]).toMatchObject([404, { code: 'unknown_run' }]);
  });
});
