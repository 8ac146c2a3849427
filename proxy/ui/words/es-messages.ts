import type { Words } from './en.ts';
import { secondsInWords } from './seconds-in-words-es.ts';

/** What pages say about an attempt, in Spanish. */
export const messages: Words['messages'] = {
  wrongRecoveryCode: {
    kind: 'error',
    text: 'Ese código no ha funcionado.',
    hint: 'Revise cada carácter. Cada código sirve una sola vez, y los nuevos sustituyen a los anteriores.',
  },
  missingRecoveryCode: {
    kind: 'error',
    text: 'Introduzca un código de respaldo o su código de recuperación.',
  },
  savedRequired: {
    kind: 'error',
    text: 'Guarde primero lo que le mostramos aquí y después marque la casilla.',
    hint: 'No podremos volver a mostrárselo.',
  },
  conversationExpired: {
    kind: 'warning',
    text: 'Esta página ha estado abierta demasiado tiempo.',
    hint: 'No se ha comprobado nada. Inténtelo de nuevo. Si usa un código de su aplicación, introduzca el que muestra ahora.',
  },
  setupExpired: {
    kind: 'warning',
    text: 'Esta página ha estado abierta demasiado tiempo, así que hemos empezado de nuevo.',
    hint: 'Si ya había escaneado un código QR, elimine esa entrada de su aplicación. Después, escanee el nuevo.',
  },
  codeSent: { kind: 'success', text: 'Enviado.' },
  sendFailed: {
    kind: 'error',
    text: 'No hemos podido enviarlo.',
    hint: 'Inténtelo de nuevo en un minuto o elija otro método de verificación.',
  },
  sendUnusable: {
    kind: 'error',
    text: 'No hay adónde enviarlo.',
    hint: 'Revise lo que ha introducido o elija otro método de verificación.',
  },
  sendWait: (seconds) => ({
    kind: 'warning',
    text: 'Ya lo hemos enviado varias veces.',
    hint: `Use el último, elija otro método o espere como máximo ${secondsInWords(seconds)}.`,
  }),
  tooManyFromAddress: (seconds) => ({
    kind: 'warning',
    text: 'Ha habido demasiados intentos desde su red.',
    hint: `Espere ${secondsInWords(seconds)} y vuelva a intentarlo.`,
  }),
  attemptsLeft: (count) => {
    if (count === 0) return 'No le quedan más intentos: tiene que iniciar sesión de nuevo.';
    return count === 1
      ? 'Le queda 1 intento antes de tener que iniciar sesión de nuevo.'
      : `Le quedan ${count} intentos antes de tener que iniciar sesión de nuevo.`;
  },
};

/** Headings and texts for requests that cannot go on, in Spanish. */
export const problems: Words['problems'] = {
  badRequest: {
    heading: 'No hemos podido interpretar la solicitud',
    text: 'La dirección o el formulario que ha enviado no son válidos. Vuelva atrás e inténtelo de nuevo.',
  },
  forbidden: {
    heading: 'No puede hacer esto',
    text: 'Su cuenta no tiene permiso para abrir esta página. Si cree que debería tenerlo, consulte a su administrador de Jira.',
  },
  refusedByPolicy: {
    heading: 'Este inicio de sesión no está permitido',
    text: 'Sus administradores no permiten que su cuenta use Jira desde aquí o de esta manera. Si le sorprende, consúlteles.',
  },
  formExpired: {
    heading: 'Esta página ha caducado',
    text: 'Por seguridad, los formularios funcionan durante un tiempo limitado y solo en el navegador en el que se abrieron. Abra la página otra vez y vuelva a intentarlo.',
  },
  notFound: {
    heading: 'No hemos encontrado esa página',
    text: 'Es posible que el enlace no sea correcto o que la página haya cambiado de lugar.',
  },
  tooManyRequests: {
    heading: 'Demasiadas solicitudes',
    text: 'Ha habido demasiadas solicitudes desde su red en poco tiempo. Espere un minuto y vuelva a intentarlo.',
  },
  internal: {
    heading: 'Algo ha ido mal',
    text: 'El problema es nuestro y ha quedado registrado. Inténtelo de nuevo. Si sigue ocurriendo, comunique a su administrador de Jira la referencia que aparece abajo.',
  },
  upstreamDown: {
    heading: 'Jira no responde',
    text: 'Es posible que Jira se esté reiniciando o esté en mantenimiento. Inténtelo de nuevo en un minuto.',
  },
  unavailable: {
    heading: 'Ahora mismo no podemos comprobar su inicio de sesión',
    text: 'Para proteger su cuenta, no se abrirá nada hasta que podamos hacerlo. Inténtelo de nuevo en un minuto. Si sigue ocurriendo, comunique a su administrador de Jira la referencia que aparece abajo.',
  },
};
