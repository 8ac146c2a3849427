export const en = {
  name: 'Backup codes',
  card: 'Codes on paper, for the day on which nothing else is at hand.',
  intro: 'Enter one of your backup codes.',
  setupIntro: '',
  wrong: {
    kind: 'error' as const,
    text: 'That code didn’t work.',
    hint: 'Check each character. Each code works once only, and newer ones replace it.',
  },
  missing: { kind: 'error' as const, text: 'Enter one of your backup codes.' },
  codeLabel: 'Backup code',
  codeHint: 'Looks like XXXXX-XXXXX-XXXXX. Capitals and dashes don’t matter.',
};

export type BackupCodesWords = typeof en;
