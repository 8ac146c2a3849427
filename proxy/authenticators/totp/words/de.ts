import type { TotpWords } from './en.ts';

export const de: TotpWords = {
  name: 'Authenticator-App',
  card: 'Ein 6-stelliger Code aus einer App auf Ihrem Smartphone, zum Beispiel Google oder Microsoft Authenticator. Funktioniert auch ohne Netz.',
  intro: 'Öffnen Sie Ihre Authenticator-App und geben Sie den Code ein, den sie für Jira anzeigt.',
  setupIntro: 'Eine App auf Ihrem Smartphone erzeugt alle 30 Sekunden einen neuen Code.',
  wrong: {
    kind: 'error',
    text: 'Dieser Code hat nicht funktioniert.',
    hint: 'Warten Sie auf den nächsten Code in Ihrer App und geben Sie diesen ein. Wenn das öfter vorkommt, stellen Sie die Uhrzeit Ihres Smartphones auf „automatisch“.',
  },
  missing: { kind: 'error', text: 'Geben Sie den 6-stelligen Code aus Ihrer Authenticator-App ein.' },
  codeLabel: 'Verifizierungscode',
  codeHint: '6 Ziffern, mit oder ohne Leerzeichen.',
  appStep: 'Authenticator-App installieren',
  appText:
    'Installieren Sie eine App auf Ihrem Smartphone oder nehmen Sie die, die Sie schon haben. Google Authenticator, Microsoft Authenticator, 1Password und jede andere App, die 6-stellige Codes erzeugt, sind geeignet.',
  scanStep: 'QR-Code scannen',
  scanText: 'Fügen Sie in der App ein Konto hinzu und richten Sie die Kamera hierauf.',
  qrLabel: 'QR-Code, der Jira zu Ihrer Authenticator-App hinzufügt',
  openInApp: 'In einer App auf diesem Gerät öffnen',
  cantScan: 'Scannen nicht möglich? Schlüssel eintippen',
  cantScanText:
    'Wählen Sie in Ihrer App „Einrichtungsschlüssel eingeben“ und tippen Sie diese Angaben ein. Die Art des Schlüssels ist „zeitbasiert“.',
  secret: 'Schlüssel',
  accountName: 'Konto',
  issuer: 'Aussteller',
  codeStep: 'Code aus der App eingeben',
  setupCodeHint: '6 Ziffern. Alle 30 Sekunden kommt ein neuer Code.',
};
