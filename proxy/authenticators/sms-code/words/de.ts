import type { SmsCodeWords } from './en.ts';

export const de: SmsCodeWords = {
  name: 'Code per SMS',
  card: 'Ein 6-stelliger Code an Ihr Mobiltelefon. Sie brauchen dafür Empfang.',
  intro: 'Wir senden einen 6-stelligen Code an Ihr Mobiltelefon.',
  setupIntro:
    'Wir senden einen 6-stelligen Code an Ihr Mobiltelefon. Geben Sie ihn hier ein, um zu bestätigen, dass die Nummer Ihnen gehört.',
  wrong: {
    kind: 'error',
    text: 'Dieser Code hat nicht funktioniert.',
    hint: 'Verwenden Sie die neueste SMS: Jeder neue Code macht die vorherigen ungültig. Ein Code funktioniert nur einmal und ist 5 Minuten lang gültig.',
  },
  missing: { kind: 'error', text: 'Geben Sie den 6-stelligen Code aus der SMS ein.' },
  numberLabel: 'Mobilnummer',
  numberHint: 'Mit Ländervorwahl, zum Beispiel +49 171 1234567.',
  send: 'Code senden',
  sendAgain: 'Neuen Code senden',
  otherNumber: 'Andere Nummer verwenden',
  to: (number) => `An ${number}`,
  sentTo: (number, minutes) =>
    `Ein Code ist unterwegs an ${number}. Er ist ${minutes === 1 ? '1 Minute' : `${minutes} Minuten`} lang gültig.`,
  codeLabel: 'Verifizierungscode',
  codeHint: '6 Ziffern, mit oder ohne Leerzeichen.',
};
