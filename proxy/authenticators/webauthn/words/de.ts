import type { WebAuthnWords } from './en.ts';

export const de: WebAuthnWords = {
  name: 'Sicherheitsschlüssel oder Passkey',
  card: 'Ein Schlüssel zum Einstecken oder Antippen, Ihr Fingerabdruck, Ihr Gesicht oder die Displaysperre. Die sicherste Methode: Sie ist vor Phishing geschützt.',
  intro: 'Verwenden Sie Ihren Sicherheitsschlüssel, Ihren Fingerabdruck, Ihr Gesicht oder die Displaysperre.',
  setupIntro:
    'Halten Sie Ihren Sicherheitsschlüssel bereit oder verwenden Sie den Fingerabdrucksensor oder die Displaysperre dieses Geräts.',
  wrong: {
    kind: 'error',
    text: 'Dieser Sicherheitsschlüssel hat nicht funktioniert.',
    hint: 'Verwenden Sie einen Schlüssel, den Sie hier registriert haben, und versuchen Sie es erneut.',
  },
  missing: {
    kind: 'error',
    text: 'Betätigen Sie zuerst die Schaltfläche und folgen Sie dann den Anweisungen Ihres Browsers.',
  },
  use: 'Sicherheitsschlüssel verwenden',
  create: 'Diesen Schlüssel registrieren',
  waiting: 'Folgen Sie den Anweisungen Ihres Browsers. Wenn Ihr Schlüssel blinkt, berühren Sie ihn.',
  failed: 'Der Schlüssel hat nicht geantwortet. Versuchen Sie es erneut oder wählen Sie eine andere Methode.',
  duplicate: 'Dieser Schlüssel ist bereits registriert.',
  unsupported: 'Dieser Browser unterstützt keine Sicherheitsschlüssel. Wählen Sie eine andere Methode.',
  insecure:
    'Ihr Browser verwendet Sicherheitsschlüssel nur auf sicheren Seiten (https). Wählen Sie eine andere Methode.',
  needsScript:
    'Sicherheitsschlüssel brauchen JavaScript, das in diesem Browser deaktiviert ist. Aktivieren Sie es oder wählen Sie eine andere Methode.',
};
