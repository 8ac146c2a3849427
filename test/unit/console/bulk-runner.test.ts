import { describe, expect, it } from 'vitest';
import { BulkJobs, BulkRunner } from '../../../admin/bulk/index.ts';
import { InProcessStore } from '../../../proxy/store/index.ts';
import { createFakeClock, createFakeRandomBytes } from '../../support/fakes/index.ts';

const by = 'JIRAUSER1';
const keys = Array.from({ length: 12 }, (_, at) => `K${at}`);

/** A run of which each person takes a second. */
async function given(stillMay: (asked: number) => Promise<boolean>) {
  const clock = createFakeClock(0);
  const jobs = new BulkJobs(new InProcessStore(clock.read), createFakeRandomBytes());
  const job = { kind: 'unlock', by, keys } as const;
  const id = await jobs.put(job);
  await jobs.take(id, by);
  const desk = {
    find: async () => {
      clock.pass(1_000);
      return undefined;
    },
  };
  let asked = 0;
  const runner = new BulkRunner({ jobs, desk, clock: clock.read, help: {} as never });
  await runner.run({
    ...{ id, job, hours: 0, requestFor: () => ({}) as never },
    stillMay: () => {
      asked += 1;
      return stillMay(asked);
    },
  });
  return { run: await jobs.findRun(id, by), asked };
}

describe('what is done to many people', () => {
  it('goes on while its administrator is one, who is looked up every five seconds', async () => {
    const { run, asked } = await given(async () => true);
    expect([run?.state, run?.entries.length, asked]).toEqual(['finished', 12, 2]);
  });

  it('ends within seconds of when they are none any more', async () => {
    const { run } = await given(async (asked) => asked < 2);
    expect(run).toMatchObject({ state: 'stopped', stoppedBy: 'you are no system administrator any more' });
    expect(run?.entries).toHaveLength(10);
  });

  it('ends where Jira does not say', async () => {
    const { run } = await given(() => Promise.reject(new Error('away')));
    expect(run).toMatchObject({ state: 'stopped', stoppedBy: expect.stringContaining('did not answer') });
    expect(run?.entries).toHaveLength(5);
  });
});
