import type { EmailCodeWords } from './en.ts';

const inMinutes = (minutes: number) => (minutes === 1 ? '1 Minute' : `${minutes} Minuten`);

export const de: EmailCodeWords = {
  name: 'Code per E-Mail',
  card: 'Ein 6-stelliger Code an die E-Mail-Adresse, die in Jira für Sie hinterlegt ist.',
  intro: 'Wir senden einen 6-stelligen Code an Ihre E-Mail-Adresse.',
  setupIntro:
    'Wir senden einen 6-stelligen Code an die E-Mail-Adresse, die in Jira für Sie hinterlegt ist. Geben Sie ihn hier ein, um diese Methode zu aktivieren.',
  wrong: {
    kind: 'error',
    text: 'Dieser Code hat nicht funktioniert.',
    hint: 'Verwenden Sie die neueste E-Mail: Jeder neue Code macht die vorherigen ungültig. Ein Code funktioniert nur einmal und ist 10 Minuten lang gültig.',
  },
  missing: { kind: 'error', text: 'Geben Sie den 6-stelligen Code aus der E-Mail ein.' },
  send: 'Code senden',
  sendAgain: 'Neuen Code senden',
  to: (address) => `An ${address}`,
  noAddress:
    'In Jira ist keine E-Mail-Adresse für Sie hinterlegt. Wählen Sie eine andere Methode oder tragen Sie eine Adresse in Ihrem Jira-Profil ein.',
  sentTo: (address, minutes) =>
    `Ein Code ist unterwegs an ${address}. Er ist ${inMinutes(minutes)} lang gültig. Sehen Sie auch im Spam-Ordner nach.`,
  codeLabel: 'Verifizierungscode aus der E-Mail',
  codeHint: '6 Ziffern, mit oder ohne Leerzeichen.',
  mail: {
    subject: 'Ihr Verifizierungscode für Jira',
    code: (site) => `Ihr Code für ${site}:`,
    life: (minutes) =>
      `Er funktioniert nur einmal und ist ${inMinutes(minutes)} lang gültig. Niemand aus Ihrer Organisation wird Sie jemals danach fragen.`,
    notYou:
      'Wenn Sie sich nicht gerade angemeldet haben, kennt jemand anders Ihr Passwort: Ändern Sie es und informieren Sie Ihren Jira-Administrator.',
  },
};
