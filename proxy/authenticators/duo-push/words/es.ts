import type { DuoPushWords } from './en.ts';

export const es: DuoPushWords = {
  name: 'Duo Push',
  card: 'Una solicitud en su teléfono, en la aplicación Duo Mobile: apruébela con un toque.',
  intro: 'Enviaremos una solicitud a su teléfono. Apruébela en la aplicación Duo Mobile.',
  setupIntro: 'Conecte la aplicación Duo Mobile de su teléfono y después apruebe una primera solicitud.',
  wrong: {
    kind: 'error',
    text: 'Duo no le ha permitido continuar.',
    hint: 'La solicitud se ha denegado o ha caducado, o el código de acceso no es correcto. Envíela de nuevo o elija otro método.',
  },
  missing: { kind: 'error', text: 'Envíe primero la solicitud o introduzca un código de acceso.' },
  send: 'Enviar solicitud',
  sendAgain: 'Enviar de nuevo',
  waiting: 'Esperando su respuesta: mire el teléfono y toque «Aprobar».',
  answered: 'Ha llegado su respuesta. Un momento…',
  approved: 'Ya la he aprobado',
  passcode: 'Introducir un código de acceso',
  passcodeLabel: 'Código de acceso de Duo',
  passcodeHint: 'De la aplicación Duo Mobile, de un token o de su administrador.',
  passcodeSubmit: 'Continuar',
  unavailable: 'No se puede conectar con Duo, o Duo no le permite entrar. Elija otro método.',
  activate: 'Conecte su teléfono',
  activateText:
    'Instale Duo Mobile en su teléfono y abra allí este enlace, o escanee el código con la aplicación. Después, vuelva aquí y envíe la primera solicitud.',
  qrLabel: 'Código QR para conectar la aplicación Duo Mobile',
  openLink: 'Abrir Duo Mobile en este dispositivo',
};
