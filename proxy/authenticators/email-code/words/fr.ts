import type { EmailCodeWords } from './en.ts';

const inMinutes = (minutes: number) => `${minutes} ${minutes < 2 ? 'minute' : 'minutes'}`;

export const fr: EmailCodeWords = {
  name: 'Code par e-mail',
  card: 'Un code à 6 chiffres envoyé à votre adresse e-mail enregistrée dans Jira.',
  intro: 'Nous envoyons un code à 6 chiffres à votre adresse e-mail.',
  setupIntro:
    'Nous envoyons un code à 6 chiffres à votre adresse e-mail enregistrée dans Jira. Saisissez-le ici pour activer cette méthode.',
  wrong: {
    kind: 'error',
    text: 'Ce code n’a pas fonctionné.',
    hint: 'Utilisez l’e-mail le plus récent\u00a0: chaque nouveau code annule les précédents. Un code ne fonctionne qu’une fois, pendant 10 minutes.',
  },
  missing: { kind: 'error', text: 'Saisissez le code à 6 chiffres reçu par e-mail.' },
  send: 'Envoyer le code',
  sendAgain: 'Envoyer un autre code',
  to: (address) => `À ${address}`,
  noAddress:
    'Jira n’a pas d’adresse e-mail pour vous. Choisissez une autre méthode, ou ajoutez une adresse à votre profil Jira.',
  sentTo: (address, minutes) =>
    `Un code est en route vers ${address}. Il est valable ${inMinutes(minutes)}. Regardez aussi dans vos courriers indésirables.`,
  codeLabel: 'Code de vérification reçu par e-mail',
  codeHint: '6 chiffres, avec ou sans espaces.',
  mail: {
    subject: 'Votre code de vérification Jira',
    code: (site) => `Votre code pour ${site}\u00a0:`,
    life: (minutes) =>
      `Il ne fonctionne qu’une fois, pendant ${inMinutes(minutes)}. Personne de votre organisation ne vous le demandera jamais.`,
    notYou:
      'Si vous ne venez pas de vous connecter, quelqu’un d’autre connaît votre mot de passe\u00a0: changez-le et prévenez votre administrateur Jira.',
  },
};
