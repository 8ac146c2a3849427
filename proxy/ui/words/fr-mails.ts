import type { Words } from './en.ts';
import { helpNotices } from './fr-help-mails.ts';

const leftOf = (left: number) => `Il vous en reste ${left} sur 15`;

/** What the mails say, in French. A colon follows the labels: they bring its no-break space with them. */
export const mails: Words['mails'] = {
  greeting: (name) => `Bonjour ${name},`,
  when: 'Date\u00a0',
  where: 'Adresse IP\u00a0',
  browser: 'Navigateur\u00a0',
  site: 'Site\u00a0',
  account: 'Compte\u00a0',
  wasYou: 'Si c’était vous, vous n’avez rien à faire.',
  wasAskedFor: 'Si vous l’avez demandé, vous n’avez rien d’autre à faire.',
  setUpAgain: 'Configurer à nouveau la vérification en deux étapes',
  wasNotYou: 'Si ce n’était pas vous\u00a0',
  wasNotYouText:
    'ouvrez ce lien pour vous déconnecter partout et retirer tous les navigateurs de confiance. Changez ensuite votre mot de passe Jira et prévenez votre administrateur Jira.',
  footer:
    'Jira envoie ce message à toute personne dont la connexion change. Jira ne vous demande jamais votre mot de passe ni un code par e-mail.',
  notices: {
    ...helpNotices,
    factor_added: {
      subject: 'Une nouvelle méthode de connexion à Jira a été ajoutée',
      text: ({ factor }) =>
        `La méthode «\u00a0${factor}\u00a0» a été ajoutée à votre vérification en deux étapes.`,
    },
    factor_removed: {
      subject: 'Une méthode de connexion à Jira a été supprimée',
      text: ({ factor }) =>
        `La méthode «\u00a0${factor}\u00a0» a été supprimée de votre vérification en deux étapes.`,
    },
    app_replaced: {
      subject: 'Votre application d’authentification Jira a été transférée sur un autre téléphone',
      text: () =>
        'L’application d’authentification de votre vérification en deux étapes a été configurée de nouveau. L’ancienne ne fonctionne plus.',
    },
    reset: {
      subject: 'Votre vérification en deux étapes pour Jira a été réinitialisée',
      text: () =>
        'Un administrateur a supprimé toutes vos méthodes. Vous les configurerez à nouveau à votre prochaine connexion.',
    },
    turned_off: {
      subject: 'La vérification en deux étapes de votre compte Jira a été désactivée',
      text: () => 'Votre mot de passe suffit désormais pour se connecter à Jira.',
    },
    new_browser: {
      subject: 'Connexion à Jira depuis un nouveau navigateur',
      text: ({ factor }) =>
        `Quelqu’un s’est connecté à votre compte avec la méthode «\u00a0${factor}\u00a0» depuis un navigateur que nous ne connaissons pas.`,
    },
    backup_code_used: {
      subject: 'Un code de secours Jira a été utilisé',
      text: ({ left }) => `L’un de vos codes de secours a été utilisé. ${leftOf(left)}.`,
    },
    backup_codes_low: {
      subject: 'Il vous reste peu de codes de secours Jira',
      text: ({ left }) =>
        `L’un de vos codes de secours a été utilisé. ${leftOf(left)}\u00a0: créez-en de nouveaux à votre prochaine connexion.`,
    },
    backup_codes_gone: {
      subject: 'Votre dernier code de secours Jira a été utilisé',
      text: () => 'Il ne vous reste aucun code de secours. Créez-en de nouveaux à votre prochaine connexion.',
    },
    codes_changed: {
      subject: 'De nouveaux codes de secours ou de récupération Jira ont été créés',
      text: () => 'Les codes que vous aviez auparavant ne fonctionnent plus.',
    },
    recovery_code_used: {
      subject: 'Votre code de récupération Jira a été utilisé',
      text: () =>
        'Quelqu’un s’est connecté à votre compte avec votre code de récupération. Un nouveau code l’a remplacé.',
    },
    wrong_codes: {
      subject: 'Des codes incorrects ont été saisis pour votre compte Jira',
      text: () =>
        'Quelqu’un a saisi votre mot de passe correct, puis des codes incorrects. Si ce n’était pas vous, cette personne connaît votre mot de passe.',
    },
    device_stolen: {
      subject: 'Un navigateur de confiance de votre compte Jira a peut-être été copié',
      text: () =>
        'Deux navigateurs ont utilisé le même cookie d’un navigateur de confiance. Aucun des deux n’est plus de confiance, et la vérification sera redemandée dans les deux.',
    },
    key_copied: {
      subject: 'Une clé de sécurité de votre compte Jira a été bloquée',
      text: () =>
        'Le compteur de l’une de vos clés de sécurité est revenu en arrière\u00a0: quelqu’un en possède peut-être une copie. Cette clé est bloquée. Supprimez-la et enregistrez-la de nouveau.',
    },
  },
};
