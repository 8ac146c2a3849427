import type { TotpWords } from './en.ts';

export const fr: TotpWords = {
  name: 'Application d’authentification',
  card: 'Un code à 6 chiffres depuis une application sur votre téléphone, par exemple Google ou Microsoft Authenticator. Fonctionne sans réseau.',
  intro: 'Ouvrez votre application d’authentification et saisissez le code qu’elle affiche pour Jira.',
  setupIntro: 'Une application sur votre téléphone crée un nouveau code toutes les 30 secondes.',
  wrong: {
    kind: 'error',
    text: 'Ce code n’a pas fonctionné.',
    hint: 'Attendez le prochain code de votre application et saisissez celui-là. Si le problème persiste, réglez l’heure de votre téléphone sur «\u00a0automatique\u00a0».',
  },
  missing: {
    kind: 'error',
    text: 'Saisissez le code à 6 chiffres de votre application d’authentification.',
  },
  codeLabel: 'Code de vérification',
  codeHint: '6 chiffres, avec ou sans espaces.',
  appStep: 'Installer une application d’authentification',
  appText:
    'Installez-en une sur votre téléphone, ou utilisez celle que vous avez déjà. Google Authenticator, Microsoft Authenticator, 1Password et toute autre application qui crée des codes à 6 chiffres conviennent.',
  scanStep: 'Scanner le code QR',
  scanText: 'Dans l’application, ajoutez un compte et pointez votre appareil photo ici.',
  qrLabel: 'Code QR qui ajoute Jira à votre application d’authentification',
  openInApp: 'Ouvrir dans une application sur cet appareil',
  cantScan: 'Impossible de scanner\u00a0? Saisissez cette clé',
  cantScanText:
    'Choisissez «\u00a0Saisir une clé de configuration\u00a0» dans votre application, puis saisissez ces informations. Le type de clé est «\u00a0basée sur l’heure\u00a0».',
  secret: 'Clé',
  accountName: 'Compte',
  issuer: 'Émetteur',
  codeStep: 'Saisir le code de l’application',
  setupCodeHint: '6 chiffres. Un nouveau code apparaît toutes les 30 secondes.',
};
