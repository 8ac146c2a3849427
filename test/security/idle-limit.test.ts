/**
 * Attack: find a browser that somebody left hours ago. A verified session that was not used for some hours has to be
 * verified again, on every gate; whoever works goes on.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite, Visitor } from '../support/gate/index.ts';

const minutes = 60_000;

describe('a verified session that nobody uses', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite({ TSV_SESSION_IDLE_MINUTES: '30' });
  });
  afterAll(() => site?.close());

  const look = async (visitor: Visitor) => (await visitor.open('/browse/DEMO-1')).status;

  it('is over after the limit, and not before', async () => {
    const alice = new Visitor(site.gate.url);
    await alice.enroll('alice', 'alice-password', site.clock.now);
    for (let round = 0; round < 5; round += 1) {
      site.clock.pass(29 * minutes);
      expect(await look(alice)).toBe(200);
    }
    site.clock.pass(31 * minutes);
    const answer = await alice.open('/browse/DEMO-1');
    expect(answer.headers.location).toContain('/two-step/challenge');
    expect(answer.headers['x-ausername']).toBeUndefined();
  });
});
