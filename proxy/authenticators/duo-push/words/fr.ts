import type { DuoPushWords } from './en.ts';

export const fr: DuoPushWords = {
  name: 'Duo Push',
  card: 'Une demande dans l’application Duo Mobile de votre téléphone, à approuver d’une simple pression.',
  intro: 'Nous envoyons une demande sur votre téléphone. Approuvez-la dans l’application Duo Mobile.',
  setupIntro: 'Connectez l’application Duo Mobile de votre téléphone, puis approuvez une première demande.',
  wrong: {
    kind: 'error',
    text: 'Duo ne vous a pas laissé passer.',
    hint: 'La demande a été refusée ou a expiré, ou le code d’accès est incorrect. Renvoyez la demande, ou choisissez une autre méthode.',
  },
  missing: { kind: 'error', text: 'Envoyez d’abord la demande, ou saisissez un code d’accès.' },
  send: 'Envoyer la demande',
  sendAgain: 'Renvoyer la demande',
  waiting:
    'En attente de votre réponse\u00a0: regardez votre téléphone et appuyez sur «\u00a0Approuver\u00a0».',
  answered: 'Votre réponse est arrivée. Un instant…',
  approved: 'J’ai approuvé la demande',
  passcode: 'Saisir plutôt un code d’accès',
  passcodeLabel: 'Code d’accès Duo',
  passcodeHint: 'Fourni par l’application Duo Mobile, un jeton ou votre administrateur.',
  passcodeSubmit: 'Continuer',
  unavailable: 'Duo est injoignable ou ne vous autorise pas l’accès. Choisissez une autre méthode.',
  activate: 'Connecter votre téléphone',
  activateText:
    'Installez Duo Mobile sur votre téléphone et ouvrez-y ce lien, ou scannez le code avec l’application. Revenez ensuite ici et envoyez la première demande.',
  qrLabel: 'Code QR qui connecte l’application Duo Mobile',
  openLink: 'Ouvrir Duo Mobile sur cet appareil',
};
