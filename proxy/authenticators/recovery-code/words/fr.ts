import type { RecoveryCodeWords } from './en.ts';

export const fr: RecoveryCodeWords = {
  name: 'Code de récupération',
  card: 'Le long code que vous avez enregistré en configurant la vérification en deux étapes.',
  intro:
    'Saisissez votre code de récupération. Il ne fonctionne qu’une fois, et nous vous en donnons ensuite un nouveau.',
  setupIntro: '',
  wrong: {
    kind: 'error',
    text: 'Ce code n’a pas fonctionné.',
    hint: 'Vérifiez chaque caractère. Chaque code ne fonctionne qu’une fois, et les plus récents le remplacent.',
  },
  missing: { kind: 'error', text: 'Saisissez votre code de récupération.' },
  codeLabel: 'Code de récupération',
  codeHint: 'Format\u00a0: XXXXX-XXXXX-XXXXX-XXXXX. Les majuscules et les tirets n’ont pas d’importance.',
};
