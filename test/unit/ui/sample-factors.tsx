import type { VNode } from 'preact';
import type { FactorModule } from '../../../proxy/authenticators/factor-module.ts';
import { factorModules } from '../../../proxy/authenticators/registry.ts';
import { questionIds } from '../../../proxy/authenticators/security-questions/security-questions-authenticator.ts';
import { ownPath } from '../../../proxy/kernel/safe-path.ts';
import { FactorParts } from '../../../proxy/pages/factor-parts.tsx';
import {
  ChallengePage,
  CheckBox,
  catalogue,
  EnrollPage,
  type Language,
  type Message,
} from '../../../proxy/ui/index.ts';

type States = Readonly<Record<string, unknown>>;
type Facts = { readonly challenge: States; readonly setup?: States };

/** What each factor's parts are told, in every state there is, with `text` wherever a person has a say. */
function factsOf(text: string): Readonly<Record<string, Facts>> {
  const sms = { to: text, sent: false, minutes: 5 };
  const mail = { to: text, sent: false, minutes: 10 };
  const questions = { usable: true, questions: questionIds };
  const duo = { ready: { state: 'ready' }, waiting: { state: 'waiting' }, away: { state: 'unavailable' } };
  const activationUrl = `https://m-1234.duosecurity.com/android/${encodeURIComponent(text)}`;
  const uri = `otpauth://totp/Jira:${encodeURIComponent(text)}?secret=ABCDEFGHIJ`;
  const user = { id: 'aGFuZGxl', name: text, displayName: text };
  return {
    TOTP: {
      challenge: { asked: undefined },
      setup: { offered: { secret: 'ABCDEFGHIJ', uri, issuer: text, account: text } },
    },
    WEBAUTHN: {
      challenge: { asked: { options: { challenge: 'Y2hhbGxlbmdl', rpId: text, allowCredentials: [] } } },
      setup: { offered: { options: { challenge: 'Y2hhbGxlbmdl', rp: { name: text }, user } } },
    },
    DUO: { challenge: duo, setup: { ...duo, activation: { state: 'activate', activationUrl } } },
    SMS: {
      challenge: { unsent: sms, sent: { ...sms, sent: true } },
      setup: { 'no number': { ...sms, to: undefined }, unsent: sms, sent: { ...sms, sent: true } },
    },
    EMAIL: {
      challenge: { 'no address': { ...mail, to: '' }, unsent: mail, sent: { ...mail, sent: true } },
      setup: { 'no address': { ...mail, to: '' }, unsent: mail, sent: { ...mail, sent: true } },
    },
    SECURITY_QUESTIONS: {
      challenge: { asked: questions, elsewhere: { ...questions, usable: false } },
      setup: { asked: questions, elsewhere: { ...questions, usable: false } },
    },
    HELP_DESK_CODE: { challenge: { asked: undefined } },
    BACKUP_CODES: { challenge: { asked: undefined } },
    RECOVERY_CODE: { challenge: { asked: undefined } },
  };
}

const parts = new FactorParts(factorModules);
const progressHref = ownPath('/two-step/progress?method=x');

type Sample = {
  readonly factor: FactorModule;
  readonly facts: unknown;
  readonly language: Language;
  readonly text: string;
  readonly kind: Message['kind'] | undefined;
};

/** As the pages put it together. */
function partInput({ factor, facts, language, text, kind }: Sample) {
  const notice = kind && { message: { kind, text, hint: text }, attemptsLeft: text };
  return {
    ...{ facts, notice, progressHref },
    form: { action: '/post', token: text, destination: text, fields: { method: factor.method, more: text } },
    speech: { language, words: catalogue[language] },
  };
}

function challengeOf(sample: Sample): VNode {
  const { factor, language } = sample;
  const words = catalogue[language];
  const { icon } = parts.of(factor);
  const { intro } = parts.words(factor, partInput(sample).speech);
  const remember = (
    <CheckBox name="remember" label={words.challenge.remember(30)} hint={words.challenge.rememberHint} />
  );
  return (
    <ChallengePage {...{ icon, intro, words }} purpose="login" otherWaysHref="/ways" recoveryHref="/recover">
      {parts.challenge(factor, { ...partInput(sample), children: remember })}
    </ChallengePage>
  );
}

/** What is no error stands above the factor's part. */
function setupOf(sample: Sample): VNode {
  const { factor, language, text, kind } = sample;
  const words = catalogue[language];
  const isError = kind === 'error';
  const message = kind === undefined || isError ? undefined : { kind, text, hint: text };
  const { setupIntro } = parts.words(factor, partInput(sample).speech);
  const { icon } = parts.of(factor);
  return (
    <EnrollPage
      {...{ icon, message, words }}
      title={words.enroll.title}
      reason={text}
      intro={setupIntro}
      otherWaysHref="/add"
    >
      {parts.setup(factor, { ...partInput(sample), ...(isError ? {} : { notice: undefined }) })}
    </EnrollPage>
  );
}

const kinds = { '': undefined, ' after an error': 'error', ' with news': 'warning' } as const;

/** The pages of every factor, in every state, with and without something to tell. */
export function buildFactorPages(text: string, language: Language): Record<string, VNode> {
  const built: Record<string, VNode> = {};
  const allFacts = factsOf(text);
  for (const factor of factorModules) {
    const states = allFacts[factor.method];
    if (states === undefined) throw new Error(`no sample of ${factor.method}`);
    for (const [suffix, kind] of Object.entries(kinds)) {
      for (const [state, facts] of Object.entries(states.challenge)) {
        const name = `${factor.method} challenge ${state}${suffix}`;
        built[name] = challengeOf({ factor, facts, language, text, kind });
      }
      for (const [state, facts] of Object.entries(states.setup ?? {})) {
        const name = `${factor.method} setup ${state}${suffix}`;
        built[name] = setupOf({ factor, facts, language, text, kind });
      }
    }
  }
  return built;
}
