/**
 * Attack: change the whole site by the administrators' API without a second factor that was shown for it: with a stolen token, a
 * password in a header, a session whose proof is old, a wrong code; without the right; over somebody else's change; or
 * so that nobody notices what stops working.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminAsk, adminClient, adminRest, codesOf } from '../support/gate/admin-rest.ts';
import { type GivenPerson, givenAdministrator, givenMember, groups } from '../support/gate/administrator.ts';
import { auditOf } from '../support/gate/audit-of.ts';
import { givenUses } from '../support/gate/given-uses.ts';
import { withWave } from '../support/gate/honest-administration.ts';
import { type Site, startSite } from '../support/gate/index.ts';
import { stateOf } from '../support/gate/state-of.ts';
import { ask } from '../support/jira/raw-client.ts';

const comment = 'as agreed';
const minute = 60_000;

describe('what changes the whole site by REST', () => {
  let site: Site;
  let ada: GivenPerson;
  let as: AdminAsk;
  let code: () => string;
  beforeAll(async () => {
    const mail = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'gate@example.com' };
    site = await startSite({ TSV_BASIC_AUTH: 'allow', ...mail }, { crowd: 9 });
    ada = await givenAdministrator(site, 1);
    as = adminClient(site.gate, 'pat-user1');
    code = codesOf(ada.secret, site.clock);
    const wished = { policy: withWave({}), basedOn: 0, comment, totpCode: code() };
    expect((await as('PUT', '/policy', wished)).status).toBe(200);
    const settings = { settings: { rememberDays: 5 }, basedOn: 0, comment, totpCode: code() };
    expect((await as('PUT', '/settings', settings)).status).toBe(200);
  });
  afterAll(() => site?.close());

  const changes = [
    ['PUT', '/policy', { policy: withWave({ paused: true }), basedOn: 1, comment }],
    ['POST', '/policy/revert', { version: 0, comment }],
    ['POST', '/waves/bob/pause', { comment }],
    ['POST', '/waves/bob/roll-back', { comment }],
    ['PUT', '/settings', { settings: { rememberDays: 300 }, basedOn: 1, comment }],
    ['POST', '/settings/revert', { version: 0, comment }],
    ['POST', '/settings/mail-test', {}],
  ] as const;
  const basicOf = ({ name }: { name: string }) =>
    `Basic ${Buffer.from(`${name}:${name}-password`).toString('base64')}`;
  /** Everything but what the attack itself leaves in the audit. */
  const state = async () => {
    const { rows, sent } = await stateOf(site);
    return { documents: rows.site_documents, tested: await auditOf(site, 'settings.mail_tested'), sent };
  };
  const answerOf = ({ status, json }: Awaited<ReturnType<AdminAsk>>) => [
    status,
    (json() as { code?: string }).code,
  ];

  it('wants a code where none was shown within ten minutes', async () => {
    site.clock.pass(11 * minute);
    const before = await state();
    for (const [method, path, json] of changes) {
      expect([path, ...answerOf(await as(method, path, json))]).toEqual([path, 401, 'proof_needed']);
      const target = `${adminRest}${path}`;
      const basic = { method, json, headers: { authorization: basicOf(ada) } };
      expect(answerOf(await ask(site.gate.url, target, basic))).toEqual([401, 'proof_needed']);
      expect(answerOf(await ada.visitor.client.ask(target, { method, json }))).toEqual([401, 'proof_needed']);
    }
    expect(await state()).toEqual(before);
  });

  it('takes no wrong code, and no code twice', async () => {
    const used = code();
    expect((await as('POST', '/settings/mail-test', { totpCode: used })).status).toBe(200);
    site.clock.pass(11 * minute);
    const before = await state();
    for (const [method, path, json] of changes) {
      const answer = await as(method, path, { ...json, totpCode: used });
      expect([path, ...answerOf(answer)]).toEqual([path, 401, 'wrong_code']);
    }
    expect(await state()).toEqual(before);
  });

  it.each([
    ['a plain user', 3, 'jira-software-users'],
    ['an administrator without the system right', 4, groups.plain],
  ])('refuses %s, also with a right code of their own', async (_who, number, group) => {
    const person = await givenMember(site, number, group);
    const other = adminClient(site.gate, `pat-${person.name}`);
    const next = codesOf(person.secret, site.clock);
    const before = await state();
    for (const [method, path, json] of changes) {
      const answer = await other(method, path, { ...json, totpCode: next() });
      expect([path, ...answerOf(answer)]).toEqual([path, 403, 'forbidden']);
    }
    expect(await state()).toEqual(before);
  });

  it('keeps the code where nothing could be changed anyway', async () => {
    const totpCode = code();
    const before = await state();
    const idle = [
      ['POST', '/policy/revert', { version: 44, comment }, 404],
      ['POST', '/policy/revert', { version: 0, basedOn: 0, comment }, 409],
      ['POST', '/waves/none/pause', { comment }, 404],
      ['POST', '/waves/bob/resume', { comment }, 409],
      ['PUT', '/settings', { settings: { rememberDays: -1 }, basedOn: 1, comment }, 400],
      ['PUT', '/settings', { settings: {}, basedOn: 0, comment }, 409],
      ['POST', '/settings/revert', { version: 44, comment }, 404],
      ['POST', '/settings/revert', { version: 0, basedOn: 0, comment }, 409],
    ] as const;
    for (const [method, path, json, status] of idle)
      expect([path, (await as(method, path, { ...json, totpCode })).status]).toEqual([path, status]);
    expect(await state()).toEqual(before);
    expect((await as('POST', '/waves/bob/pause', { comment, totpCode })).status).toBe(200);
  });

  it('lets no administrator lock themselves out, and keeps the code for it', async () => {
    const versionNow = async () => ((await as('GET', '/policy')).json() as { version: number }).version;
    const refusing = { mode: 'enforce', withFactor: 'refuse', withoutFactor: { outcome: 'refuse' } };
    const rule = { id: 'bob', name: 'First', match: { users: [ada.name] }, ...refusing };
    const begun = { startsAt: '2020-01-31T18:00:00Z', mails: false };
    const policyWith = (wave: object) => ({ ...withWave({}), rules: [{ ...rule, wave }] });
    const paused = { policy: policyWith({ ...begun, paused: true }), comment, totpCode: code() };
    expect((await as('PUT', '/policy', { ...paused, basedOn: await versionNow() })).status).toBe(200);
    const totpCode = code();
    const resumed = await as('POST', '/waves/bob/resume', { comment, totpCode });
    expect(answerOf(resumed)).toEqual([409, 'locks_you_out']);
    expect((await as('POST', '/settings/mail-test', { totpCode })).status).toBe(200);

    // Somebody else may do that, and take it back; then it is a version that one could go back to.
    const ben = await givenAdministrator(site, 6);
    const asBen = adminClient(site.gate, 'pat-user6');
    const next = codesOf(ben.secret, site.clock);
    const resume = { comment, totpCode: next() };
    const { version } = (await asBen('POST', '/waves/bob/resume', resume)).json() as { version: number };
    await asBen('POST', '/waves/bob/roll-back', { comment, totpCode: next() });
    const own = code();
    const back = await as('POST', '/policy/revert', { version, comment, totpCode: own });
    expect(answerOf(back)).toEqual([409, 'locks_you_out']);
    expect((await as('POST', '/settings/mail-test', { totpCode: own })).status).toBe(200);
    expect((await ada.visitor.open('/browse/DEMO-1')).status).toBe(200);
  });

  it('takes one of two changes that were made of the same version, at the same time', async () => {
    const ben = await givenAdministrator(site, 7);
    const both = [
      { send: as, next: code },
      { send: adminClient(site.gate, 'pat-user7'), next: codesOf(ben.secret, site.clock) },
    ];
    const { version: basedOn } = (await as('GET', '/settings')).json() as { version: number };
    const policyNow = (await as('GET', '/policy')).json() as { version: number };
    const race = async (method: string, path: string, body: object) => {
      const ready = both.map(({ send, next }) => ({ send, totpCode: next() }));
      const sent = ready.map(({ send, totpCode }) => send(method, path, { ...body, comment, totpCode }));
      return (await Promise.all(sent)).map(({ status }) => status).toSorted();
    };
    const settings = { rememberDays: 9 };
    expect(await race('PUT', '/settings', { settings, basedOn })).toEqual([200, 409]);
    const back = { version: 0, basedOn: policyNow.version };
    expect(await race('POST', '/policy/revert', back)).toEqual([200, 409]);
    expect((await as('GET', '/settings')).json()).toMatchObject({ version: basedOn + 1 });
  });

  it('blocks Basic authentication that is in use only where that was said', async () => {
    const lastSeen = new Date(site.clock.now - 24 * 60 * minute);
    await givenUses(site, [{ kind: 'basic', name: ada.name, allowed: true, lastSeen }]);
    const byBasic = () =>
      ask(site.gate.url, `${adminRest}/status`, { headers: { authorization: basicOf(ada) } });
    const put = async (more: object) => {
      const { version } = (await as('GET', '/settings')).json() as { version: number };
      const basicAuth = { mode: 'block', users: [], paths: [], networks: [] };
      return as('PUT', '/settings', { settings: { basicAuth }, basedOn: version, comment, ...more });
    };
    const totpCode = code();
    expect(answerOf(await put({ totpCode }))).toEqual([409, 'basic_in_use']);
    expect((await byBasic()).status).toBe(200);
    expect((await put({ totpCode, sure: true })).status).toBe(200);
    expect((await byBasic()).status).toBe(403);
    const { version } = (await as('GET', '/settings')).json() as { version: number };
    expect((await as('POST', '/settings/revert', { version: 0, comment, totpCode: code() })).status).toBe(
      200,
    );
    expect((await byBasic()).status).toBe(200);
    const back = { version, comment, totpCode: code() };
    expect(answerOf(await as('POST', '/settings/revert', back))).toEqual([409, 'basic_in_use']);
    expect((await byBasic()).status).toBe(200);
    expect((await as('POST', '/settings/revert', { ...back, sure: true })).status).toBe(200);
    expect((await byBasic()).status).toBe(403);
  });
});
