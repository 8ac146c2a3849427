import type { SmsCodeWords } from './en.ts';

export const fr: SmsCodeWords = {
  name: 'Code par SMS',
  card: 'Un code à 6 chiffres envoyé sur votre téléphone mobile. Il faut du réseau.',
  intro: 'Nous envoyons un code à 6 chiffres sur votre téléphone.',
  setupIntro:
    'Nous envoyons un code à 6 chiffres sur votre téléphone. Saisissez-le ici pour confirmer que le numéro est bien le vôtre.',
  wrong: {
    kind: 'error',
    text: 'Ce code n’a pas fonctionné.',
    hint: 'Utilisez le SMS le plus récent\u00a0: chaque nouveau code annule les précédents. Un code ne fonctionne qu’une fois, pendant 5 minutes.',
  },
  missing: { kind: 'error', text: 'Saisissez le code à 6 chiffres reçu par SMS.' },
  numberLabel: 'Numéro de mobile',
  numberHint: 'Avec l’indicatif du pays, par exemple +33 6 39 98 12 34.',
  send: 'Envoyer le code',
  sendAgain: 'Envoyer un autre code',
  otherNumber: 'Utiliser un autre numéro',
  to: (number) => `Au ${number}`,
  sentTo: (number, minutes) =>
    `Un code est en route vers le ${number}. Il est valable ${minutes} ${minutes < 2 ? 'minute' : 'minutes'}.`,
  codeLabel: 'Code de vérification',
  codeHint: '6 chiffres, avec ou sans espaces.',
};
