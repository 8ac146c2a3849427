import type { SmsCodeWords } from './en.ts';

export const es: SmsCodeWords = {
  name: 'Código por SMS',
  card: 'Un código de 6 dígitos a su teléfono móvil. Necesita cobertura.',
  intro: 'Enviaremos un código de 6 dígitos a su teléfono.',
  setupIntro:
    'Enviaremos un código de 6 dígitos a su teléfono. Introdúzcalo aquí para demostrar que el número es suyo.',
  wrong: {
    kind: 'error',
    text: 'Ese código no ha funcionado.',
    hint: 'Use el mensaje más reciente: cada código nuevo anula los anteriores. Cada código sirve una sola vez, durante 5 minutos.',
  },
  missing: { kind: 'error', text: 'Introduzca el código de 6 dígitos del SMS.' },
  numberLabel: 'Número de teléfono móvil',
  numberHint: 'Con el prefijo del país; por ejemplo, +34 612 345 678.',
  send: 'Enviar código',
  sendAgain: 'Enviar otro código',
  otherNumber: 'Usar otro número',
  to: (number) => `A ${number}`,
  sentTo: (number, minutes) =>
    `Hemos enviado un código a ${number}. Es válido durante ${minutes} ${minutes === 1 ? 'minuto' : 'minutos'}.`,
  codeLabel: 'Código de verificación',
  codeHint: '6 dígitos, con o sin espacios.',
};
