import type { SecurityQuestionsWords } from './en.ts';

export const fr: SecurityQuestionsWords = {
  name: 'Questions de sécurité',
  card: 'Des questions auxquelles personne d’autre ne sait répondre. La méthode la plus faible\u00a0: elle ne fonctionne que depuis le réseau de l’entreprise, en complément d’une autre.',
  intro:
    'Répondez à vos questions de sécurité. Les majuscules, les accents et les espaces n’ont pas d’importance.',
  setupIntro:
    'Répondez à au moins 3 de ces questions, chaque fois différemment. Vos proches connaissent peut-être les vraies réponses\u00a0: n’hésitez pas à en inventer, et notez-les.',
  wrong: {
    kind: 'error',
    text: 'Cela ne correspond pas.',
    hint: 'Nous ne disons pas quelle réponse était fausse. Chaque réponse doit avoir au moins 3 lettres, et deux réponses ne peuvent pas être identiques.',
  },
  missing: { kind: 'error', text: 'Répondez d’abord aux questions.' },
  elsewhere:
    'Les questions de sécurité ne fonctionnent que depuis certains réseaux, et vous êtes sur un autre. Choisissez une autre méthode.',
  questions: {
    teacher: 'Comment s’appelait votre professeur préféré\u00a0?',
    street: 'Dans quelle rue habitiez-vous quand vous étiez enfant\u00a0?',
    friend: 'Quel était le prénom de votre meilleur(e) ami(e) à l’école\u00a0?',
    job: 'Dans quel lieu était votre premier emploi\u00a0?',
    concert: 'Quel est le premier concert auquel vous avez assisté\u00a0?',
    dish: 'Quel est le premier plat que vous avez appris à cuisiner\u00a0?',
  },
};
