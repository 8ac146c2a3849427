import type { Words } from './en.ts';
import { help } from './es-help.ts';
import { mails } from './es-mails.ts';
import { messages, problems } from './es-messages.ts';
import { profile } from './es-profile.ts';
import { secondsInWords } from './seconds-in-words-es.ts';

/** Every word that the pages say, in Spanish. The person is addressed as “usted”. */
export const es: Words = {
  direction: 'ltr',
  secondsInWords,
  frame: {
    site: 'Jira',
    skipToContent: 'Saltar al contenido principal',
    documentTitle: (title) => `${title} - Jira`,
    errorTitle: (title) => `Error: ${title}`,
    loggingInAs: 'Iniciando sesión como',
    notYou: '¿No es usted?',
    logOut: 'Cerrar sesión',
    reference: 'Referencia',
    settings: 'Su verificación en dos pasos',
  },
  challenge: {
    title: 'Verificación en dos pasos',
    submit: 'Continuar',
    tryAnotherWay: 'Probar otro método',
    useRecoveryCode: 'Usar un código de respaldo o de recuperación',
    remember: (days) =>
      `No volver a preguntar en este navegador durante ${days} ${days === 1 ? 'día' : 'días'}`,
    rememberHint: 'Solo en un equipo o teléfono que no use nadie más.',
  },
  confirm: {
    title: 'Confirme que es usted',
    intro:
      'Va a cambiar su forma de iniciar sesión, así que se lo pedimos una vez más. Esta confirmación dura 10 minutos.',
  },
  ways: {
    title: 'Elija un método de verificación',
    intro: 'Use el que tenga a mano.',
    recoveryTitle: 'Código de respaldo o de recuperación',
    recoveryText: 'Uno de los códigos que guardó al configurar la verificación en dos pasos.',
    none: '¿No tiene nada de esto a mano? Su administrador de Jira puede restablecer su verificación en dos pasos.',
  },
  methods: {
    title: 'Configurar la verificación en dos pasos',
    addTitle: 'Añadir otro método',
    intro: 'Elija cómo quiere demostrar que es usted. Más adelante podrá añadir otros métodos.',
    addIntro: 'Con un segundo método, no se quedará sin acceso si pierde el teléfono o la llave.',
    recommended: 'Recomendado',
    back: 'Elegir otro método',
  },
  enroll: {
    title: 'Configurar la verificación en dos pasos',
    reasons: {
      required:
        'Su organización exige un segundo paso para iniciar sesión en Jira. Configurarlo le llevará unos dos minutos.',
      reset:
        'Un administrador ha restablecido su verificación en dos pasos. Configúrela de nuevo para continuar. Puede eliminar de su aplicación la entrada antigua de Jira.',
      chosen: 'Proteja su cuenta con un segundo paso cada vez que inicie sesión.',
      added: 'Podrá usarlo la próxima vez que inicie sesión, además de lo que ya tiene.',
      replaced:
        'Cuando termine, la aplicación de su teléfono anterior dejará de servir para Jira y tendrá que volver a iniciar sesión en los demás navegadores.',
      otherMethod:
        'Su organización le pide uno de estos métodos. Los que ya tiene siguen sirviendo en otros lugares.',
      grace: (day: string) =>
        `Su organización exigirá un segundo paso a partir del ${day}. Configurarlo le llevará unos dos minutos.`,
    },
    later: 'Ahora no',
    submit: 'Finalizar la configuración',
    nameLabel: 'Nombre (opcional)',
    nameHint: 'Para reconocerlo más adelante; por ejemplo, «Portátil del trabajo».',
  },
  recoveryCode: {
    title: 'Guarde su código de recuperación',
    codesTitle: 'Guarde sus códigos de respaldo',
    reasons: {
      enrolled: 'La verificación en dos pasos está activada.',
      replaced: 'Ya ha usado su código de recuperación anterior. Este lo sustituye.',
      rotated: 'Su código de recuperación anterior ya no es válido. Este lo sustituye.',
      reissued: 'Sus códigos de respaldo anteriores ya no son válidos. Estos los sustituyen.',
    },
    intro:
      'Si pierde el teléfono o la llave, con este código podrá volver a entrar en su cuenta. Sirve una sola vez y solo se lo mostramos ahora.',
    codesIntro:
      'Si pierde el teléfono o la llave, con estos códigos podrá entrar. Cada uno sirve una sola vez, en cualquier orden. Solo se los mostramos ahora.',
    bothIntro:
      'Si pierde el teléfono o la llave, con estos códigos podrá entrar. Cada uno sirve una sola vez. Solo se los mostramos ahora.',
    codeLabel: 'Código de recuperación',
    codesLabel: 'Códigos de respaldo',
    download: 'Descargar',
    print: 'Imprimir',
    safePlaces:
      'Un gestor de contraseñas o una copia impresa son buenas opciones. No basta con tenerlo en el teléfono.',
    saved: 'He guardado este código en un lugar seguro',
    savedAll: 'He guardado estos códigos en un lugar seguro',
    submit: 'Continuar a Jira',
    backToProfile: 'Continuar',
    addSecond: 'Continuar y añadir un segundo método',
    file: (facts) => [
      facts.backupCodes.length > 0 ? 'Códigos de respaldo de Jira' : 'Código de recuperación de Jira',
      '',
      ...facts.backupCodes,
      ...(facts.backupCodes.length > 0 && facts.code !== undefined ? ['', 'Código de recuperación'] : []),
      ...(facts.code === undefined ? [] : [facts.code]),
      '',
      `Sitio:   ${facts.site}`,
      `Usuario: ${facts.username}`,
      `Fecha:   ${facts.date}`,
      '',
      'Use un código cuando no tenga a mano el teléfono o la llave.',
      'Cada código sirve una sola vez. Los códigos de este tipo que',
      'recibió antes ya no son válidos.',
      'Guarde este archivo donde nadie más pueda leerlo.',
    ],
  },
  guard: {
    title: 'Primero, demuestre que es usted',
    intro:
      'Una contraseña se puede robar. Antes de vincular un teléfono o una llave a su cuenta, lo comprobamos de otra manera.',
    network: 'Abra esta página desde la red de su organización y no se le pedirá nada más.',
    mailIntro: (to: string) => `Podemos enviarle un código a su correo: ${to}.`,
    mailSent: (to: string) => `Hemos enviado un código a ${to}. Es válido durante diez minutos.`,
    send: 'Enviar el código',
    again: 'Enviar otro código',
    mailLabel: 'Código del correo',
    mailHint: 'Seis cifras.',
    help: 'Su servicio de asistencia puede darle un código de un solo uso si no tiene su correo a mano.',
    helpLabel: 'Código del servicio de asistencia',
    helpHint: 'Da igual si usa mayúsculas o minúsculas, con o sin guiones.',
    submit: 'Continuar',
    nobody: '¿Nada de esto le sirve? Consulte a su administrador de Jira.',
  },
  recover: {
    title: 'Usar un código de respaldo o de recuperación',
    intro:
      'Introduzca uno de sus códigos de respaldo o su código de recuperación. Cada uno sirve una sola vez. Si usa el código de recuperación, le daremos uno nuevo.',
    codeLabel: 'Código',
    codeHint:
      'Tiene el formato XXXXX-XXXXX-XXXXX, o un grupo más. Da igual si usa mayúsculas o minúsculas, con o sin guiones.',
    submit: 'Continuar',
    back: 'Usar otro método',
    noCode:
      '¿No tiene ni teléfono ni códigos? Su administrador de Jira puede restablecer su verificación en dos pasos.',
    helpDesk: '¿Le ha leído un código su servicio de soporte? Introdúzcalo también aquí.',
  },
  ...help,
  codesLow: {
    title: 'Le quedan pocos códigos de respaldo',
    text: (left) =>
      left === 0
        ? 'Ese era su último código de respaldo. Genere otros ahora para poder entrar si pierde el teléfono.'
        : `${left === 1 ? 'Le queda' : 'Le quedan'} ${left} de 15 códigos de respaldo. Genere otros ahora que puede: los anteriores dejarán de funcionar.`,
    make: 'Generar códigos nuevos',
    later: 'Más tarde, ir a Jira',
  },
  locked: {
    title: 'Demasiados códigos incorrectos',
    text: 'Para proteger su cuenta, hemos bloqueado temporalmente la verificación en dos pasos. Su contraseña sigue siendo válida y en Jira no ha cambiado nada.',
    tryAgainIn: 'Podrá volver a intentarlo en',
    tryAgainNow: 'Ya puede volver a intentarlo.',
    wasNotYou:
      'Si no ha introducido usted esos códigos, es posible que alguien conozca su contraseña. Cámbiela y avise a su administrador de Jira.',
    administratorTitle: 'Su cuenta está bloqueada',
    administratorText:
      'Se han introducido demasiados códigos incorrectos. La verificación en dos pasos seguirá bloqueada hasta que un administrador de Jira la restablezca.',
    administratorNext: 'Esperar o volver a iniciar sesión no la desbloqueará.',
    tryAgain: 'Volver a intentarlo',
  },
  notMe: {
    title: '¿No ha sido usted?',
    text: 'Cerraremos todas sus sesiones y olvidaremos todos los navegadores recordados. A partir de ese momento, quien quiera entrar necesitará de nuevo su contraseña y su segundo paso.',
    submit: 'No he sido yo: cerrar todas las sesiones',
    doneTitle: 'Hemos cerrado todas sus sesiones',
    doneText:
      'Ya no se recuerda ningún navegador. Cambie ahora su contraseña de Jira, porque es posible que alguien la conozca. Después, avise a su administrador de Jira.',
    toLogin: 'Ir a Jira',
    invalidTitle: 'Este enlace ha caducado',
    invalidText:
      'Inicie sesión en Jira y abra «Su verificación en dos pasos»: allí puede cerrar sesiones y olvidar navegadores recordados.',
  },
  api: {
    title: 'La API REST',
    text: 'La que usan los scripts, los kits de pruebas de carga y la propia página de inicio de sesión de Jira, en /rest/tsv/1.0 y /rest/tsv/latest.',
    document: 'Lo mismo, para programas: OpenAPI 3.1',
    administration: {
      title: 'La API REST de administración',
      text: 'La que usan los scripts que administran la verificación en dos pasos, en /rest/two-step-admin/1.0 y /rest/two-step-admin/latest.',
    },
    query: 'En la dirección',
    request: 'Solicitud',
    replies: 'Respuestas',
    callers: {
      anybody: 'Para cualquiera.',
      person: 'Para quien haya iniciado sesión: con una sesión verificada o con un token.',
      administrator: 'Para los administradores del sistema de Jira.',
    },
  },
  ended: {
    title: 'Empecemos de nuevo',
    text: 'Se han introducido demasiados códigos incorrectos. Para proteger su cuenta, inicie sesión de nuevo con su contraseña antes de probar otro código.',
    submit: 'Iniciar sesión de nuevo',
  },
  loggedOut: {
    title: 'Ha cerrado la sesión',
    text: 'Si comparte este equipo, cierre también todas las ventanas del navegador.',
    submit: 'Iniciar sesión de nuevo',
  },
  problem: {
    reference: 'Referencia',
    retry: 'Volver a intentarlo',
    home: 'Ir a Jira',
  },
  copy: {
    action: 'Copiar',
    copied: 'Copiado',
    failed: 'Pulse Ctrl+C o ⌘C para copiar',
  },
  profile,
  mails,
  messages,
  problems,
};
