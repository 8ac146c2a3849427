import type { RawAnswer } from '../jira/raw-client.ts';
import type { TestDuo } from '../servers/duo.ts';
import type { TestSmsProvider } from '../servers/sms-provider.ts';
import type { TestSmtp } from '../servers/smtp.ts';
import type { SetClock } from './gate-here.ts';
import { keyOptionsIn, SoftKey } from './soft-key.ts';
import { codeAt, secretIn, type Visitor } from './visitor.ts';

const pages = '/plugins/servlet/two-step';

type Fields = Record<string, string>;

/** Where factors send to, and the time. */
export type HandSurroundings = {
  readonly origin: string;
  readonly clock: SetClock;
  readonly smtp: TestSmtp;
  readonly sms: TestSmsProvider;
  readonly duo: TestDuo;
  /** What a help desk reads out to somebody. */
  readonly readOut: (owner: Owner) => Promise<string>;
};

export type Owner = { readonly name: string; readonly number: number };

/** What somebody does with one factor: how they get it, and how they answer. */
export type FactorHand = {
  readonly method: string;
  /** The page that asks for it. */
  readonly page: string;
  /** Knowledge stays right however often it is said; everything else works once. */
  readonly singleUse: boolean;
  readonly events: { readonly right: string; readonly wrong: string };
  readonly wrong: Fields;
  /** For somebody who has given their password. Answers the last page. */
  setUp(visitor: Visitor, owner: Owner): Promise<RawAnswer>;
  /** Whatever comes before the answer: pressing the button that sends. Answers the page with the form. */
  ask(visitor: Visitor, owner: Owner): Promise<RawAnswer>;
  /** The fields of a right answer to that page. */
  right(page: RawAnswer, owner: Owner): Promise<Fields>;
};

/** One for each factor that there is: a new one in the registry needs a hand here. */
export function factorHands(site: HandSurroundings): readonly FactorHand[] {
  const paper = paperHands(site);
  return [
    appHand(site),
    keyHand(site),
    mailHand(site),
    textHand(site),
    duoHand(site),
    questionsHand(site),
    ...paper,
    helpDeskHand(site),
  ];
}

const usual = { right: 'factor.verified', wrong: 'factor.failed' } as const;
const challengeOf = (slug: string) => `${pages}/challenge?method=${slug}`;
const codeIn = (text: string) => /\b(\d{3}) ?(\d{3})\b/.exec(text)?.slice(1).join('') ?? '';

async function setUpApp({ clock }: HandSurroundings, visitor: Visitor) {
  const page = await visitor.open(`${pages}/enroll?method=app`);
  const secret = secretIn(page.text);
  const done = await visitor.follow(await visitor.answerForm(page, { code: codeAt(secret, clock.now) }));
  return { secret, done };
}

function appHand(site: HandSurroundings): FactorHand {
  const secrets = new Map<string, string>();
  return {
    ...{
      method: 'TOTP',
      page: challengeOf('app'),
      singleUse: true,
      events: usual,
      wrong: { code: '000000' },
    },
    setUp: async (visitor, { name }) => {
      const { secret, done } = await setUpApp(site, visitor);
      secrets.set(name, secret);
      return done;
    },
    ask: (visitor) => visitor.open(challengeOf('app')),
    right: async (_, { name }) => {
      site.clock.pass(30_000);
      return { code: codeAt(secrets.get(name) ?? '', site.clock.now) };
    },
  };
}

function keyHand({ origin }: HandSurroundings): FactorHand {
  const keys = new Map<string, SoftKey>();
  return {
    ...{
      method: 'WEBAUTHN',
      page: challengeOf('key'),
      singleUse: true,
      events: usual,
      wrong: { response: '{}' },
    },
    setUp: async (visitor, { name }) => {
      const key = new SoftKey({ origin });
      keys.set(name, key);
      const page = await visitor.open(`${pages}/enroll?method=key`);
      return visitor.follow(await visitor.answerForm(page, { response: key.create(keyOptionsIn(page)) }));
    },
    ask: (visitor) => visitor.open(challengeOf('key')),
    right: async (page, { name }) => ({ response: keys.get(name)?.get(keyOptionsIn(page)) ?? '' }),
  };
}

function mailHand({ smtp }: HandSurroundings): FactorHand {
  const sentTo = ({ name }: Owner) =>
    codeIn(
      smtp.mails
        .filter(({ to, subject }) => to[0] === `${name}@example.com` && subject.includes('verification code'))
        .at(-1)?.text ?? '',
    );
  return sendingHand('EMAIL', 'email', async (owner) => sentTo(owner));
}

