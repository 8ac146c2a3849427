import type { HelpDeskCodeWords } from './en.ts';

export const fr: HelpDeskCodeWords = {
  name: 'Code du support',
  card: 'Un code que votre support vous donne par téléphone.',
  intro: 'Saisissez le code que votre support vous a donné.',
  setupIntro: '',
  wrong: {
    kind: 'error',
    text: 'Ce code n’a pas fonctionné.',
    hint: 'Vérifiez chaque caractère. Le code ne fonctionne qu’une fois et pendant peu de temps\u00a0: demandez-en un nouveau à votre support.',
  },
  missing: { kind: 'error', text: 'Saisissez le code que votre support vous a donné.' },
  codeLabel: 'Code du support',
  codeHint: 'Format\u00a0: XXXX-XXXX. Les majuscules et les tirets n’ont pas d’importance.',
};
