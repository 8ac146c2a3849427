import type {
  Authenticator,
  FactorContext,
  FactorResult,
  FactorTraits,
  OwnedAuthenticator,
} from '../../../proxy/authenticators/index.ts';

export type FakeAuthenticator = Authenticator & {
  /** Who was asked about, and in which flow. */
  readonly asked: FactorContext[];
  /** What each person has of it. */
  readonly owned: Map<string, readonly OwnedAuthenticator[]>;
};

type Options = {
  readonly traits?: Partial<FactorTraits>;
  /** What the word "right" is answered with. */
  readonly right?: FactorResult;
  readonly wrong?: FactorResult;
  readonly setup?: Authenticator['setup'];
};

/** Takes the code "right", and remembers whom it was asked about. */
export function createFakeAuthenticator(method: string, options: Options = {}): FakeAuthenticator {
  const asked: FactorContext[] = [];
  const owned = new Map<string, readonly OwnedAuthenticator[]>();
  const { right = { kind: 'right' }, wrong = { kind: 'wrong', reason: `wrong ${method}` } } = options;
  return {
    ...{ method, asked, owned },
    traits: {
      ...{ slug: method.toLowerCase(), strength: 50, role: 'primary', several: false },
      events: { right: 'factor.verified', wrong: 'factor.failed' },
      ...options.traits,
    },
    list: async (userKey) => owned.get(userKey) ?? [],
    prompt: async (context) => ({ method, flow: context.flow }),
    verify: async (context, { code }) => {
      asked.push(context);
      return code === 'right' ? right : wrong;
    },
    ...(options.setup === undefined ? {} : { setup: options.setup }),
  };
}
