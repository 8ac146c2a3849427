import type { EmailCodeWords } from './en.ts';

export const es: EmailCodeWords = {
  name: 'Código por correo electrónico',
  card: 'Un código de 6 dígitos a la dirección de correo electrónico que tiene en Jira.',
  intro: 'Enviaremos un código de 6 dígitos a su dirección de correo electrónico.',
  setupIntro:
    'Enviaremos un código de 6 dígitos a la dirección de correo electrónico que tiene en Jira. Introdúzcalo aquí para activar este método.',
  wrong: {
    kind: 'error',
    text: 'Ese código no ha funcionado.',
    hint: 'Use el mensaje más reciente: cada código nuevo anula los anteriores. Cada código sirve una sola vez, durante 10 minutos.',
  },
  missing: { kind: 'error', text: 'Introduzca el código de 6 dígitos del correo electrónico.' },
  send: 'Enviar código',
  sendAgain: 'Enviar otro código',
  to: (address) => `A ${address}`,
  noAddress:
    'Jira no tiene ninguna dirección de correo electrónico suya. Elija otro método o añada una a su perfil de Jira.',
  sentTo: (address, minutes) =>
    `Hemos enviado un código a ${address}. Es válido durante ${inMinutes(minutes)}. Mire también en la carpeta de correo no deseado.`,
  codeLabel: 'Código de verificación recibido por correo electrónico',
  codeHint: '6 dígitos, con o sin espacios.',
  mail: {
    subject: 'Su código de verificación de Jira',
    code: (site) => `Su código para ${site}:`,
    life: (minutes) =>
      `Sirve una sola vez, durante ${inMinutes(minutes)}. Nadie de su organización se lo pedirá nunca.`,
    notYou:
      'Si no acaba de iniciar sesión, otra persona tiene su contraseña: cámbiela y avise a su administrador de Jira.',
  },
};

function inMinutes(count: number): string {
  return `${count} ${count === 1 ? 'minuto' : 'minutos'}`;
}
