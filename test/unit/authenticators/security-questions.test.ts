import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  answersMatch,
  hashAnswers,
  normaliseAnswer,
} from '../../../proxy/authenticators/security-questions/answers.ts';
import { SecurityQuestionsAuthenticator } from '../../../proxy/authenticators/security-questions/security-questions-authenticator.ts';
import { buildContext } from '../../support/builders/index.ts';
import { givenFactorTools } from './given-factor-tools.ts';

const alice = 'JIRAUSER1';
const office = { address: '10.0.0.7' };
const answers = {
  'answer-teacher': 'Frau Müller',
  'answer-street': 'Am Bach 7',
  'answer-dish': 'Spätzle',
};

describe('an answer', () => {
  it.each([
    ['Frau Müller', 'frau muller'],
    ['  frau-MULLER! ', 'Frau Müller'],
    ['Am Bach 7', 'AmBach7'],
    ['ﬁsh', 'Fish'],
    ['Ｔｏｋｙｏ', 'tokyo'],
  ])('%j is the same as %j', (one, other) => {
    expect(normaliseAnswer(one)).toBe(normaliseAnswer(other));
  });

  it.each([
    ['Am Bach 7', 'Am Bach 8'],
    ['Müller', 'Müllers'],
    ['東京', '京都'],
  ])('%j is not the same as %j', (one, other) => {
    expect(normaliseAnswer(one)).not.toBe(normaliseAnswer(other));
  });

  it('is nothing where there is neither a letter nor a digit in it', () => {
    for (const empty of ['', ' ', '?!', '—', '🙂']) expect(normaliseAnswer(empty)).toBe('');
  });
});

describe('the hash of all answers', () => {
  it('is another one each time, tells no answer, and matches all of them in their order', async () => {
    const given = ['Frau Müller', 'Am Bach 7', 'Spätzle'];
    const [first, second] = await Promise.all([hashAnswers(given), hashAnswers(given)]);
    expect(first).not.toBe(second);
    expect(first).toMatch(/^[\w-]{22}\.[\w-]{43}$/);
    expect(await answersMatch(['frau muller', 'am bach 7', 'SPATZLE'], first)).toBe(true);
    expect(await answersMatch(['Am Bach 7', 'Frau Müller', 'Spätzle'], first)).toBe(false);
    expect(await answersMatch(['Frau Müller', 'Am Bach 7'], first)).toBe(false);
    expect(await answersMatch(['Frau MüllerAm Bach 7', '', 'Spätzle'], first)).toBe(false);
    expect(await answersMatch([], first)).toBe(false);
  });

  it.each(['', '.', 'x', 'AAAA.AAAA', 'AAAA.'])('matches nothing where it was spoilt: %j', async (spoilt) => {
    expect(await answersMatch(['a'], spoilt)).toBe(false);
    expect(await answersMatch([], spoilt)).toBe(false);
  });
});

describe('security questions', () => {
  let given: ReturnType<typeof givenFactorTools>;
  let questions: SecurityQuestionsAuthenticator;
  const context = buildContext({ userKey: alice }, office);
  const elsewhere = buildContext({ userKey: alice });
  const confirm = (input: Record<string, string>, where = context) => questions.setup.confirm(where, input);
  const setUp = async (input: Record<string, string> = answers) => {
    const result = await confirm(input);
    if (result.kind === 'wrong') throw new Error(result.reason);
    expect(await given.enrollments.addFactor(alice, result.factor, new Date(0))).toBe(true);
  };

  beforeEach(async () => {
    given = givenFactorTools();
    questions = new SecurityQuestionsAuthenticator(given.tools);
    await given.enroll(alice);
  });

  it('are a fallback: never somebody’s only factor', () => {
    expect(questions.traits.role).toBe('fallback');
  });

  it('are right with all answers, however they are written, and stay right', async () => {
    await setUp();
    expect(await questions.prompt(context)).toEqual({
      usable: true,
      questions: ['teacher', 'street', 'dish'],
    });
    expect(await questions.verify(context, answers)).toEqual({ kind: 'right' });
    const written = {
      'answer-dish': 'spatzle',
      'answer-street': ' am BACH 7',
      'answer-teacher': 'FRAU MULLER',
    };
    expect(await questions.verify(context, written)).toEqual({ kind: 'right' });
  });

  it.each([
    ['one wrong answer', { ...answers, 'answer-dish': 'Pizza' }],
    ['one missing answer', { ...answers, 'answer-dish': '' }],
    [
      'two answers in each other’s place',
      { ...answers, 'answer-dish': 'Am Bach 7', 'answer-street': 'Spätzle' },
    ],
    ['an answer to another question', { ...answers, 'answer-dish': '', 'answer-job': 'Spätzle' }],
    ['nothing', {}],
  ])('are wrong with %s, and nobody is told which', async (_what, input) => {
    await setUp();
    expect(await questions.verify(context, input)).toEqual({ kind: 'wrong', reason: 'wrong answers' });
  });

  it('are wrong on another network, right or not, and are not looked at there', async () => {
    await setUp();
    const list = vi.spyOn(given.tools.rows, 'list');
    const refused = { kind: 'wrong', reason: 'questions from another network' };
    expect(await questions.verify(elsewhere, answers)).toEqual(refused);
    expect(list).not.toHaveBeenCalled();
    expect(await confirm(answers, elsewhere)).toEqual(refused);
    expect(await questions.prompt(elsewhere)).toMatchObject({ usable: false });
    expect(await questions.setup.offer(elsewhere)).toMatchObject({ usable: false });
  });

  it.each([
    ['two answers', { 'answer-teacher': 'Frau Müller', 'answer-street': 'Am Bach 7' }, 'too few answers'],
    ['an answer of two letters', { ...answers, 'answer-dish': 'Ei' }, 'too few answers'],
    ['an answer of signs', { ...answers, 'answer-dish': '?????' }, 'too few answers'],
    ['the same answer twice', { ...answers, 'answer-dish': 'FRAU MULLER' }, 'the same answer twice'],
    ['questions that nobody asked', { a: 'one', b: 'two', 'answer-x': 'three' }, 'too few answers'],
  ])('are not set up with %s', async (_what, input, reason) => {
    expect(await confirm(input)).toEqual({ kind: 'wrong', reason });
  });

  it('ask for what was answered, in the order of the questions, not of the form', async () => {
    const reversed = Object.fromEntries(Object.entries(answers).reverse());
    await setUp(reversed);
    expect(await questions.prompt(context)).toMatchObject({ questions: ['teacher', 'street', 'dish'] });
    expect(await questions.verify(context, answers)).toEqual({ kind: 'right' });
  });

  it('stand in the database without an answer', async () => {
    await setUp();
    const [row] = await given.tools.rows.list(alice, 'SECURITY_QUESTIONS');
    const opened = given.box.open(row?.data ?? '', ['authenticators', 'data', 'SECURITY_QUESTIONS', alice]);
    expect(opened).not.toMatch(/m[uü]ller|bach|sp[aä]tzle/i);
  });

  it('are none of somebody who has set up none', async () => {
    expect(await questions.verify(context, answers)).toEqual({
      kind: 'wrong',
      reason: 'no security questions',
    });
    expect(await questions.list(alice)).toEqual([]);
  });
});
