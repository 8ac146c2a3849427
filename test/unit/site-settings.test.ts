import { describe, expect, it } from 'vitest';
import {
  readSettings,
  SettingsBook,
  SettingsDesk,
  type SiteSettings,
} from '../../proxy/site-settings/index.ts';
import { createFakeAuditLog, createFakeSiteDocuments } from '../support/fakes/index.ts';

const defaults: SiteSettings = {
  issuer: 'Jira (example.com)',
  sessionIdleMinutes: 300,
  rememberDays: 30,
  attempts: { perWindow: 10, windowMinutes: 15, lockMinutes: 15 },
  basicAuth: { mode: 'block', users: ['ci'], paths: [], networks: [] },
  adminMail: ['root@example.com'],
};

function given() {
  const documents = createFakeSiteDocuments();
  const audit = createFakeAuditLog();
  const problems: string[] = [];
  const book = new SettingsBook({ documents, defaults, onProblem: (problem) => problems.push(problem) });
  const desk = new SettingsDesk({ documents, book, audit });
  const change = (basedOn: number, document: unknown, comment = 'because') =>
    desk.change({
      ...{ basedOn, document, comment, address: '192.0.2.1', requestId: 'r' },
      actor: { userKey: 'K1', username: 'ada' },
    });
  const store = (basedOn: number, document: unknown) =>
    documents.append({
      ...{ kind: 'settings', basedOn, document, comment: 'by hand', actor: undefined, actorName: 'dba' },
    });
  return { documents, audit, problems, book, desk, change, store };
}

describe('settings', () => {
  it('are those of the environment until something is stored, and each by itself after that', async () => {
    const { book, change } = given();
    await book.reload();
    expect(book.current).toEqual(defaults);
    await change(0, { rememberDays: 0, attempts: { perWindow: 5 } });
    expect(book.current).toEqual({
      ...defaults,
      rememberDays: 0,
      attempts: { perWindow: 5, windowMinutes: 15, lockMinutes: 15 },
    });
    expect(book.state.version).toBe(1);
  });

  it('are not guessed before they were read', () => {
    expect(() => given().book.current).toThrow('no settings were read yet');
  });

  it('stay what they were when what is stored cannot be used', async () => {
    const { book, store, problems } = given();
    await book.reload();
    await store(0, { rememberDays: 'for ever' });
    await book.reload();
    expect(book.current.rememberDays).toBe(30);
    expect(problems).toEqual([
      'settings version 1 cannot be used: rememberDays: must be a whole number from 0 to 365',
    ]);
  });

  it('keep a gate from starting that cannot read them', async () => {
    const { book, store } = given();
    await store(0, { basicAuth: { mode: 'whatever' } });
    await expect(book.reload()).rejects.toThrow('cannot be used');
  });

  it('are changed by one of two at once, and the audit says by whom and why', async () => {
    const { change, audit } = given();
    expect(await change(0, { rememberDays: 1 }, 'shorter')).toEqual({ kind: 'changed', version: 1 });
    expect(await change(0, { rememberDays: 2 })).toEqual({ kind: 'outdated' });
    expect(audit.events).toHaveLength(1);
    expect(audit.events[0]).toMatchObject({
      ...{ type: 'settings.changed', reason: 'version 1: shorter', actor: { username: 'ada' } },
    });
  });

  it('can be taken back, to any version and to none', async () => {
    const { book, change, desk } = given();
    await change(0, { rememberDays: 1 });
    await change(1, { rememberDays: 2 });
    const rest = { comment: 'back', actor: { userKey: 'K1', username: 'ada' }, address: '', requestId: '' };
    expect(await desk.revert(1, { basedOn: 2, ...rest })).toEqual({ kind: 'changed', version: 3 });
    expect(book.current.rememberDays).toBe(1);
    expect(await desk.revert(9, { basedOn: 3, ...rest })).toEqual({ kind: 'unknown' });
    await desk.revert(0, { basedOn: 3, ...rest });
    expect(book.current).toEqual(defaults);
  });

  it.each([
    ['issuer', { issuer: '' }],
    ['issuer', { issuer: 'a:b' }],
    ['issuer', { issuer: 'a\nb' }],
    ['sessionIdleMinutes', { sessionIdleMinutes: 4 }],
    ['sessionIdleMinutes', { sessionIdleMinutes: '60' }],
    ['rememberDays', { rememberDays: 366 }],
    ['attempts.perWindow', { attempts: { perWindow: 2 } }],
    ['attempts.lockMinutes', { attempts: { lockMinutes: 1.5 } }],
    ['basicAuth.paths.0', { basicAuth: { mode: 'block', users: [], paths: ['/'], networks: [] } }],
    ['basicAuth.paths.1', { basicAuth: { mode: 'block', users: [], paths: ['/a', '*'], networks: [] } }],
    ['basicAuth.networks.0', { basicAuth: { mode: 'block', users: [], paths: [], networks: ['office'] } }],
    ['adminMail.0', { adminMail: ['root'] }],
    ['auditRetention.factor.*', { auditRetention: { 'factor.*': -1 } }],
    ['', { somethingElse: 1 }],
  ])('are refused with the place of the problem: %s', (path, document) => {
    const reading = readSettings(document);
    expect(reading.kind === 'invalid' && reading.problems.map((problem) => problem.path)).toEqual([path]);
  });
});
