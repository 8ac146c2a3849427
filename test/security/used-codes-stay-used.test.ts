/**
 * Attack: type a code again that somebody has used: within its half minute, at the other gate, after a restart, after
 * Redis has lost everything, or after the clock was set back. A code works once and ends all codes before it.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { letsIn } from '../support/gate/browsers.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { codeAt, Visitor } from '../support/gate/index.ts';
import { RestVisitor } from '../support/gate/rest-visitor.ts';

const step = 30_000;
const minute = 2 * step;
const hour = 60 * minute;

describe('a code that was used', () => {
  let pair: GatePair;
  let secret: string;
  beforeAll(async () => {
    pair = await startPair();
    ({ secret } = await new Visitor(pair.first.url).enroll('alice', 'alice-password', pair.clock.now));
  });
  afterAll(() => pair?.close());
  beforeEach(async () => {
    // How often one may try is another matter.
    await pair.query('DELETE FROM second_factor_attempts');
    pair.clock.pass(10 * minute);
  });

  const byPage = async (code: string, gateUrl = pair.first.url) => {
    const visitor = new Visitor(gateUrl);
    await visitor.logIn('alice', 'alice-password');
    return letsIn(await visitor.fillIn('challenge', { code }));
  };
  const byRest = async (code: string, gateUrl = pair.first.url) => {
    const rest = new RestVisitor(gateUrl);
    return letsIn(await rest.sendCode(await rest.begin('alice'), code));
  };
  const codeNow = (steps = 0) => codeAt(secret, pair.clock.now + steps * step);

  it.each<[string, () => Promise<unknown>]>([
    ['at once', async () => undefined],
    ['a step later', async () => pair.clock.pass(step)],
    ['when Redis has lost everything', () => pair.flushRedis()],
  ])('works no more %s, on either gate, by page or by REST', async (_, happens) => {
    const code = codeNow();
    expect(await byPage(code)).toBe(true);
    await happens();
    for (const { url } of [pair.first, pair.second]) {
      expect(await byPage(code, url)).toBe(false);
      expect(await byRest(code, url)).toBe(false);
    }
  });

  it('works no more after a restart', async () => {
    const gate = await pair.startGate();
    const code = codeNow();
    expect(await byRest(code, gate.url)).toBe(true);
    await gate.close();
    const restarted = await pair.startGate();
    expect(await byPage(code, restarted.url)).toBe(false);
    expect(await byRest(codeNow(1), restarted.url)).toBe(true);
  });

  it.each([0, 1])('ends the codes of earlier steps (used %s steps ahead)', async (ahead) => {
    const earlier = [-1, 0].filter((at) => at < ahead).map((at) => codeNow(at));
    expect(await byPage(codeNow(ahead))).toBe(true);
    for (const code of earlier) expect(await byRest(code, pair.second.url)).toBe(false);
  });

  it.each([
    [-20, false],
    [-3, false],
    [-2, false],
    [-1, true],
    [0, true],
    [1, true],
    [2, false],
    [3, false],
    [20, false],
  ])('was one of three: %s steps from now, %s', async (steps, good) => {
    expect(await byPage(codeNow(steps))).toBe(good);
  });

  it.each([
    ['a minute', minute],
    ['three hours', 3 * hour],
    ['a day', 24 * hour],
  ])('works no more when the clock is set back by %s', async (_, passed) => {
    const codes = [codeNow(-1), codeNow(), codeNow(1)];
    const [, used = ''] = codes;
    expect(await byPage(used)).toBe(true);
    pair.clock.pass(passed);
    // What was remembered of the first code is cleaned up with the second one.
    expect(await byPage(codeNow())).toBe(true);
    const latest = pair.clock.now;
    pair.clock.pass(-passed);
    for (const code of codes) expect(await byPage(code, pair.second.url)).toBe(false);
    pair.clock.now = latest + step;
  });
});
