import type { HelpNotices } from './en-help-mails.ts';

export const helpNotices: HelpNotices = {
  factor_taken: {
    subject: 'Un administrateur a supprimé une méthode de connexion à Jira',
    text: ({ by, factor }) =>
      `${by} a supprimé la méthode «\u00a0${factor}\u00a0» de votre vérification en deux étapes.`,
  },
  reset_link: {
    subject: 'Configurez à nouveau votre vérification en deux étapes pour Jira',
    text: ({ by }) =>
      `${by} a réinitialisé votre vérification en deux étapes\u00a0: vos méthodes, vos codes de secours et vos navigateurs de confiance ne sont plus valables. Ouvrez le lien ci-dessous dans les 24 heures, ou connectez-vous simplement\u00a0: vous configurerez tout à nouveau après votre mot de passe. Le lien reste valable jusque-là et ne laisse entrer personne sans votre mot de passe.`,
  },
  set_up_again: {
    subject: 'Votre vérification en deux étapes pour Jira est de nouveau configurée',
    text: ({ factor }) =>
      `Votre vérification en deux étapes est de nouveau complète après la réinitialisation, avec la méthode «\u00a0${factor}\u00a0».`,
  },
  exemption_granted: {
    subject: 'Vous pouvez vous connecter à Jira sans vérification en deux étapes pendant un certain temps',
    text: ({ by, until }) =>
      `${by} vous permet de vous connecter avec votre seul mot de passe jusqu’au ${until}.`,
  },
  exemption_ended: {
    subject: 'La vérification en deux étapes est de nouveau nécessaire pour Jira',
    text: ({ by }) => `${by} a mis fin à votre exemption\u00a0: votre mot de passe seul ne suffit plus.`,
  },
  help_desk_code_issued: {
    subject: 'Votre support a créé un code pour votre compte Jira',
    text: ({ by, until }) =>
      `${by} a créé un code qui remplace une fois votre deuxième étape, jusqu’au ${until}. Vous l’entendrez au téléphone. Personne du support ne vous le demandera.`,
  },
  help_desk_code_used: {
    subject: 'Un code du support a été utilisé pour votre compte Jira',
    text: () =>
      'Quelqu’un s’est connecté à votre compte avec un code de votre support. Configurez une méthode à vous si vous n’en avez plus sous la main.',
  },
  unlocked: {
    subject: 'Votre vérification en deux étapes pour Jira a été débloquée',
    text: ({ by }) => `${by} a levé le blocage dû à trop de codes incorrects. Vous pouvez réessayer.`,
  },
  devices_forgotten: {
    subject: 'Les navigateurs de confiance de votre compte Jira ont été retirés',
    text: ({ by }) =>
      `${by} a retiré tous vos navigateurs de confiance\u00a0: votre deuxième étape vous sera redemandée partout.`,
  },
  sessions_ended: {
    subject: 'Vous avez été déconnecté de Jira partout',
    text: ({ by }) =>
      `${by} a fermé toutes vos sessions\u00a0: votre deuxième étape vous sera redemandée partout.`,
  },
  break_glass: {
    subject: 'Un accès d’urgence à un compte Jira a été ouvert',
    text: ({ by, until }) =>
      `${by} ont ouvert sur le serveur un accès d’urgence à ce compte\u00a0: un code remplace une fois la deuxième étape, jusqu’au ${until}.`,
  },
};
