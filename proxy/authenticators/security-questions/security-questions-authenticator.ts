import { z } from 'zod';
import type {
  Authenticator,
  FactorContext,
  FactorInput,
  FactorResult,
  FactorSetup,
  OwnedAuthenticator,
  SetupResult,
} from '../authenticator.ts';
import { FactorRows } from '../factor-rows.ts';
import type { FactorTools } from '../factor-tools.ts';
import { answersMatch, hashAnswers, normaliseAnswer } from './answers.ts';

/** Which questions there are: their words are in the catalogue, under these names. */
export const questionIds = ['teacher', 'street', 'friend', 'job', 'concert', 'dish'] as const;
export type QuestionId = (typeof questionIds)[number];

export const questionsAsked = 3;
const shortestAnswer = 3;
const shortestInKanji = 2;

/** `usable` is false away from the networks that the site named. */
export type QuestionsPrompt = { readonly usable: boolean; readonly questions: readonly QuestionId[] };

const dataSchema = z.object({ questions: z.array(z.enum(questionIds)), hash: z.string() });
type Answered = z.output<typeof dataSchema>;

/**
 * Security questions. NIST SP 800-63B-4 §3.1.1.2 forbids them: friends know the answers, and so does the web. Only
 * where a site turns them on, only from the networks that it names, and never as somebody's only factor.
 */
export class SecurityQuestionsAuthenticator implements Authenticator<QuestionsPrompt, QuestionsPrompt> {
  readonly method = 'SECURITY_QUESTIONS';
  readonly traits = {
    slug: 'questions',
    strength: 20,
    role: 'fallback',
    several: false,
    events: { right: 'factor.verified', wrong: 'factor.failed' },
  } as const;
  readonly setup: FactorSetup<QuestionsPrompt>;
  readonly #tools: FactorTools;
  readonly #rows: FactorRows<Answered>;

  constructor(tools: FactorTools) {
    this.#tools = tools;
    this.#rows = new FactorRows(tools, this.method, dataSchema);
    this.setup = {
      offer: async (context) => ({ usable: this.#isUsable(context), questions: questionIds }),
      confirm: (context, input) => this.#confirm(context, input),
    };
  }

  list(userKey: string): Promise<readonly OwnedAuthenticator[]> {
    return this.#rows.owned(userKey);
  }

  async prompt(context: FactorContext): Promise<QuestionsPrompt> {
    const [row] = await this.#rows.list(context.person.userKey);
    return { usable: this.#isUsable(context), questions: row?.data.questions ?? [] };
  }

  async verify(context: FactorContext, input: FactorInput): Promise<FactorResult> {
    if (!this.#isUsable(context)) return { kind: 'wrong', reason: 'questions from another network' };
    const { userKey } = context.person;
    const [row] = await this.#rows.list(userKey);
    if (row === undefined) return { kind: 'wrong', reason: 'no security questions' };
    const answers = row.data.questions.map((id) => (input[`answer-${id}`] ?? '').slice(0, 200));
    if (!(await answersMatch(answers, row.data.hash))) return { kind: 'wrong', reason: 'wrong answers' };
    await this.#rows.use(userKey, row, row.data, new Date(this.#tools.clock()));
    return { kind: 'right' };
  }

  async #confirm(context: FactorContext, input: FactorInput): Promise<SetupResult> {
    if (!this.#isUsable(context)) return { kind: 'wrong', reason: 'questions from another network' };
    const given = questionIds
      .map((id) => ({ id, answer: (input[`answer-${id}`] ?? '').slice(0, 200) }))
      .filter(({ answer }) => isLongEnough(normaliseAnswer(answer)));
    const different = new Set(given.map(({ answer }) => normaliseAnswer(answer)));
    if (given.length < questionsAsked) return { kind: 'wrong', reason: 'too few answers' };
    if (different.size < given.length) return { kind: 'wrong', reason: 'the same answer twice' };
    const { userKey } = context.person;
    const data = {
      questions: given.map(({ id }) => id),
      hash: await hashAnswers(given.map(({ answer }) => answer)),
    };
    const uniqueKey = this.#tools.hash('security questions', userKey);
    return { kind: 'right', factor: this.#rows.create(userKey, { name: '', data, uniqueKey }) };
  }

  #isUsable({ address }: FactorContext): boolean {
    return this.#tools.isQuestionNetwork(address);
  }
}

/** A Japanese or Chinese name often has two characters. */
function isLongEnough(answer: string): boolean {
  const shortest = /\p{Script=Han}/u.test(answer) ? shortestInKanji : shortestAnswer;
  return [...answer].length >= shortest;
}
