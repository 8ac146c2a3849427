import type { HelpWords } from './en-help.ts';

/** What pages say after somebody else has helped. */
export const help: HelpWords = {
  setUpAgain: {
    title: 'Volver a configurar la verificación en dos pasos',
    text: 'Un administrador ha restablecido su verificación en dos pasos. Inicie sesión con su contraseña de Jira, configure un método nuevo y guarde sus nuevos códigos de respaldo. No ocurre nada hasta que pulse el botón.',
    submit: 'Iniciar sesión y configurar',
    otherTitle: 'Este enlace no es para usted',
    otherText:
      'Ha iniciado sesión con otra cuenta que la de la persona a la que se envió. No se ha cambiado nada. Si se le envió a usted, cierre sesión primero.',
    goneTitle: 'Este enlace ya no sirve',
    goneText:
      'Se ha usado, tiene más de 24 horas o lo ha sustituido otro más reciente. No necesita ningún enlace: inicie sesión en Jira y configurará la verificación en dos pasos después de su contraseña.',
    toLogin: 'Ir a Jira',
  },
  helpDeskUsed: {
    title: 'Su código de soporte ya está usado',
    text: 'Ha servido para este único inicio de sesión. Añada ahora un método o traslade su aplicación a su nuevo teléfono, para no necesitar ayuda la próxima vez.',
    add: 'Gestionar mi verificación en dos pasos',
    later: 'Más tarde, ir a Jira',
  },
};

/** Events of the audit, as the person sees them. */
export const helpEvents: Readonly<Record<string, string>> = {
  'exemption.granted': 'Pudo iniciar sesión sin verificación en dos pasos durante un tiempo',
  'exemption.ended': 'Su exención ha terminado',
  'help_desk_code.issued': 'Se ha creado un código de soporte para usted',
  'help_desk_code.used': 'Se ha usado un código de soporte',
  'help_desk_code.failed': 'Se ha introducido un código de soporte incorrecto',
  'reset_link.sent': 'Se ha enviado un enlace para volver a configurar',
  'reset_link.used': 'Se ha usado el enlace para volver a configurar',
  'enrollment.reset': 'Un administrador ha restablecido su verificación en dos pasos',
  'factor.unlocked': 'Un administrador ha desbloqueado su cuenta',
  'device.revoked_by_administrator': 'Un administrador ha hecho olvidar sus navegadores recordados',
  'session.revoked_by_administrator': 'Un administrador ha cerrado sus sesiones',
  'break_glass.opened': 'Se ha abierto el acceso de emergencia',
  'break_glass.used': 'Se ha usado el acceso de emergencia',
};
