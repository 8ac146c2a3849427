import { beforeAll, describe, expect, it } from 'vitest';
import { KnexActivityStatistics, KnexAdoptionDays } from '../../db/index.ts';
import { givenDatabase } from './given-database.ts';

const given = givenDatabase();

describe('the lines of adoption', () => {
  const line = { active: 9, enrolled: 5, exempt: 1, inGrace: 2, locked: 0 };

  it('are one a day, and the later count stays', async () => {
    const days = new KnexAdoptionDays(given.db);
    const [early, late] = [new Date('2026-11-22T01:00:00Z'), new Date('2026-11-22T23:59:59Z')];
    expect(await days.countedAt('2026-11-22')).toBeUndefined();
    await days.write({ ...line, day: '2026-11-22', enrolled: 6 }, late);
    await days.write({ ...line, day: '2026-11-22' }, early);
    await days.write({ ...line, day: '2026-11-20' }, early);
    expect(await days.countedAt('2026-11-22')).toEqual(late);
    expect(await days.between('2026-11-20', '2026-11-22')).toEqual([
      { ...line, day: '2026-11-20' },
      { ...line, day: '2026-11-22', enrolled: 6 },
    ]);
    expect(await days.between('2026-11-21', '2026-11-21')).toEqual([]);
  });
});

describe('what the audit counts for each day', () => {
  const now = new Date('2026-11-22T23:30:00Z');
  const activity = () => new KnexActivityStatistics(given.db);

  it('is nothing as long as it counts nothing', async () => {
    await given.rows('DROP TABLE IF EXISTS audit_daily');
    expect(await activity().perDay(['factor.verified'], 30, now)).toEqual([]);
  });

  describe('once it does', () => {
    beforeAll(async () => {
      await given.rows('DROP TABLE IF EXISTS audit_daily');
      await given.rows('CREATE TABLE audit_daily (day date, type varchar, outcome varchar, events bigint)');
      await given.rows(`INSERT INTO audit_daily VALUES
        ('2026-11-22', 'factor.verified', 'success', 7), ('2026-11-22', 'factor.failed', 'failure', 2),
        ('2026-11-22', 'device.used', 'success', 3), ('2026-11-21', 'factor.verified', 'success', 3000000000),
        ('2026-11-20', 'factor.verified', 'success', 1), ('2026-11-23', 'factor.verified', 'success', 1)`);
    });

    it('is told by day, type and outcome, for the days that are asked for', async () => {
      const success = { type: 'factor.verified', outcome: 'success' };
      expect(await activity().perDay(['factor.verified', 'factor.failed'], 2, now)).toEqual([
        { day: '2026-11-21', ...success, events: 3_000_000_000 },
        { day: '2026-11-22', type: 'factor.failed', outcome: 'failure', events: 2 },
        { day: '2026-11-22', ...success, events: 7 },
      ]);
      expect(await activity().perDay([], 2, now)).toEqual([]);
    });
  });
});
