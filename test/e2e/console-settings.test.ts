import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answerWithApp,
  consoleFormIn,
  consolePath,
  type GivenPerson,
  givenAdministrator,
} from '../support/gate/administrator.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { withinASecond } from '../support/gate/given-policy.ts';
import { Visitor } from '../support/gate/index.ts';

const settings = `${consolePath}/settings`;
const textOf = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('settings in the console', () => {
  let pair: GatePair;
  let ada: GivenPerson;
  const here = () => ({ gate: pair.first, clock: pair.clock, jira: pair.jira });
  beforeAll(async () => {
    pair = await startPair({ TSV_REMEMBER_DAYS: '7' }, { crowd: 9 });
    ada = await givenAdministrator(here(), 1);
  });
  afterAll(() => pair?.close());

  const edit = async (fields: Record<string, string>) => {
    const page = await ada.visitor.open(`${settings}/edit`);
    const form = consoleFormIn(page, '/settings/edit');
    return ada.visitor.submit(`${settings}/edit`, { ...form, comment: 'as agreed', ...fields });
  };
  const shown = async () => textOf((await ada.visitor.open(settings)).text);
  const basic = (gate = pair.second) =>
    new Visitor(gate.url).client.ask('/rest/api/2/myself', {
      headers: { authorization: `Basic ${Buffer.from('alice:alice-password').toString('base64')}` },
    });
  const store = (document: unknown) =>
    pair.query(
      `INSERT INTO site_documents (kind, version, document, actor_name, comment)
       SELECT 'settings', COALESCE(max(version), 0) + 1, $1::jsonb, 'test', 'test' FROM site_documents
       WHERE kind = 'settings'`,
      [JSON.stringify(document)],
    );

  it('say where each comes from', async () => {
    expect(await shown()).toMatch(/Remembered browsers 7 days .*? Environment TSV_REMEMBER_DAYS/);
    expect(await shown()).toMatch(/Idle sessions 300 minutes .*? Default TSV_SESSION_IDLE_MINUTES/);
  });

  it('are changed with a comment, which stands in the audit', async () => {
    const answer = await edit({ issuer: 'Our Jira', rememberDays: '3', perWindow: '5' });
    expect(answer.headers.location).toBe(`${settings}?changed=yes`);
    expect(await shown()).toMatch(/Name in apps Our Jira .*? Set here/);
    expect(await shown()).toMatch(/Remembered browsers 3 days .*? Set here/);
    const [event] = await pair.query<{ reason: string; actor_key: string }>(
      `SELECT reason, actor_key FROM audit_events WHERE type = 'settings.changed'`,
    );
    expect(event).toEqual({ reason: 'version 1: as agreed', actor_key: ada.userKey });
  });

  it('reach the other gate within a second: the name in apps', async () => {
    const visitor = new Visitor(pair.second.url);
    await visitor.logIn('user5', 'user5-password');
    await withinASecond(async () => {
      const { text } = await visitor.open('/plugins/servlet/two-step/enroll?method=app');
      return text.includes('Our Jira');
    });
  });

  it('reach both gates within a second: Basic authentication', async () => {
    expect((await basic()).status).toBe(403);
    await store({ basicAuth: { mode: 'block', users: [], paths: [], networks: ['127.0.0.0/8'] } });
    await withinASecond(async () => (await basic()).status === 200);
    await withinASecond(async () => (await basic(pair.first)).status === 200);
    await store({});
    await withinASecond(async () => (await basic()).status === 403);
  });

  it.each([
    [{ rememberDays: '999' }, 'Days must be a whole number from 0 to 365'],
    [{ sessionIdleMinutes: 'soon' }, 'must be a whole number from 5 to 720'],
    [{ adminMail: 'root' }, 'must be a mail address'],
    [{ auditRetention: 'factor.*' }, 'Write one action and its days a line'],
    [{ comment: '' }, 'Say why, in a few words.'],
  ])('that are wrong change nothing, and say what is wrong: %j', async (fields, words) => {
    const count = async () => (await pair.query('SELECT 1 FROM site_documents')).length;
    const before = await count();
    const answer = await edit(fields);
    expect(answer.status).toBe(400);
    expect(textOf(answer.text)).toContain(words);
    expect(await count()).toBe(before);
  });

  it('are not changed over somebody else’s change', async () => {
    const page = await ada.visitor.open(`${settings}/edit`);
    await store({ rememberDays: 1 });
    const form = consoleFormIn(page, '/settings/edit');
    const late = await ada.visitor.submit(`${settings}/edit`, {
      ...form,
      comment: 'late',
      rememberDays: '9',
    });
    expect(late.status).toBe(409);
    expect(textOf(late.text)).toContain('Somebody else changed the settings meanwhile.');
    await withinASecond(async () => (await shown()).includes('Remembered browsers 1 days'));
  });

  it('can be taken back to what they were', async () => {
    const history = textOf((await ada.visitor.open(`${settings}/history`)).text);
    expect(history).toContain('as agreed');
    const path = `${settings}/revert?version=1`;
    const form = consoleFormIn(await ada.visitor.open(path), '/settings/revert');
    const answer = await ada.visitor.submit(path, { ...form, comment: 'it was better' });
    expect(answer.headers.location).toBe(`${settings}?changed=yes`);
    expect(await shown()).toContain('Our Jira');
    expect((await ada.visitor.open(`${settings}/revert?version=999`)).status).toBe(404);
  });

  it('of sessions count from then on: a shorter idle limit ends one that was idle', async () => {
    const idle = await givenAdministrator(here(), 2);
    await store({ sessionIdleMinutes: 5 });
    await withinASecond(async () => (await shown()).includes('Idle sessions 5 minutes'));
    pair.clock.pass(6 * 60_000);
    const answer = await idle.visitor.client.ask(consolePath, { headers: { accept: 'text/html' } });
    expect(answer.headers.location).toContain('/challenge');
    await answerWithApp(idle, here(), await idle.visitor.open(answer.headers.location ?? ''));
    expect((await idle.visitor.open(consolePath)).status).toBe(200);
  });
});
