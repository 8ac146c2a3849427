import type { Translations } from '../ui/index.ts';

type WaveMailWords = {
  readonly subject: (day: string) => string;
  readonly subjectNow: string;
  readonly text: (day: string) => string;
  readonly textNow: string;
  readonly how: string;
  readonly care: string;
};

/** What people read who are asked to set up a second factor. */
export const waveMailWords: Translations<WaveMailWords> = {
  en: {
    subject: (day) => `Jira: set up two-step verification by ${day}`,
    subjectNow: 'Jira: set up two-step verification now',
    text: (day) =>
      `Your organization asks for a second step when you log in to Jira from ${day} on. You have none yet.`,
    textNow: 'Your organization now asks for a second step when you log in to Jira. You have none yet.',
    how: 'Setting it up takes about two minutes. Log in to Jira, and open this page:',
    care: 'Nobody will ever ask you for your password or for a code by mail.',
  },
  de: {
    subject: (day) => `Jira: Zwei-Schritt-Anmeldung bis ${day} einrichten`,
    subjectNow: 'Jira: Zwei-Schritt-Anmeldung jetzt einrichten',
    text: (day) =>
      `Ihre Organisation verlangt ab ${day} einen zweiten Schritt bei der Anmeldung an Jira. Sie haben noch keinen eingerichtet.`,
    textNow:
      'Ihre Organisation verlangt ab jetzt einen zweiten Schritt bei der Anmeldung an Jira. Sie haben noch keinen eingerichtet.',
    how: 'Das Einrichten dauert etwa zwei Minuten. Melden Sie sich an Jira an und öffnen Sie diese Seite:',
    care: 'Niemand wird Sie je per E-Mail nach Ihrem Passwort oder einem Code fragen.',
  },
  fr: {
    subject: (day) => `Jira : configurez la vérification en deux étapes avant le ${day}`,
    subjectNow: 'Jira : configurez la vérification en deux étapes maintenant',
    text: (day) =>
      `À partir du ${day}, votre organisation demande une deuxième étape lors de la connexion à Jira. Vous n’en avez pas encore.`,
    textNow:
      'Votre organisation demande désormais une deuxième étape lors de la connexion à Jira. Vous n’en avez pas encore.',
    how: 'La configuration prend environ deux minutes. Connectez-vous à Jira et ouvrez cette page :',
    care: 'Personne ne vous demandera jamais votre mot de passe ni un code par e-mail.',
  },
  es: {
    subject: (day) => `Jira: configure la verificación en dos pasos antes del ${day}`,
    subjectNow: 'Jira: configure ahora la verificación en dos pasos',
    text: (day) =>
      `A partir del ${day}, su organización pide un segundo paso al iniciar sesión en Jira. Usted aún no tiene ninguno.`,
    textNow:
      'Su organización pide ahora un segundo paso al iniciar sesión en Jira. Usted aún no tiene ninguno.',
    how: 'La configuración tarda unos dos minutos. Inicie sesión en Jira y abra esta página:',
    care: 'Nadie le pedirá nunca su contraseña ni un código por correo.',
  },
  ja: {
    subject: (day) => `Jira：${day}までに2段階認証を設定してください`,
    subjectNow: 'Jira：2段階認証を今すぐ設定してください',
    text: (day) => `${day}以降、Jira へのログインには2段階目の認証が必要になります。まだ設定されていません。`,
    textNow: 'Jira へのログインに2段階目の認証が必要になりました。まだ設定されていません。',
    how: '設定は約2分で終わります。Jira にログインして、次のページを開いてください。',
    care: 'パスワードやコードをメールでお尋ねすることは決してありません。',
  },
};
