import type { Words } from './en.ts';
import { helpNotices } from './es-help-mails.ts';

/** What the mails say, in Spanish. None of them holds a code or a link that lets anybody in. */
export const mails: Words['mails'] = {
  greeting: (name) => `Hola, ${name}:`,
  when: 'Fecha y hora',
  where: 'Dirección IP',
  browser: 'Navegador',
  site: 'Sitio',
  account: 'Cuenta',
  wasYou: 'Si ha sido usted, no tiene que hacer nada.',
  wasAskedFor: 'Si lo ha pedido usted, no tiene que hacer nada más.',
  setUpAgain: 'Volver a configurar la verificación en dos pasos',
  wasNotYou: 'Si no ha sido usted',
  wasNotYouText:
    'abra este enlace para cerrar todas las sesiones y olvidar todos los navegadores recordados. Después, cambie su contraseña de Jira y avise a su administrador de Jira.',
  footer:
    'Jira envía este mensaje a cualquier persona cuyo inicio de sesión cambie. Nunca pide contraseñas ni códigos por correo electrónico.',
  notices: {
    ...helpNotices,
    factor_added: {
      subject: 'Se ha añadido un nuevo método para iniciar sesión en Jira',
      text: ({ factor }) => `Se ha añadido «${factor}» a su verificación en dos pasos.`,
    },
    factor_removed: {
      subject: 'Se ha eliminado un método para iniciar sesión en Jira',
      text: ({ factor }) => `Se ha eliminado «${factor}» de su verificación en dos pasos.`,
    },
    app_replaced: {
      subject: 'Su aplicación de autenticación de Jira se ha trasladado a otro teléfono',
      text: () =>
        'Se ha vuelto a configurar la aplicación de autenticación de su verificación en dos pasos. La anterior ha dejado de servir.',
    },
    reset: {
      subject: 'Se ha restablecido su verificación en dos pasos de Jira',
      text: () =>
        'Un administrador ha eliminado todos sus métodos. Los configurará de nuevo la próxima vez que inicie sesión.',
    },
    turned_off: {
      subject: 'Se ha desactivado la verificación en dos pasos de su cuenta de Jira',
      text: () => 'Ahora basta con su contraseña para iniciar sesión en Jira.',
    },
    new_browser: {
      subject: 'Inicio de sesión en Jira desde un navegador nuevo',
      text: ({ factor }) =>
        `Alguien ha iniciado sesión en su cuenta con «${factor}» desde un navegador que no conocemos.`,
    },
    backup_code_used: {
      subject: 'Se ha usado un código de respaldo de Jira',
      text: ({ left }) => `Se ha usado uno de sus códigos de respaldo. ${codesLeft(left)}.`,
    },
    backup_codes_low: {
      subject: 'Le quedan pocos códigos de respaldo de Jira',
      text: ({ left }) =>
        `Se ha usado uno de sus códigos de respaldo. ${codesLeft(left)}: genere otros la próxima vez que inicie sesión.`,
    },
    backup_codes_gone: {
      subject: 'Se ha usado su último código de respaldo de Jira',
      text: () => 'No le queda ningún código de respaldo. Genere otros la próxima vez que inicie sesión.',
    },
    codes_changed: {
      subject: 'Se han generado nuevos códigos de respaldo o de recuperación de Jira',
      text: () => 'Los códigos que tenía antes han dejado de funcionar.',
    },
    recovery_code_used: {
      subject: 'Se ha usado su código de recuperación de Jira',
      text: () =>
        'Alguien ha iniciado sesión en su cuenta con su código de recuperación. Lo ha sustituido uno nuevo.',
    },
    wrong_codes: {
      subject: 'Se han introducido códigos incorrectos para su cuenta de Jira',
      text: () =>
        'Alguien ha introducido su contraseña correcta y, después, códigos incorrectos. Si no ha sido usted, esa persona conoce su contraseña.',
    },
    device_stolen: {
      subject: 'Es posible que se haya copiado un navegador recordado de su cuenta de Jira',
      text: () =>
        'Dos navegadores han usado la misma cookie de un navegador recordado. Ya no se recuerda ninguno de los dos, y en ambos habrá que repetir la verificación.',
    },
    key_copied: {
      subject: 'Se ha bloqueado una llave de seguridad de su cuenta de Jira',
      text: () =>
        'Una de sus llaves de seguridad ha respondido con un contador que ha retrocedido: es posible que alguien tenga una copia. La llave está bloqueada. Elimínela y vuelva a registrarla.',
    },
  },
};

function codesLeft(left: number): string {
  return left === 0
    ? 'No le queda ninguno de los 15'
    : `${left === 1 ? 'Le queda' : 'Le quedan'} ${left} de 15`;
}
