import type { HelpNotices } from './en-help-mails.ts';

export const helpNotices: HelpNotices = {
  factor_taken: {
    subject: 'Un administrador ha eliminado un método para iniciar sesión en Jira',
    text: ({ by, factor }) => `${by} ha eliminado «${factor}» de su verificación en dos pasos.`,
  },
  reset_link: {
    subject: 'Vuelva a configurar su verificación en dos pasos de Jira',
    text: ({ by }) =>
      `${by} ha restablecido su verificación en dos pasos: sus métodos, códigos de respaldo y navegadores recordados ya no sirven. Abra el enlace de abajo en las próximas 24 horas o simplemente inicie sesión: lo configurará todo de nuevo después de su contraseña. El enlace sirve hasta entonces y no deja entrar a nadie sin su contraseña.`,
  },
  set_up_again: {
    subject: 'Su verificación en dos pasos de Jira vuelve a estar configurada',
    text: ({ factor }) =>
      `Su verificación en dos pasos vuelve a estar completa después del restablecimiento, con «${factor}».`,
  },
  exemption_granted: {
    subject: 'Puede iniciar sesión en Jira sin verificación en dos pasos durante un tiempo',
    text: ({ by, until }) => `${by} le permite iniciar sesión solo con su contraseña hasta el ${until}.`,
  },
  exemption_ended: {
    subject: 'Vuelve a necesitar la verificación en dos pasos para Jira',
    text: ({ by }) => `${by} ha terminado su exención: a partir de ahora no basta con su contraseña.`,
  },
  help_desk_code_issued: {
    subject: 'Su servicio de soporte ha creado un código para su cuenta de Jira',
    text: ({ by, until }) =>
      `${by} ha creado un código que sustituye una vez su segundo paso, hasta el ${until}. Lo oirá por teléfono. Nadie del servicio de soporte se lo pedirá.`,
  },
  help_desk_code_used: {
    subject: 'Se ha usado un código de soporte para su cuenta de Jira',
    text: () =>
      'Alguien ha iniciado sesión en su cuenta con un código de su servicio de soporte. Configure un método propio si ya no tiene ninguno a mano.',
  },
  unlocked: {
    subject: 'Se ha desbloqueado su verificación en dos pasos de Jira',
    text: ({ by }) =>
      `${by} ha levantado el bloqueo por demasiados códigos incorrectos. Ya puede volver a intentarlo.`,
  },
  devices_forgotten: {
    subject: 'Se han olvidado los navegadores recordados de su cuenta de Jira',
    text: ({ by }) =>
      `${by} ha hecho que olvidemos todos sus navegadores recordados: se le pedirá de nuevo el segundo paso en todas partes.`,
  },
  sessions_ended: {
    subject: 'Se han cerrado todas sus sesiones de Jira',
    text: ({ by }) =>
      `${by} ha cerrado todas sus sesiones: tendrá que mostrar de nuevo el segundo paso en todas partes.`,
  },
  break_glass: {
    subject: 'Se ha abierto un acceso de emergencia a una cuenta de Jira',
    text: ({ by, until }) =>
      `${by} han abierto en el servidor un acceso de emergencia a esta cuenta: un código sustituye una vez el segundo paso, hasta el ${until}.`,
  },
};
