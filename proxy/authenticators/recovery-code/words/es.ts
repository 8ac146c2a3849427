import type { RecoveryCodeWords } from './en.ts';

export const es: RecoveryCodeWords = {
  name: 'Código de recuperación',
  card: 'El código largo que guardó al configurar la verificación en dos pasos.',
  intro: 'Introduzca su código de recuperación. Sirve una sola vez; después le daremos uno nuevo.',
  setupIntro: '',
  wrong: {
    kind: 'error',
    text: 'Ese código no ha funcionado.',
    hint: 'Revise cada carácter. Cada código sirve una sola vez, y los nuevos sustituyen a los anteriores.',
  },
  missing: { kind: 'error', text: 'Introduzca su código de recuperación.' },
  codeLabel: 'Código de recuperación',
  codeHint:
    'Tiene el formato XXXXX-XXXXX-XXXXX-XXXXX. Da igual si usa mayúsculas o minúsculas, con o sin guiones.',
};
