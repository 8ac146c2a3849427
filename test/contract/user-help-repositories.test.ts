import { beforeAll, describe, expect, it } from 'vitest';
import {
  KnexAuditChain,
  KnexBreakGlassRequests,
  KnexEnrollmentRepository,
  KnexExemptionRepository,
  KnexHelpDeskCodeRepository,
  KnexResetLinkRepository,
} from '../../db/index.ts';
import type { EnrollmentRepository } from '../../proxy/enrollment/index.ts';
import type {
  BreakGlassRequests,
  ExemptionRepository,
  HelpDeskCode,
  HelpDeskCodeRepository,
  ResetLinkRepository,
} from '../../proxy/user-help/index.ts';
import { buildNewEnrollment } from '../support/builders/index.ts';
import {
  createFakeBreakGlassRequests,
  createFakeEnrollmentRepository,
  createFakeExemptions,
  createFakeHelpDeskCodes,
  createFakeResetLinks,
} from '../support/fakes/index.ts';
import { givenDatabase } from './given-database.ts';
import { times } from './open-repositories.ts';

const given = givenDatabase();

type Repositories = {
  readonly enrollments: EnrollmentRepository;
  readonly codes: HelpDeskCodeRepository;
  readonly links: ResetLinkRepository;
  readonly exemptions: ExemptionRepository;
  readonly requests: BreakGlassRequests;
};

const kinds: readonly (readonly [string, () => Repositories])[] = [
  [
    'the fake',
    () => {
      const enrollments = createFakeEnrollmentRepository();
      return {
        enrollments,
        codes: createFakeHelpDeskCodes(enrollments),
        links: createFakeResetLinks(enrollments),
        exemptions: createFakeExemptions(),
        requests: createFakeBreakGlassRequests(),
      };
    },
  ],
  [
    'PostgreSQL',
    () => ({
      enrollments: new KnexEnrollmentRepository(given.db),
      codes: new KnexHelpDeskCodeRepository(given.db),
      links: new KnexResetLinkRepository(given.db),
      exemptions: new KnexExemptionRepository(given.db),
      requests: new KnexBreakGlassRequests(given.db),
    }),
  ],
];

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 26, 12, minutes));

