export const en = {
  name: 'Recovery code',
  card: 'The long code that you saved when you set up two-step verification.',
  intro: 'Enter your recovery code. It works once, and afterwards we give you a new one.',
  setupIntro: '',
  wrong: {
    kind: 'error' as const,
    text: 'That code didn’t work.',
    hint: 'Check each character. Each code works once only, and newer ones replace it.',
  },
  missing: { kind: 'error' as const, text: 'Enter your recovery code.' },
  codeLabel: 'Recovery code',
  codeHint: 'Looks like XXXXX-XXXXX-XXXXX-XXXXX. Capitals and dashes don’t matter.',
};

export type RecoveryCodeWords = typeof en;