function textHand({ sms }: HandSurroundings): FactorHand {
  const sentTo = (owner: Owner) =>
    codeIn(sms.messages.filter(({ to }) => to === numberOf(owner)).at(-1)?.text ?? '');
  return sendingHand('SMS', 'sms', async (owner) => sentTo(owner));
}

const numberOf = ({ number }: Owner) => `+49151000${String(number).padStart(5, '0')}`;

function sendingHand(method: string, slug: string, codeFor: (owner: Owner) => Promise<string>): FactorHand {
  return {
    ...{ method, page: challengeOf(slug), singleUse: true, events: usual, wrong: { code: '000000' } },
    setUp: async (visitor, owner) => {
      const page = await visitor.open(`${pages}/enroll?method=${slug}`);
      const sent = await visitor.answerForm(page, { number: numberOf(owner) });
      return visitor.follow(await visitor.answerForm(sent, { code: await codeFor(owner) }));
    },
    ask: async (visitor) => visitor.answerForm(await visitor.open(challengeOf(slug)), {}),
    right: async (_, owner) => ({ code: await codeFor(owner) }),
  };
}

function duoHand({ duo }: HandSurroundings): FactorHand {
  return {
    ...{
      method: 'DUO',
      page: challengeOf('duo'),
      singleUse: true,
      events: usual,
      wrong: { code: '0000000' },
    },
    setUp: async (visitor, { name }) => {
      const page = await visitor.open(`${pages}/enroll?method=duo`);
      duo.activate(name);
      const sent = await visitor.answerForm(page, {});
      duo.approve();
      return visitor.follow(await visitor.answerForm(sent, {}));
    },
    ask: async (visitor) => visitor.answerForm(await visitor.open(challengeOf('duo')), {}),
    right: async () => {
      duo.approve();
      return {};
    },
  };
}

function questionsHand(site: HandSurroundings): FactorHand {
  const answers = ({ name }: Owner) => ({
    'answer-teacher': `teacher of ${name}`,
    'answer-street': `street of ${name}`,
    'answer-dish': `dish of ${name}`,
  });
  return {
    ...{ method: 'SECURITY_QUESTIONS', page: challengeOf('questions'), singleUse: false, events: usual },
    wrong: { 'answer-teacher': 'somebody', 'answer-street': 'somewhere', 'answer-dish': 'something' },
    setUp: async (visitor, owner) => {
      await setUpApp(site, visitor);
      const page = await visitor.open(`${pages}/add?method=questions`);
      return visitor.follow(await visitor.answerForm(page, answers(owner)));
    },
    ask: (visitor) => visitor.open(challengeOf('questions')),
    right: async (_, owner) => answers(owner),
  };
}

function helpDeskHand(site: HandSurroundings): FactorHand {
  const events = { right: 'help_desk_code.used', wrong: 'help_desk_code.failed' };
  return {
    ...{ method: 'HELP_DESK_CODE', page: `${pages}/recover`, singleUse: true, events },
    wrong: { recoveryCode: 'AAAA-AAAA' },
    setUp: async (visitor) => (await setUpApp(site, visitor)).done,
    ask: (visitor) => visitor.open(`${pages}/recover`),
    right: async (_, owner) => ({ recoveryCode: await site.readOut(owner) }),
  };
}

/** They come along with whatever is set up first. */
function paperHands(site: HandSurroundings): FactorHand[] {
  const hand = (method: string, pattern: RegExp, events: FactorHand['events']): FactorHand => {
    const codes = new Map<string, string>();
    return {
      ...{ method, page: `${pages}/recover`, singleUse: true, events },
      wrong: { recoveryCode: 'AAAAA-AAAAA-AAAAA-AAAAA' },
      setUp: async (visitor, { name }) => {
        const { done } = await setUpApp(site, visitor);
        codes.set(name, pattern.exec(done.text)?.[1] ?? '');
        return done;
      },
      ask: (visitor) => visitor.open(`${pages}/recover`),
      right: async (_, { name }) => ({ recoveryCode: codes.get(name) ?? '' }),
    };
  };
  const wrong = 'recovery_code.failed';
  return [
    hand('BACKUP_CODES', />([0-9A-Z]{5}(?:-[0-9A-Z]{5}){2})</, { right: 'backup_code.used', wrong }),
    hand('RECOVERY_CODE', />([0-9A-Z]{5}(?:-[0-9A-Z]{5}){3})</, { right: 'recovery_code.used', wrong }),
  ];
}
