import type { DuoPushWords } from './en.ts';

export const de: DuoPushWords = {
  name: 'Duo Push',
  card: 'Eine Anfrage in der App Duo Mobile auf Ihrem Smartphone, die Sie mit einem Tippen genehmigen.',
  intro: 'Wir senden eine Anfrage an Ihr Smartphone. Genehmigen Sie sie in der App Duo Mobile.',
  setupIntro:
    'Verbinden Sie die App Duo Mobile auf Ihrem Smartphone und genehmigen Sie dann eine erste Anfrage.',
  wrong: {
    kind: 'error',
    text: 'Duo hat Sie nicht durchgelassen.',
    hint: 'Die Anfrage wurde abgelehnt oder ist abgelaufen, oder der Passcode ist falsch. Senden Sie die Anfrage erneut oder wählen Sie eine andere Methode.',
  },
  missing: { kind: 'error', text: 'Senden Sie zuerst die Anfrage oder geben Sie einen Passcode ein.' },
  send: 'Anfrage senden',
  sendAgain: 'Erneut senden',
  waiting: 'Wir warten auf Sie: Sehen Sie auf Ihr Smartphone und tippen Sie auf „Genehmigen“.',
  answered: 'Ihre Antwort ist da. Einen Moment …',
  approved: 'Ich habe die Anfrage genehmigt',
  passcode: 'Stattdessen einen Passcode eingeben',
  passcodeLabel: 'Duo-Passcode',
  passcodeHint: 'Aus der App Duo Mobile, von einem Token oder von Ihrem Administrator.',
  passcodeSubmit: 'Weiter',
  unavailable: 'Duo ist nicht erreichbar oder lässt Sie nicht zu. Wählen Sie eine andere Methode.',
  activate: 'Smartphone verbinden',
  activateText:
    'Installieren Sie Duo Mobile auf Ihrem Smartphone und öffnen Sie dort diesen Link, oder scannen Sie den Code mit der App. Kommen Sie dann hierher zurück und senden Sie die erste Anfrage.',
  qrLabel: 'QR-Code, der die App Duo Mobile verbindet',
  openLink: 'Duo Mobile auf diesem Gerät öffnen',
};
