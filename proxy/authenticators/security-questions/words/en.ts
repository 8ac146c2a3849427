export const en = {
  name: 'Security questions',
  card: 'Questions that only you can answer. The weakest way: it works from the office network only, beside another one.',
  intro: 'Answer your security questions. Capitals, accents and blanks don’t matter.',
  setupIntro:
    'Answer at least 3 of these, each in another way. Friends may know true answers, so feel free to invent some, and write them down.',
  wrong: {
    kind: 'error' as const,
    text: 'That didn’t match.',
    hint: 'We don’t say which answer was wrong. Answers need 3 letters or more, and no two may be the same.',
  },
  missing: { kind: 'error' as const, text: 'Answer the questions first.' },
  elsewhere:
    'Security questions work from certain networks only, and you are on another one. Choose another way.',
  questions: {
    teacher: 'What was the name of your favorite teacher?',
    street: 'In which street did you live as a child?',
    friend: 'What was the first name of your best friend at school?',
    job: 'In which place was your first job?',
    concert: 'Which concert did you go to first?',
    dish: 'Which dish did you learn to cook first?',
  },
};

export type SecurityQuestionsWords = typeof en;
