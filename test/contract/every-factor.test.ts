/** What holds for every factor, whichever it is, held against the registry: one that is added has to pass, too. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { factorModules } from '../../proxy/authenticators/registry.ts';
import { copyOf, letsIn, personSeen } from '../support/gate/browsers.ts';
import {
  type FactorHand,
  factorHands,
  type HandSurroundings,
  type Owner,
} from '../support/gate/factor-hands.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { crowdPerson, givenAdministrator } from '../support/gate/help-desk.ts';
import { type GateHere, Visitor } from '../support/gate/index.ts';
import { sendBytes } from '../support/jira/raw-client.ts';
import { startDuo, type TestDuo } from '../support/servers/duo.ts';
import { startSmsProvider, type TestSmsProvider } from '../support/servers/sms-provider.ts';
import { startSmtp, type TestSmtp } from '../support/servers/smtp.ts';

const origin = 'http://jira.localhost:8080';
const webhookKey = Buffer.alloc(32, 5);
const duoKeys = {
  integrationKey: 'DIXXXXXXXXXXXXXXXXXX',
  secretKey: 'thisisnotarealsecretkeyofduo0123456789ab',
};

const methods = factorModules.map(({ method }) => method);

describe('every factor', () => {
  let pair: GatePair;
  let servers: { smtp: TestSmtp; sms: TestSmsProvider; duo: TestDuo };
  let hands: readonly FactorHand[];
  let people = 0;

  beforeAll(async () => {
    const [smtp, sms, duo] = await Promise.all([
      startSmtp(),
      startSmsProvider({ webhook: { secret: webhookKey } }),
      startDuo(duoKeys),
    ]);
    servers = { smtp, sms, duo };
    pair = await startPair(
      {
        PUBLIC_URL: origin,
        TSV_METHODS: 'WEBAUTHN,DUO,TOTP,SMS,EMAIL,SECURITY_QUESTIONS',
        ...{ SMTP_URL: smtp.url, MAIL_FROM: 'jira@example.com' },
        ...{ TSV_SMS_WEBHOOK_URL: sms.webhookUrl, TSV_SMS_WEBHOOK_SECRET: webhookKey.toString('base64') },
        ...{ TSV_DUO_HOST: duo.host, TSV_DUO_CA: duo.ca },
        ...{ TSV_DUO_INTEGRATION_KEY: duoKeys.integrationKey, TSV_DUO_SECRET_KEY: duoKeys.secretKey },
        TSV_QUESTION_NETWORKS: '127.0.0.0/8,::1',
      },
      { crowd: 120 },
    );
    const admin = await givenAdministrator(pair.first, pair.clock.now);
    const readOut = async ({ number }: Owner) => {
      const outcome = await pair.first.help.helpDeskCodes.issue(admin.asks(crowdPerson(number)));
      return outcome.kind === 'issued' ? outcome.code : '';
    };
    const site: HandSurroundings = { origin, clock: pair.clock, readOut, ...servers };
    hands = factorHands(site);
  });
  afterAll(async () => {
    await pair?.close();
    await Promise.all(Object.values(servers ?? {}).map((server) => server.close()));
  });
  beforeEach(async () => {
    // Providers refuse what was signed at another time than theirs.
    pair.clock.now = Date.now();
    // How many wrong answers one address may give within a minute is tested elsewhere.
    await sendBytes(pair.redis.port, 'DEL two-step:address:127.0.0.1\r\nQUIT\r\n');
  });

  it('has a hand that knows how to use it', () => {
    expect(hands.map(({ method }) => method).sort()).toEqual([...methods].sort());
  });

  describe.each(methods)('%s', (method) => {
    let hand: FactorHand;
    let owner: Owner;
    beforeEach(async () => {
      const found = hands.find((one) => one.method === method);
      if (found === undefined) throw new Error(`no hand for ${method}`);
      hand = found;
      owner = await enrolled();
    });

    const logIn = async ({ name }: Owner, gate: GateHere = pair.first) => {
      const visitor = new Visitor(gate.url);
      await visitor.logIn(name, `${name}-password`);
      return visitor;
    };
    const enrolled = async (): Promise<Owner> => {
      people += 1;
      const person = { name: `user${people}`, number: people };
      const visitor = await logIn(person);
      const done = await hand.setUp(visitor, person);
      expect(done.status).toBe(200);
      expect(await personSeen(visitor)).toBe(person.name);
      pair.clock.pass(30_000);
      return person;
    };
    const eventsOf = async ({ name }: Owner) =>
      (
        await pair.query<{ type: string }>(
          'SELECT type FROM audit_events WHERE target_name = $1 ORDER BY id',
          [name],
        )
      ).map(({ type }) => type);
    /** In front of the page, with the fields of a right answer. */
    const ready = async (person: Owner, gate?: GateHere) => {
      const visitor = await logIn(person, gate);
      const page = await hand.ask(visitor, person);
      return { visitor, page, fields: await hand.right(page, person) };
    };

    it('lets its owner in and says so in the audit', async () => {
      const { visitor, page, fields } = await ready(owner);
      expect(await personSeen(visitor)).toBeUndefined();
      expect(letsIn(await visitor.answerForm(page, fields))).toBe(true);
      expect(await personSeen(visitor)).toBe(owner.name);
      expect(await eventsOf(owner)).toContain(hand.events.right);
    });

    it('takes a right answer once, here and at another gate, now and in a new login', async () => {
      const { visitor, page, fields } = await ready(owner);
      const copy = copyOf(visitor, pair.second.url);
      const answers = await Promise.all([visitor.answerForm(page, fields), copy.answerForm(page, fields)]);
      expect(answers.filter(letsIn)).toHaveLength(1);
      expect(letsIn(await copy.answerForm(page, fields))).toBe(false);
      if (!hand.singleUse) return;
      const later = await logIn(owner, pair.second);
      const again = await later.open(hand.page);
      // Where something has to be sent first, the old answer is given without it.
      const replayed = { ...fields, ...(fields.code === undefined ? {} : { step: '' }) };
      expect(letsIn(await later.answerForm(again, replayed))).toBe(false);
      expect(await personSeen(later)).toBeUndefined();
    });

    it('takes nobody else’s answer', async () => {
      const other = await enrolled();
      const { fields } = await ready(owner);
      const visitor = await logIn(other);
      const page = await hand.ask(visitor, other);
      // What is approved elsewhere is no field: then it is the other one's own push that nobody answered.
      expect(letsIn(await visitor.answerForm(page, fields))).toBe(false);
      expect(await personSeen(visitor)).toBeUndefined();
    });

    it('ends the login after five wrong answers, counted for the person, and says so in the audit', async () => {
      const visitor = await logIn(owner);
      let page = await hand.ask(visitor, owner);
      for (let attempt = 1; attempt <= 5; attempt += 1) {
        expect(page.status).toBe(200);
        page = await visitor.answerForm(page, { ...hand.wrong, step: '' });
      }
      expect(page.headers.location).toContain('/ended');
      expect((await eventsOf(owner)).filter((type) => type === hand.events.wrong)).toHaveLength(5);
      const [row] = await pair.query<{ failures_in_a_row: number }>(
        `SELECT failures_in_a_row FROM second_factor_attempts JOIN app_user USING (user_key)
         WHERE lower_user_name = $1`,
        [owner.name],
      );
      expect(row?.failures_in_a_row).toBe(5);
    });

    it('lets nobody in while attempts cannot be counted, and keeps nothing from its owner afterwards', async () => {
      const { visitor, page, fields } = await ready(owner);
      await pair.query('ALTER TABLE second_factor_attempts RENAME TO attempts_away');
      try {
        const answer = await visitor.answerForm(page, fields);
        expect(answer.status).toBe(503);
        expect(letsIn(answer)).toBe(false);
      } finally {
        await pair.query('ALTER TABLE attempts_away RENAME TO second_factor_attempts');
      }
      expect(await personSeen(visitor)).toBeUndefined();
      const again = await ready(owner);
      expect(letsIn(await again.visitor.answerForm(again.page, again.fields))).toBe(true);
    });

    it('lets nobody in after Redis has forgotten what was asked', async () => {
      const { visitor, page, fields } = await ready(owner);
      await pair.flushRedis();
      expect(letsIn(await visitor.answerForm(page, fields))).toBe(false);
      expect(await personSeen(visitor)).toBeUndefined();
    });

    it('is worth nothing after the enrollment was deleted by hand', async () => {
      const { visitor, page, fields } = await ready(owner);
      await pair.query(
        `DELETE FROM "AO_ED669C_TOTP_USER_ENROLLMENT"
         WHERE "USER_KEY" = (SELECT user_key FROM app_user WHERE lower_user_name = $1)`,
        [owner.name],
      );
      expect(letsIn(await visitor.answerForm(page, fields))).toBe(false);
      expect(await personSeen(visitor)).toBeUndefined();
    });
  });
});
