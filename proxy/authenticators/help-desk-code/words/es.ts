import type { HelpDeskCodeWords } from './en.ts';

export const es: HelpDeskCodeWords = {
  name: 'Código de soporte',
  card: 'Un código que su servicio de soporte le da por teléfono.',
  intro: 'Introduzca el código que le ha dado su servicio de soporte.',
  setupIntro: '',
  wrong: {
    kind: 'error',
    text: 'Ese código no ha funcionado.',
    hint: 'Revise cada carácter. El código sirve una sola vez y durante poco tiempo: pida otro a su servicio de soporte.',
  },
  missing: { kind: 'error', text: 'Introduzca el código que le ha dado su servicio de soporte.' },
  codeLabel: 'Código de soporte',
  codeHint: 'Tiene el formato XXXX-XXXX. Da igual si usa mayúsculas o minúsculas, con o sin guiones.',
};
