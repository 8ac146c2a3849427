/**
 * Attack: whoever has only the password opens something long while nothing more is asked (before a policy, during an
 * exemption, before the owner has set up a factor), and goes on reading when that is over.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { answerWithApp } from '../support/gate/administrator.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { givenPolicy, withinASecond } from '../support/gate/given-policy.ts';
import { formsOf, Visitor, waitFor } from '../support/gate/index.ts';

const stream = '/rest/stand-in/1.0/stream?chunks=1000&ms=50';
const optional = { withoutFactor: { outcome: 'optional' } };
/** The gates look every five seconds. */
const soon = 8_000;

describe('what runs without a second factor, or with less than is wanted by now', () => {
  let pair: GatePair;
  let used = 0;
  beforeAll(async () => {
    pair = await startPair({}, { crowd: 9 });
  });
  afterAll(() => pair?.close());

  const somebody = () => {
    used += 1;
    return { name: `user${used}`, userKey: `JIRAUSER${30_000 + used}` };
  };
  /** Whoever has the password, reading and listening at the second gate; answers what has become of it. */
  const thief = (name: string) =>
    reader(async (visitor) => void (await visitor.logIn(name, `${name}-password`)));
  const reader = async (arrive: (visitor: Visitor) => Promise<void>) => {
    const visitor = new Visitor(pair.second.url);
    await arrive(visitor);
    await withinASecond(async () => (await visitor.open('/browse/DEMO-1')).status === 200);
    const cookie = [...visitor.client.cookies].map((one) => one.join('=')).join('; ');
    const url = `ws://localhost:${pair.second.port}/plugins/servlet/stand-in/echo`;
    const socket = new WebSocket(url, { headers: { cookie } });
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('open', resolve));
    pair.jira.control.clearRequests();
    let reading = true;
    const over = () => {
      reading = false;
    };
    void visitor.client.ask(stream).then(over, over);
    await waitFor(() => pair.jira.requests.some(({ target }) => target === stream));
    return () => ({ reading, listening: socket.readyState === WebSocket.OPEN });
  };
  const ended = { reading: false, listening: false };
  const running = { reading: true, listening: true };

  it('ends with the policy that allowed it', async () => {
    await givenPolicy(pair, { default: optional });
    const { name } = somebody();
    const state = await thief(name);
    await givenPolicy(pair, { rules: [] });
    await waitFor(() => state().reading === false && state().listening === false, soon);
    expect(state()).toEqual(ended);
  });

  it('ends with the exemption', async () => {
    const { name, userKey } = somebody();
    await pair.query(
      `INSERT INTO exemptions (user_key, ends_at, reason, granted_at, granted_by) VALUES ($1, $2, 'lost', now(), 'erin')`,
      [userKey, new Date(pair.clock.now + 60_000)],
    );
    const state = await thief(name);
    pair.clock.pass(60_000);
    await waitFor(() => state().reading === false && state().listening === false, soon);
  });

  it('ends when the owner has a factor, and runs on until then', async () => {
    await givenPolicy(pair, { default: optional });
    const { name } = somebody();
    const state = await thief(name);
    await new Promise((resolve) => setTimeout(resolve, soon));
    expect(state()).toEqual(running);
    const owner = new Visitor(pair.first.url);
    await owner.enroll(name, `${name}-password`, pair.clock.now);
    await waitFor(() => state().reading === false && state().listening === false, soon);
  });

  it('ends with the login that its owner ends on their own page, on every gate, and with no other', async () => {
    await givenPolicy(pair, { rules: [] });
    const { name } = somebody();
    const owner = new Visitor(pair.first.url);
    const { secret } = await owner.enroll(name, `${name}-password`, pair.clock.now);
    const enter = async (visitor: Visitor) => {
      await visitor.logIn(name, `${name}-password`);
      await answerWithApp(
        { visitor, secret },
        pair,
        await visitor.follow(await visitor.open('/browse/DEMO-1')),
      );
    };
    const kept = await reader(enter);
    const stolen = await reader(enter);
    const page = await owner.open('/plugins/servlet/two-step/profile');
    // The latest login comes first, after one's own.
    const [latest] = formsOf(page.text).filter(
      ({ action, hidden }) => action.endsWith('/sessions') && hidden.id !== 'others',
    );
    if (latest === undefined) throw new Error('no login to end');
    await owner.submit(latest.action, latest.hidden);
    await waitFor(() => stolen().listening === false, 2_000);
    expect([stolen(), kept()]).toEqual([ended, running]);
  });

  it('ends where all sessions were ended and no gate heard of it', async () => {
    const { name } = somebody();
    const state = await reader(async (visitor) => {
      await visitor.enroll(name, `${name}-password`, pair.clock.now);
    });
    // Whatever the gates remember of each other is gone, and nothing was announced.
    await pair.flushRedis();
    await waitFor(() => state().reading === false && state().listening === false, soon);
  });

  it('ends where the policy wants another method, or a fresh one, of somebody who is verified', async () => {
    await givenPolicy(pair, { rules: [] });
    for (const stricter of [
      { default: { methods: ['WEBAUTHN'] } },
      { rules: [], stepUp: [{ name: 'All', paths: ['rest', 'pages'], minutes: 5 }] },
    ]) {
      const { name } = somebody();
      const state = await reader(async (visitor) => {
        await visitor.enroll(name, `${name}-password`, pair.clock.now);
        pair.clock.pass(6 * 60_000);
      });
      expect(state()).toEqual(running);
      await givenPolicy(pair, stricter);
      await waitFor(() => state().reading === false && state().listening === false, soon);
      await givenPolicy(pair, { rules: [] });
    }
  });
});
