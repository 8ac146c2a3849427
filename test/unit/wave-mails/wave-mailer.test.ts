import { beforeEach, describe, expect, it } from 'vitest';
import { DeliveryError, type Mail } from '../../../proxy/notification/index.ts';
import { compilePolicy, type PolicyPerson } from '../../../proxy/policy/index.ts';
import { InProcessStore } from '../../../proxy/store/index.ts';
import { WaveMailer } from '../../../proxy/wave-mails/index.ts';
import { buildPolicy } from '../../support/builders/build-policy.ts';
import {
  buildPolicyPerson,
  createFakeAuditLog,
  createFakePeopleSource,
  createFakeWaveMailLedger,
} from '../../support/fakes/index.ts';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse('2026-06-01T08:00:00Z');
const wave = { startsAt: new Date(start).toISOString(), mails: true };
const grace = { outcome: 'grace', days: 14 };
const first = { id: 'first', match: { groups: ['it'] }, withoutFactor: grace, wave };

describe('the mails of a wave', () => {
  let now = start;
  let mails: Mail[];
  let began: Map<string, number>;
  let people: PolicyPerson[];
  let fails: DeliveryError | undefined;
  let failures: Error[];
  const store = () => new InProcessStore(() => now);
  beforeEach(() => {
    now = start + hour;
    mails = [];
    began = new Map();
    fails = undefined;
    failures = [];
    people = [buildPolicyPerson('ann', { groups: ['it'] })];
  });

  const given = (rules: object[] = [first], parts: { store?: InProcessStore; gate?: string } = {}) => {
    const audit = createFakeAuditLog();
    const mailer = new WaveMailer({
      ...{
        audit,
        ledger: given.ledger,
        store: parts.store ?? store(),
        clock: () => now,
        gate: parts.gate ?? 'one',
      },
      policies: { current: compilePolicy(buildPolicy({ rules }), 1) },
      people: {
        forEachActive: (each) =>
          createFakePeopleSource(
            people.map((one) => ({ ...one, graceStartedAt: one.graceStartedAt ?? began.get(one.userKey) })),
            2,
          ).forEachActive(each),
      },
      grace: {
        begin: async (userKey, at) => {
          if (began.has(userKey)) return false;
          began.set(userKey, at.getTime());
          return true;
        },
      },
      ...{
        forget: () => undefined,
        rest: async () => undefined,
        onFailure: (error: Error) => void failures.push(error),
      },
      mailer: {
        send: async (mail) => {
          if (fails !== undefined) throw fails;
          mails.push(mail);
        },
      },
      address: 'https://jira.example.com/enroll',
    });
    return { mailer, audit };
  };
  given.ledger = createFakeWaveMailLedger();
  beforeEach(() => {
    given.ledger = createFakeWaveMailLedger();
  });

  it('tell people once when it starts, and their time begins', async () => {
    const { mailer, audit } = given();
    expect(await mailer.run()).toBe(1);
    expect(mails[0]).toMatchObject({ to: { address: 'ann@example.com' } });
    expect(mails[0]?.text).toContain('from June 15, 2026 on');
    expect(mails[0]?.text).toContain('https://jira.example.com/enroll');
    expect(mails[0]?.text).not.toContain('not-me');
    expect(began.get('key-ann')).toBe(now);
    expect(audit.events).toMatchObject([
      { type: 'grace.started', reason: 'first', target: { username: 'ann' } },
    ]);
    expect(await mailer.run()).toBe(0);
  });

  it('remind them 14, 7 and 1 days before, and on the day, each once', async () => {
    const { mailer } = given([{ ...first, withoutFactor: { outcome: 'grace', days: 20 } }]);
    const sent: number[] = [];
    for (let hours = 0; hours < 24 * 25; hours += 6) {
      now = start + hour + hours * hour;
      if ((await mailer.run()) > 0) sent.push(hours / 24);
    }
    expect(sent).toEqual([0, 6, 13, 19, 20]);
    expect(mails.at(-1)?.subject).toContain('now');
  });

  it('are remembered while the wave stands, and for 90 days after it is gone or rolled back', async () => {
    const remembered = async () => (await given.ledger.sentTo('first', ['key-ann'])).length > 0;
    await given().mailer.run();
    now += 200 * day;
    await given([{ ...first, wave: { ...wave, paused: true } }]).mailer.run();
    expect(await remembered()).toBe(true);
    now = start + 80 * day;
    await given([]).mailer.run();
    expect(await remembered()).toBe(true);
    now = start + 91 * day;
    await given([{ ...first, mode: 'off' }]).mailer.run();
    expect(await remembered()).toBe(false);
  });

  it('are forgotten once a day, also while the gate runs on', async () => {
    const { mailer } = given([{ ...first, mode: 'off' }]);
    await given.ledger.claim('gone', 'key-ann', 'due', new Date(start - 89 * day));
    const remembered = async () => (await given.ledger.sentTo('gone', ['key-ann'])).length > 0;
    await mailer.run();
    now += 23 * hour;
    await mailer.run();
    expect(await remembered()).toBe(true);
    now += 2 * day;
    await mailer.run();
    expect(await remembered()).toBe(false);
  });

  it('go out also where what is old cannot be forgotten, and somebody hears of that', async () => {
    given.ledger.forget = () => Promise.reject(new Error('statement timeout'));
    const { mailer } = given();
    expect(await mailer.run()).toBe(1);
    expect(failures).toMatchObject([{ message: 'statement timeout' }]);
  });

  it('do not remind on the day after they told', async () => {
    const { mailer } = given();
    await mailer.run();
    now += 6 * hour;
    expect(await mailer.run()).toBe(0);
  });

  it.each<[string, object | undefined, Partial<PolicyPerson>]>([
    ['has a factor', undefined, { enrolled: true, methods: ['TOTP'] }],
    ['has no address', undefined, { email: '' }],
    ['is exempt', undefined, { exemptUntil: start + 99 * day }],
    ['is in another group', undefined, { groups: ['sales'] }],
    ['is in a wave without mails', { wave: { ...wave, mails: false } }, {}],
    ['is in a wave that is paused', { wave: { ...wave, paused: true } }, {}],
    ['is in a wave that begins later', { wave: { ...wave, startsAt: '2026-07-01T00:00:00Z' } }, {}],
    ['is in a wave that is only watched', { mode: 'monitor' }, {}],
    ['is in a wave that was rolled back', { mode: 'off' }, {}],
  ])('do not go to who %s', async (_, rule = {}, person) => {
    people = [buildPolicyPerson('ann', { groups: ['it'], ...person })];
    expect(await given([{ ...first, ...rule }]).mailer.run()).toBe(0);
    expect(began.size).toBe(0);
  });

  it('speak the language that somebody has in Jira', async () => {
    people = [buildPolicyPerson('bert', { groups: ['it'], locale: 'de_DE' })];
    await given().mailer.run();
    expect(mails[0]?.subject).toBe('Jira: Zwei-Schritt-Anmeldung bis 15. Juni 2026 einrichten');
  });

  it('are tried again where the mail server was away, and not where it may have taken them', async () => {
    const { mailer } = given();
    fails = new DeliveryError('unreachable');
    expect(await mailer.run()).toBe(0);
    expect(began.size).toBe(0);
    fails = undefined;
    expect(await mailer.run()).toBe(1);
    given.ledger = createFakeWaveMailLedger();
    const other = given().mailer;
    fails = new DeliveryError('timeout');
    await other.run();
    fails = undefined;
    expect(await other.run()).toBe(0);
  });

  it('are sent by one gate at a time, and by another one when that one died', async () => {
    const shared = store();
    await shared.set('wave-mails', 'dead', 5 * 60_000);
    const { mailer } = given([first], { store: shared, gate: 'two' });
    expect(await mailer.run()).toBe(0);
    now += 4 * 60_000;
    expect(await mailer.run()).toBe(0);
    now += 2 * 60_000;
    expect(await mailer.run()).toBe(1);
    expect(await shared.get('wave-mails')).toBeUndefined();
  });

  it('are bounded in one go, and go on in the next', async () => {
    people = Array.from({ length: 700 }, (_, at) => buildPolicyPerson(`p${at}`, { groups: ['it'] }));
    const { mailer } = given();
    expect([await mailer.run(), await mailer.run(), await mailer.run()]).toEqual([500, 200, 0]);
    expect(new Set(mails.map(({ to }) => to.address)).size).toBe(700);
  });

  it('stop when the gate does', async () => {
    const { mailer } = given();
    await mailer.stop();
    expect(await mailer.run()).toBe(0);
  });
});
