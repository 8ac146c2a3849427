import type { SecurityQuestionsWords } from './en.ts';

export const es: SecurityQuestionsWords = {
  name: 'Preguntas de seguridad',
  card: 'Preguntas que solo usted puede responder. Es el método menos seguro: solo funciona desde la red de la oficina y junto con otro método.',
  intro:
    'Responda a sus preguntas de seguridad. Da igual si usa mayúsculas o minúsculas, acentos o espacios.',
  setupIntro:
    'Responda al menos a 3 de estas preguntas, cada una de forma distinta. Sus amistades pueden conocer las respuestas verdaderas, así que puede inventarlas; en ese caso, anótelas.',
  wrong: {
    kind: 'error',
    text: 'Las respuestas no coinciden.',
    hint: 'No indicamos qué respuesta es incorrecta. Cada respuesta debe tener al menos 3 letras, y no puede haber dos iguales.',
  },
  missing: { kind: 'error', text: 'Responda primero a las preguntas.' },
  elsewhere:
    'Las preguntas de seguridad solo funcionan desde determinadas redes y usted está en otra. Elija otro método.',
  questions: {
    teacher: '¿Cómo se llamaba su profesor favorito o su profesora favorita?',
    street: '¿En qué calle vivía cuando era pequeño o pequeña?',
    friend: '¿Cuál era el nombre de su mejor amigo o amiga de la escuela?',
    job: '¿En qué localidad tuvo su primer trabajo?',
    concert: '¿Cuál fue el primer concierto al que asistió?',
    dish: '¿Cuál fue el primer plato que aprendió a cocinar?',
  },
};
