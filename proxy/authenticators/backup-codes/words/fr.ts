import type { BackupCodesWords } from './en.ts';

export const fr: BackupCodesWords = {
  name: 'Codes de secours',
  card: 'Des codes sur papier, pour le jour où vous n’avez rien d’autre sous la main.',
  intro: 'Saisissez l’un de vos codes de secours.',
  setupIntro: '',
  wrong: {
    kind: 'error',
    text: 'Ce code n’a pas fonctionné.',
    hint: 'Vérifiez chaque caractère. Chaque code ne fonctionne qu’une fois, et les plus récents le remplacent.',
  },
  missing: { kind: 'error', text: 'Saisissez l’un de vos codes de secours.' },
  codeLabel: 'Code de secours',
  codeHint: 'Format\u00a0: XXXXX-XXXXX-XXXXX. Les majuscules et les tirets n’ont pas d’importance.',
};
