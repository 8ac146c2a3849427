import type { HelpWords } from './en-help.ts';

/** What pages say after somebody else has helped. */
export const help: HelpWords = {
  setUpAgain: {
    title: 'Configurer à nouveau la vérification en deux étapes',
    text: 'Un administrateur a réinitialisé votre vérification en deux étapes. Connectez-vous avec votre mot de passe Jira, puis configurez une nouvelle méthode et enregistrez vos nouveaux codes de secours. Rien ne se passe avant que vous n’appuyiez sur le bouton.',
    submit: 'Se connecter et configurer',
    otherTitle: 'Ce lien ne vous est pas destiné',
    otherText:
      'Vous êtes connecté sous un autre nom que celui de la personne à qui il a été envoyé. Rien n’a été modifié. S’il vous a été envoyé, déconnectez-vous d’abord.',
    goneTitle: 'Ce lien n’est plus valable',
    goneText:
      'Il a été utilisé, il date de plus de 24 heures ou un plus récent l’a remplacé. Vous n’avez pas besoin de lien\u00a0: connectez-vous à Jira, et vous configurerez la vérification en deux étapes après votre mot de passe.',
    toLogin: 'Aller à Jira',
  },
  helpDeskUsed: {
    title: 'Votre code du support est utilisé',
    text: 'Il a permis cette seule connexion. Ajoutez une méthode maintenant, ou transférez votre application sur votre nouveau téléphone, pour ne plus avoir besoin d’aide la prochaine fois.',
    add: 'Gérer ma vérification en deux étapes',
    later: 'Plus tard, aller à Jira',
  },
};

/** Events of the audit, as the person sees them. */
export const helpEvents: Readonly<Record<string, string>> = {
  'exemption.granted':
    'Vous avez pu vous connecter sans vérification en deux étapes pendant un certain temps',
  'exemption.ended': 'Votre exemption a pris fin',
  'help_desk_code.issued': 'Un code du support a été créé pour vous',
  'help_desk_code.used': 'Un code du support a été utilisé',
  'help_desk_code.failed': 'Un code du support incorrect a été saisi',
  'reset_link.sent': 'Un lien de nouvelle configuration a été envoyé',
  'reset_link.used': 'Le lien de nouvelle configuration a été utilisé',
  'enrollment.reset': 'Un administrateur a réinitialisé votre vérification en deux étapes',
  'factor.unlocked': 'Un administrateur a débloqué votre compte',
  'device.revoked_by_administrator': 'Un administrateur a retiré vos navigateurs de confiance',
  'session.revoked_by_administrator': 'Un administrateur a fermé vos sessions',
  'break_glass.opened': 'L’accès d’urgence a été ouvert',
  'break_glass.used': 'L’accès d’urgence a été utilisé',
};