describe.each(kinds)('what helps one person: %s', (_name, open) => {
  let all: Repositories;
  let people = 0;
  beforeAll(() => {
    all = open();
  });
  const somebody = () => {
    people += 1;
    return `HELPED${people}`;
  };

  describe('help-desk codes', () => {
    const code = (userKey: string, changes: Partial<HelpDeskCode> = {}): HelpDeskCode => ({
      ...{ userKey, codeHash: `hash of ${userKey}`, kind: 'help_desk', issuedBy: 'admin' },
      ...{ issuedAt: at(0), expiresAt: at(30) },
      ...changes,
    });

    it('are kept for people who have nothing set up, one for each, the last one', async () => {
      const userKey = somebody();
      expect(await all.codes.find(userKey)).toBeUndefined();
      await all.codes.put(code(userKey));
      expect(await all.codes.find(userKey)).toEqual(code(userKey));
      const second = code(userKey, { codeHash: 'another', kind: 'break_glass' });
      await all.codes.put(second);
      expect(await all.codes.find(userKey)).toEqual(second);
      expect(await all.codes.consume(userKey, `hash of ${userKey}`, at(1))).toBe(false);
    });

    it('are used once, whoever asks at once', async () => {
      const userKey = somebody();
      await all.codes.put(code(userKey));
      const outcomes = await times(10, () => all.codes.consume(userKey, `hash of ${userKey}`, at(1)));
      expect(outcomes.filter((won) => won)).toHaveLength(1);
      expect(await all.codes.spend(userKey, 5, at(1))).toBeUndefined();
    });

    it('are tried so many times and no more, also at once', async () => {
      const userKey = somebody();
      await all.codes.put(code(userKey));
      const spent = await times(20, () => all.codes.spend(userKey, 5, at(1)));
      expect(spent.filter((one) => one !== undefined)).toHaveLength(5);
      await all.codes.put(code(userKey));
      expect(await all.codes.spend(userKey, 5, at(1))).toEqual(code(userKey));
    });

    it('end by the minute, and with the enrollment', async () => {
      const userKey = somebody();
      await all.codes.put(code(userKey));
      expect(await all.codes.spend(userKey, 5, at(30))).toBeUndefined();
      expect(await all.codes.consume(userKey, `hash of ${userKey}`, at(30))).toBe(false);
      expect(await all.codes.remove(userKey, at(29))).toBe(true);
      expect(await all.codes.remove(userKey, at(29))).toBe(false);
      await all.enrollments.create(buildNewEnrollment({ userKey, username: userKey.toLowerCase() }));
      await all.codes.put(code(userKey));
      await all.enrollments.remove(userKey);
      expect(await all.codes.find(userKey)).toBeUndefined();
    });
  });

  describe('reset links', () => {
    const link = (userKey: string, tokenHash = `token of ${userKey}`) => ({
      ...{ tokenHash, userKey, issuedAt: at(0), expiresAt: at(30) },
    });

    it('are one for each person: a second one voids the first', async () => {
      const userKey = somebody();
      await all.links.put(link(userKey));
      expect(await all.links.find(`token of ${userKey}`)).toEqual({ ...link(userKey), usedAt: undefined });
      await all.links.put(link(userKey, `second of ${userKey}`));
      expect(await all.links.find(`token of ${userKey}`)).toBeUndefined();
      await times(5, (one) => all.links.put(link(userKey, `at once ${one} ${userKey}`)));
      const live = await times(5, (one) => all.links.find(`at once ${one} ${userKey}`));
      expect(live.filter((one) => one !== undefined)).toHaveLength(1);
    });

    it('are used once, by their owner, in time', async () => {
      const userKey = somebody();
      await all.links.put(link(userKey));
      expect(await all.links.consume(somebody(), `token of ${userKey}`, at(1))).toBe(false);
      expect(await all.links.consume(userKey, `token of ${userKey}`, at(30))).toBe(false);
      const outcomes = await times(10, () => all.links.consume(userKey, `token of ${userKey}`, at(1)));
      expect(outcomes.filter((won) => won)).toHaveLength(1);
      expect((await all.links.find(`token of ${userKey}`))?.usedAt).toEqual(at(1));
    });

    it('end when their owner is set up, and go with the enrollment', async () => {
      const userKey = somebody();
      expect(await all.links.end(userKey, at(2))).toBe(false);
      await all.links.put(link(userKey));
      expect(await all.links.end(userKey, at(2))).toBe(true);
      expect(await all.links.consume(userKey, `token of ${userKey}`, at(3))).toBe(false);
      await all.enrollments.create(buildNewEnrollment({ userKey, username: userKey.toLowerCase() }));
      await all.enrollments.remove(userKey);
      expect(await all.links.find(`token of ${userKey}`)).toBeUndefined();
    });
  });

  it('exemptions end by themselves, early, and begin anew', async () => {
    const userKey = somebody();
    const exemption = { userKey, reason: 'phone lost', grantedAt: at(0), grantedBy: 'admin', endsAt: at(30) };
    expect(await all.exemptions.end(userKey, at(1))).toBe(false);
    await all.exemptions.grant(exemption);
    expect(await all.exemptions.find(userKey, at(29))).toEqual(exemption);
    expect(await all.exemptions.find(userKey, at(30))).toBeUndefined();
    expect(await all.exemptions.end(userKey, at(10))).toBe(true);
    expect(await all.exemptions.find(userKey, at(10))).toBeUndefined();
    expect(await all.exemptions.end(userKey, at(11))).toBe(false);
    await all.exemptions.grant({ ...exemption, reason: 'again', endsAt: at(50) });
    expect(await all.exemptions.find(userKey, at(40))).toMatchObject({ reason: 'again' });
  });

  it('break-glass requests are confirmed once, within their time', async () => {
    const request = {
      ...{
        targetKey: somebody(),
        reason: 'nobody left',
        startedBy: 'ann',
        startedAt: at(10),
        sealedHalf: 's',
      },
    };
    const id = await all.requests.start(request);
    expect(await all.requests.findOpen(id, at(10))).toBeUndefined();
    expect(await all.requests.findOpen(id, at(9))).toEqual(request);
    expect(await all.requests.findOpen('nothing like it', at(9))).toBeUndefined();
    expect(await all.requests.confirm(id, 'bob', at(21), at(10))).toBe(false);
    const outcomes = await times(10, () => all.requests.confirm(id, 'bob', at(12), at(9)));
    expect(outcomes.filter((won) => won)).toHaveLength(1);
    expect(await all.requests.findOpen(id, at(9))).toBeUndefined();
  });
});

describe('by PostgreSQL alone', () => {
  it('an exemption that the gate granted is not told as a change by hand', async () => {
    const exemptions = new KnexExemptionRepository(given.db);
    const base = { reason: 'x', grantedAt: at(0), grantedBy: 'admin', endsAt: at(30) };
    await exemptions.grant({ ...base, userKey: 'BYGATE' });
    await given.rows("UPDATE exemptions SET reason = 'y' WHERE user_key = 'BYGATE'");
    await new KnexAuditChain(given.db).chainStaged();
    const told = await given.rows("SELECT reason FROM audit_events WHERE target_key = 'BYGATE'");
    expect(told).toEqual([{ reason: 'update' }]);
  });

  it('the sealed half of a confirmed request is gone', async () => {
    const requests = new KnexBreakGlassRequests(given.db);
    const id = await requests.start({
      ...{ targetKey: 'GLASS', reason: 'why', startedBy: 'ann', startedAt: at(0), sealedHalf: 'sealed' },
    });
    await requests.confirm(id, 'bob', at(1), at(-1));
    expect(
      await given.rows(
        "SELECT sealed_half, confirmed_by FROM break_glass_requests WHERE target_key = 'GLASS'",
      ),
    ).toEqual([{ sealed_half: '', confirmed_by: 'bob' }]);
  });
});
