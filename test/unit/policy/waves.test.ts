import { describe, expect, it } from 'vitest';
import { EnrollmentDirectory } from '../../../proxy/enrollment/index.ts';
import { PolicyAdmin, PolicyBook, WaveAdmin, WaveProgress, withWave } from '../../../proxy/policy/index.ts';
import { buildFacts } from '../../support/builders/build-facts.ts';
import { buildPolicy } from '../../support/builders/build-policy.ts';
import {
  buildPolicyPerson,
  createFakeAuditLog,
  createFakePeopleSource,
  createFakeSiteDocuments,
  createFakeWaveDays,
} from '../../support/fakes/index.ts';

const now = Date.parse('2026-06-01T12:00:00Z');
const started = { startsAt: '2026-05-01T00:00:00Z', mails: false };
const wave = (id: string, more: object = {}) => ({
  id,
  name: id,
  match: { groups: [id] },
  wave: started,
  ...more,
});
const erin = { userKey: 'JIRAUSER7', username: 'erin', groups: [] };
const origin = { address: '192.0.2.7', requestId: 'r1' };

async function given(document = buildPolicy()) {
  const documents = createFakeSiteDocuments(() => now);
  const policies = new PolicyBook({ documents, initial: document, onProblem: () => undefined });
  await policies.reload();
  const audit = createFakeAuditLog();
  const enrolled = { enrolled: true, methods: ['TOTP'] };
  const crowd = [
    buildPolicyPerson('ann', { groups: ['First'], ...enrolled }),
    buildPolicyPerson('bob', { groups: ['first'] }),
    buildPolicyPerson('cid', { groups: ['second'], ...enrolled }),
  ];
  const people = createFakePeopleSource(crowd, 500, now);
  const admin = new PolicyAdmin({
    ...{ documents, policies, initial: document, audit, people, clock: () => now, steadyClock: () => 0 },
    siteMethods: ['TOTP', 'WEBAUTHN'],
    enrollments: new EnrollmentDirectory(
      async () => buildFacts('2026-01-01'),
      () => now,
    ),
  });
  const days = createFakeWaveDays();
  const progress = new WaveProgress({ people, days, clock: () => now, steadyClock: () => 0 });
  return { waves: new WaveAdmin({ admin, audit }), admin, progress, days, policies, audit };
}

describe('waves of a roll-out', () => {
  it('are counted by their people, and have a state', async () => {
    const document = buildPolicy({
      rules: [
        wave('first'),
        wave('second'),
        wave('later', { wave: { ...started, startsAt: '2026-07-01T00:00:00Z' } }),
        wave('held', { wave: { ...started, paused: true } }),
        wave('back', { mode: 'off' }),
        { id: 'plain' },
      ],
    });
    const { progress } = await given(document);
    const told = (await progress.list(document)).map(({ rule, state, count }) => [
      rule.id,
      state,
      count?.enrolled,
      count?.people,
    ]);
    expect(told).toEqual([
      ['first', 'running', 1, 2],
      ['second', 'done', 1, 1],
      ['later', 'planned', 0, 0],
      ['held', 'paused', 0, 0],
      ['back', 'rolled_back', 0, 0],
    ]);
  });

  it('leave a line for each day and wave', async () => {
    const document = buildPolicy({ rules: [wave('first'), wave('second'), wave('empty')] });
    const { progress } = await given(document);
    expect(await progress.history(document, 30)).toEqual(new Map());
    await progress.keep(document);
    expect(await progress.history(document, 30)).toEqual(
      new Map([
        ['first', [{ day: '2026-06-01', people: 2, enrolled: 1 }]],
        ['second', [{ day: '2026-06-01', people: 1, enrolled: 1 }]],
        ['empty', [{ day: '2026-06-01', people: 0, enrolled: 0 }]],
      ]),
    );
  });

  it('are counted once an hour when nobody looks', async () => {
    const document = buildPolicy({ rules: [wave('first')] });
    const { progress, days } = await given(document);
    const known = async () =>
      (await progress.latest(document)).map(({ state, count }) => [state, count?.people]);
    expect(await known()).toEqual([['running', undefined]]);
    const all = new Map([['first', { people: 7, enrolled: 7 }]]);
    await days.write('2026-06-01', all, new Date(now - 3_600_000));
    await progress.keep(document);
    expect(await known()).toEqual([['done', 7]]);
    const later = await given(document);
    await later.days.write('2026-06-01', all, new Date(now - 3_600_001));
    await later.progress.keep(document);
    expect((await later.progress.latest(document)).map(({ count }) => count?.people)).toEqual([2]);
  });

  it('are previewed as of when the last of them has begun', async () => {
    const later = (startsAt: string, more: object = {}) => ({
      ...{ wave: { ...started, startsAt, ...more }, withoutFactor: { outcome: 'exempt' } },
    });
    const draft = buildPolicy({
      rules: [
        wave('first', later('2026-07-02T00:00:00Z')),
        wave('second', later('2026-07-01T00:00:00Z')),
        wave('held', later('2026-09-01T00:00:00Z', { paused: true })),
        wave('back', { ...later('2026-09-02T00:00:00Z'), mode: 'off' }),
      ],
    });
    const { admin } = await given();
    const lastBegins = Date.parse('2026-07-02T00:00:00Z');
    expect(await admin.plan(draft)).toMatchObject({ affected: 1, loginAt: lastBegins });
    expect(await admin.plan(draft, { at: now })).toMatchObject({ affected: 0, loginAt: now });
    expect(await admin.plan(buildPolicy())).toMatchObject({ loginAt: now });
  });

  it('come after the waves before them, and before whatever is about everybody', () => {
    const rule = buildPolicy({ rules: [wave('new')] }).rules[0];
    if (rule === undefined) throw new Error('no rule');
    const ids = (rules: object[]) => withWave(buildPolicy({ rules }), rule).rules.map(({ id }) => id);
    expect(ids([])).toEqual(['new']);
    expect(ids([{ id: 'a', match: { users: ['x'] } }, { id: 'all' }])).toEqual(['a', 'new', 'all']);
    expect(ids([wave('first'), { id: 'b', match: { users: ['x'] } }])).toEqual(['first', 'new', 'b']);
  });

  it.each([
    ['pause', 'wave.paused', { wave: { paused: true } }],
    ['resume', 'wave.resumed', { wave: { paused: false } }],
    ['roll_back', 'wave.rolled_back', { mode: 'off' }],
  ] as const)('%s takes effect at once, with a reason', async (action, type, rule) => {
    const { waves, policies, audit } = await given(buildPolicy({ rules: [wave('first')] }));
    const outcome = await waves.change({ rule: 'first', action, comment: 'help desk', actor: erin, origin });
    expect(outcome).toEqual({ kind: 'published', version: 1 });
    expect(policies.current.document.rules[0]).toMatchObject(rule);
    expect(audit.events.map((event) => [event.type, event.reason])).toEqual([
      ['policy.changed', 'version 1: help desk'],
      [type, 'first: help desk'],
    ]);
  });

  it('are not changed where there is none, or where it would lock out whoever does it', async () => {
    const refuse = { withFactor: 'refuse', withoutFactor: { outcome: 'refuse' } };
    const { waves, audit } = await given(
      buildPolicy({ rules: [wave('first', { match: {} })], default: refuse }),
    );
    const change = (rule: string) =>
      waves.change({ rule, action: 'roll_back', comment: 'why', actor: erin, origin });
    expect(await change('nothing')).toEqual({ kind: 'not_found' });
    expect((await change('first')).kind).toBe('locks_you_out');
    expect(audit.events).toEqual([]);
  });
});
