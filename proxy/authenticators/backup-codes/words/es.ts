import type { BackupCodesWords } from './en.ts';

export const es: BackupCodesWords = {
  name: 'Códigos de respaldo',
  card: 'Códigos en papel, para cuando no tenga otra cosa a mano.',
  intro: 'Introduzca uno de sus códigos de respaldo.',
  setupIntro: '',
  wrong: {
    kind: 'error',
    text: 'Ese código no ha funcionado.',
    hint: 'Revise cada carácter. Cada código sirve una sola vez, y los nuevos sustituyen a los anteriores.',
  },
  missing: { kind: 'error', text: 'Introduzca uno de sus códigos de respaldo.' },
  codeLabel: 'Código de respaldo',
  codeHint: 'Tiene el formato XXXXX-XXXXX-XXXXX. Da igual si usa mayúsculas o minúsculas, con o sin guiones.',
};
