import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../proxy/policy/index.ts';
import { previewPolicy } from '../../../proxy/policy/preview-policy.ts';
import { buildPolicy } from '../../support/builders/build-policy.ts';
import { buildPolicyPerson, createFakePeopleSource } from '../../support/fakes/index.ts';

const now = Date.parse('2026-06-01T12:00:00Z');
const clocks = { clock: () => now, steadyClock: () => performance.now() };
const may = { withFactor: 'exempt', withoutFactor: { outcome: 'exempt' } };
const everybodyGoesOn = buildPolicy({ default: { withoutFactor: { outcome: 'exempt' } } });

const crowd = [
  buildPolicyPerson('app', { enrolled: true, methods: ['TOTP'], groups: ['staff'] }),
  buildPolicyPerson('key', { enrolled: true, methods: ['WEBAUTHN'], groups: ['staff'] }),
  buildPolicyPerson('new', { groups: ['staff'] }),
  buildPolicyPerson('late', { groups: ['staff'], graceStartedAt: now - 99 * 24 * 3_600_000 }),
  buildPolicyPerson('let-off', { groups: ['staff'], exemptUntil: now + 1_000 }),
  buildPolicyPerson('other'),
];

const preview = (after: object, place = {}, people = crowd) =>
  previewPolicy(
    compilePolicy(everybodyGoesOn, 1),
    compilePolicy(buildPolicy(after), 2),
    { people: createFakePeopleSource(people, 4), ...clocks },
    place,
  );

describe('the preview of a policy', () => {
  it('counts whom it would reach, before and after, with names', async () => {
    const grace = { outcome: 'grace', days: 14 };
    const rules = [{ match: { groups: ['staff'] }, methods: ['WEBAUTHN'], withoutFactor: grace }];
    const result = await preview({ rules, default: { withoutFactor: { outcome: 'exempt' } } });
    expect(result).toMatchObject({
      people: 6,
      withoutFactor: 4,
      affected: 3,
      affectedWithoutFactor: 2,
      watched: 0,
    });
    expect(
      Object.fromEntries(result.states.map(({ state, before, after }) => [state, [before, after]])),
    ).toEqual({
      require: [2, 1],
      add_method: [0, 1],
      enroll: [0, 1],
      grace: [0, 1],
      none: [4, 2],
      refuse: [0, 0],
    });
    expect(result.changes).toEqual(
      expect.arrayContaining([
        { from: 'require', to: 'add_method', count: 1, examples: ['app'] },
        { from: 'none', to: 'grace', count: 1, examples: ['new'] },
        { from: 'none', to: 'enroll', count: 1, examples: ['late'] },
      ]),
    );
  });

  it('thinks of people outside of all networks, or where it is told', async () => {
    const rules = [{ match: { networks: ['0.0.0.0/0', '::/0'] }, ...may }];
    expect((await preview({ rules })).affected).toBe(3);
    expect((await preview({ rules }, { address: '192.0.2.1' })).states[0]).toMatchObject({
      before: 2,
      after: 0,
    });
  });

  it('counts whom a rule in monitor mode would stop', async () => {
    const rules = [{ mode: 'monitor', match: { groups: ['staff'] } }];
    const result = await preview({ rules, default: { withoutFactor: { outcome: 'exempt' } } });
    expect([result.affected, result.watched]).toEqual([0, 2]);
  });

  it('names fifty people of each change at most', async () => {
    const many = Array.from({ length: 80 }, (_, at) => buildPolicyPerson(`p${at}`));
    const [change] = (await preview({}, {}, many)).changes;
    expect([change?.count, change?.examples.length]).toEqual([80, 50]);
  });

  it('judges a hundred thousand people without keeping others waiting', async () => {
    const many = Array.from({ length: 100_000 }, (_, at) =>
      buildPolicyPerson(`p${at}`, { groups: ['a', 'b', 'staff'] }),
    );
    const rules = Array.from({ length: 20 }, (_, at) => ({ match: { groups: [`g${at}`] }, ...may }));
    let turns = 0;
    let timer: NodeJS.Immediate;
    const somebodyElse = () => {
      turns += 1;
      timer = setImmediate(somebodyElse);
    };
    timer = setImmediate(somebodyElse);
    const result = await previewPolicy(
      compilePolicy(everybodyGoesOn, 1),
      compilePolicy(buildPolicy({ rules }), 2),
      { people: createFakePeopleSource(many, 100_000), ...clocks },
    );
    clearImmediate(timer);
    expect(result.affected).toBe(100_000);
    // Once would be all at once; how long each slice takes is for a benchmark.
    expect(turns).toBeGreaterThan(3);
  });
});
