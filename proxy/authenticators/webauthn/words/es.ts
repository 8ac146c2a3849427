import type { WebAuthnWords } from './en.ts';

export const es: WebAuthnWords = {
  name: 'Llave de seguridad o llave de acceso',
  card: 'Una llave que se conecta o se acerca, su huella digital, su rostro o el bloqueo de pantalla. Es el método más seguro: es resistente al phishing.',
  intro: 'Use su llave de seguridad, su huella digital, su rostro o el bloqueo de pantalla.',
  setupIntro:
    'Tenga a mano su llave, o use el lector de huellas digitales o el bloqueo de pantalla de este dispositivo.',
  wrong: {
    kind: 'error',
    text: 'Esa llave no ha funcionado.',
    hint: 'Use una llave que haya registrado aquí y vuelva a intentarlo.',
  },
  missing: { kind: 'error', text: 'Pulse primero el botón y después siga las indicaciones del navegador.' },
  use: 'Usar la llave de seguridad',
  create: 'Registrar esta llave',
  waiting: 'Siga las indicaciones del navegador. Si la llave parpadea, tóquela.',
  failed: 'La llave no ha respondido. Inténtelo de nuevo o elija otro método.',
  duplicate: 'Esta llave ya está registrada.',
  unsupported: 'Este navegador no admite llaves de seguridad. Elija otro método.',
  insecure: 'Su navegador solo admite llaves de seguridad en páginas seguras (https). Elija otro método.',
  needsScript:
    'Las llaves de seguridad necesitan JavaScript, que está desactivado en este navegador. Actívelo o elija otro método.',
};
