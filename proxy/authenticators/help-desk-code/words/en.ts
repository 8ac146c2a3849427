export const en = {
  name: 'Help-desk code',
  card: 'A code that your help desk gives you over the telephone.',
  intro: 'Enter the code that your help desk gave you.',
  setupIntro: '',
  wrong: {
    kind: 'error' as const,
    text: 'That code didn’t work.',
    hint: 'Check each character. The code works once, and only for a while: ask your help desk for a new one.',
  },
  missing: { kind: 'error' as const, text: 'Enter the code that your help desk gave you.' },
  codeLabel: 'Help-desk code',
  codeHint: 'Looks like XXXX-XXXX. Capitals and dashes don’t matter.',
};

export type HelpDeskCodeWords = typeof en;
