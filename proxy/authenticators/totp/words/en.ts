export const en = {
  name: 'Authenticator app',
  card: 'A 6-digit code from an app on your phone, such as Google or Microsoft Authenticator. Works without a network.',
  intro: 'Open your authenticator app and enter the code it shows for Jira.',
  setupIntro: 'An app on your phone makes a new code every 30 seconds.',
  wrong: {
    kind: 'error' as const,
    text: 'That code didn’t work.',
    hint: 'Wait for the next code in your app and enter that one. If it keeps happening, set the clock of your phone to automatic.',
  },
  missing: { kind: 'error' as const, text: 'Enter the 6-digit code from your authenticator app.' },
  codeLabel: 'Verification code',
  codeHint: '6 digits, with or without blanks.',
  appStep: 'Get an authenticator app',
  appText:
    'Install one on your phone, or use the one you already have. Google Authenticator, Microsoft Authenticator, 1Password and any other app that makes 6-digit codes will do.',
  scanStep: 'Scan the QR code',
  scanText: 'In the app, add an account and point your camera here.',
  qrLabel: 'QR code that adds Jira to your authenticator app',
  openInApp: 'Open in an app on this device',
  cantScan: 'Can’t scan? Type this secret',
  cantScanText: 'Choose “enter a setup key” in your app, then type these. The type of key is time-based.',
  secret: 'Secret',
  accountName: 'Account',
  issuer: 'Issuer',
  codeStep: 'Enter the code from the app',
  setupCodeHint: '6 digits. A new code comes every 30 seconds.',
};

export type TotpWords = typeof en;
