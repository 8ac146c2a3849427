/**
 * Attack: what a policy says of Jira's administration is stepped round in the gate's own administration: by an
 * administrator's session from a network from which it is refused, by one that is older than the policy wants, by a
 * method that does not count there, and by a fresh proof with such a method, asked for on the way to somewhere else.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  answerWithApp,
  consoleFormIn,
  consolePath,
  type GivenPerson,
  givenAdministrator,
  mailTestPath,
} from '../support/gate/administrator.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { givenPolicy, withinASecond } from '../support/gate/given-policy.ts';
import type { Visitor } from '../support/gate/index.ts';
import { keyOptionsIn, registerKey, SoftKey } from '../support/gate/soft-key.ts';

const minute = 60_000;
const pages = '/plugins/servlet/two-step';
const publicUrl = 'http://jira.localhost:8080';
const office = '192.0.2.10';
const elsewhere = '198.51.100.10';

describe('the console', () => {
  let pair: GatePair;
  let administrators = 0;
  let ada: GivenPerson;
  beforeAll(async () => {
    const mail = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'gate@example.com' };
    const env = { PUBLIC_URL: publicUrl, TSV_TRUSTED_PROXIES: '127.0.0.0/8', TSV_METHODS: 'TOTP,WEBAUTHN' };
    pair = await startPair({ ...env, ...mail }, { crowd: 9 });
  });
  afterAll(() => pair?.close());
  beforeEach(async () => {
    await givenPolicy(pair, { rules: [] });
    administrators += 1;
    ada = await givenAdministrator({ ...pair, gate: pair.first }, administrators);
    pair.clock.pass(30_000);
  });

  const from = (address: string, path = consolePath) =>
    ada.visitor.client.ask(path, { headers: { accept: 'text/html', 'x-forwarded-for': address } });
  const isSentTo = async (page: string, path = consolePath, visitor: Visitor = ada.visitor) =>
    (await visitor.open(path)).headers.location?.includes(`${pages}/${page}`) === true;

  it('is refused from where the policy refuses the administration', async () => {
    const refused = { withFactor: 'refuse', withoutFactor: { outcome: 'refuse' } };
    const rules = [
      { match: { paths: ['administration'], networks: [office] } },
      { match: { paths: ['administration'] }, ...refused },
    ];
    await givenPolicy(pair, { rules });
    await withinASecond(async () => (await from(elsewhere)).status === 403);
    expect((await from(elsewhere, mailTestPath)).status).toBe(403);
    expect((await from(office)).status).toBe(200);
  });

  it('wants as fresh a factor as the policy does, to look too', async () => {
    await givenPolicy(pair, { stepUp: [{ name: 'Admin', paths: ['administration'], minutes: 5 }] });
    expect((await ada.visitor.open(consolePath)).status).toBe(200);
    pair.clock.pass(5 * minute);
    const asked = await ada.visitor.open(consolePath);
    expect(asked.headers.location).toBe(`${pages}/confirm?destination=${encodeURIComponent(consolePath)}`);
    await answerWithApp(ada, pair, await ada.visitor.follow(asked));
    expect((await ada.visitor.open(consolePath)).status).toBe(200);
  });

  it('wants the same by REST, of a browser', async () => {
    const rest = '/rest/two-step-admin/1.0';
    const look = async () => {
      const { status, text } = await ada.visitor.client.ask(`${rest}/people/export`, {
        headers: { accept: 'application/json' },
      });
      return [status, /"code":"(\w+)"/.exec(text)?.[1]];
    };
    expect(await look()).toEqual([200, undefined]);
    await givenPolicy(pair, { stepUp: [{ name: 'Admin', paths: ['administration'], minutes: 5 }] });
    expect(await look()).toEqual([200, undefined]);
    pair.clock.pass(5 * minute);
    expect(await look()).toEqual([401, 'proof_too_old']);
    await givenPolicy(pair, { rules: [{ match: { paths: ['administration'] }, methods: ['WEBAUTHN'] }] });
    expect(await look()).toEqual([403, 'method_required']);
  });

  it('wants a method that counts for the administration', async () => {
    await givenPolicy(pair, { rules: [{ match: { paths: ['administration'] }, methods: ['WEBAUTHN'] }] });
    await withinASecond(() => isSentTo('add'));
    await registerKey(ada.visitor, new SoftKey({ origin: publicUrl }));
    await withinASecond(() => isSentTo('challenge'));
  });

  it('takes no fresh proof with a method that does not count there', async () => {
    const key = new SoftKey({ origin: publicUrl });
    await registerKey(ada.visitor, key);
    await givenPolicy(pair, { rules: [{ match: { paths: ['administration'] }, methods: ['WEBAUTHN'] }] });
    await withinASecond(() => isSentTo('challenge'));
    await showKeyFor(ada.visitor, key);
    const form = consoleFormIn(await ada.visitor.open(mailTestPath), '/mail-test');
    pair.clock.pass(11 * minute);
    const weak = `${pages}/confirm?destination=${encodeURIComponent('/browse/DEMO-1')}&method=app`;
    expect((await answerWithApp(ada, pair, await ada.visitor.open(weak))).headers.location).toBe(
      '/browse/DEMO-1',
    );
    expect((await ada.visitor.submit(mailTestPath, form)).headers.location).toContain(`${pages}/confirm`);
  });
});

/** On the way to the console, where the key is what counts. */
async function showKeyFor(visitor: Visitor, key: SoftKey): Promise<void> {
  const form = await visitor.open(
    `${pages}/challenge?method=key&destination=${encodeURIComponent(consolePath)}`,
  );
  const answer = await visitor.answerForm(form, { response: key.get(keyOptionsIn(form)) });
  expect(answer.headers.location).toBe(consolePath);
}
