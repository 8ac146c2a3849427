import type { TotpWords } from './en.ts';

export const es: TotpWords = {
  name: 'Aplicación de autenticación',
  card: 'Un código de 6 dígitos de una aplicación de su teléfono, como Google Authenticator o Microsoft Authenticator. Funciona sin conexión.',
  intro: 'Abra su aplicación de autenticación e introduzca el código que muestra para Jira.',
  setupIntro: 'Una aplicación de su teléfono genera un código nuevo cada 30 segundos.',
  wrong: {
    kind: 'error',
    text: 'Ese código no ha funcionado.',
    hint: 'Espere al siguiente código de su aplicación e introdúzcalo. Si sigue ocurriendo, ponga en automático la hora del teléfono.',
  },
  missing: { kind: 'error', text: 'Introduzca el código de 6 dígitos de su aplicación de autenticación.' },
  codeLabel: 'Código de verificación',
  codeHint: '6 dígitos, con o sin espacios.',
  appStep: 'Consiga una aplicación de autenticación',
  appText:
    'Instale una en su teléfono o use la que ya tenga. Sirven Google Authenticator, Microsoft Authenticator, 1Password y cualquier otra aplicación que genere códigos de 6 dígitos.',
  scanStep: 'Escanee el código QR',
  scanText: 'En la aplicación, añada una cuenta y apunte aquí con la cámara.',
  qrLabel: 'Código QR para añadir Jira a su aplicación de autenticación',
  openInApp: 'Abrir en una aplicación de este dispositivo',
  cantScan: '¿No puede escanear? Escriba esta clave',
  cantScanText:
    'En la aplicación, elija introducir una clave de configuración y escriba estos datos. En el tipo de clave, elija la opción basada en el tiempo.',
  secret: 'Clave secreta',
  accountName: 'Cuenta',
  issuer: 'Emisor',
  codeStep: 'Introduzca el código de la aplicación',
  setupCodeHint: '6 dígitos. Cada 30 segundos aparece un código nuevo.',
};
