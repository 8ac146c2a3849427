import type { Words } from './en.ts';
import { help } from './fr-help.ts';
import { mails } from './fr-mails.ts';
import { messages, problems } from './fr-messages.ts';
import { profile } from './fr-profile.ts';
import { secondsInWords } from './seconds-in-words-fr.ts';

/** Every word that the pages say, in French. A no-break space stands before : ; ? ! and inside « ». */
export const fr: Words = {
  direction: 'ltr',
  secondsInWords,
  frame: {
    site: 'Jira',
    skipToContent: 'Aller au contenu principal',
    documentTitle: (title) => `${title} - Jira`,
    errorTitle: (title) => `Erreur\u00a0: ${title}`,
    loggingInAs: 'Connexion en tant que',
    notYou: 'Ce n’est pas vous\u00a0?',
    logOut: 'Se déconnecter',
    reference: 'Référence',
    settings: 'Votre vérification en deux étapes',
  },
  challenge: {
    title: 'Vérification en deux étapes',
    submit: 'Continuer',
    tryAnotherWay: 'Choisir une autre méthode',
    useRecoveryCode: 'Utiliser un code de secours ou de récupération',
    remember: (days) => `Ne plus demander dans ce navigateur pendant ${days} ${days < 2 ? 'jour' : 'jours'}`,
    rememberHint: 'Seulement sur un ordinateur ou un téléphone que personne d’autre n’utilise.',
  },
  confirm: {
    title: 'Confirmez que c’est bien vous',
    intro:
      'Vous allez modifier votre façon de vous connecter, nous vous demandons donc de confirmer une nouvelle fois. Cette confirmation est valable 10 minutes.',
  },
  ways: {
    title: 'Choisir une méthode',
    intro: 'Prenez ce que vous avez sous la main.',
    recoveryTitle: 'Code de secours ou de récupération',
    recoveryText: 'L’un des codes que vous avez enregistrés en configurant la vérification en deux étapes.',
    none: 'Rien de tout cela sous la main\u00a0? Votre administrateur Jira peut réinitialiser votre vérification en deux étapes.',
  },
  methods: {
    title: 'Configurer la vérification en deux étapes',
    addTitle: 'Ajouter une autre méthode',
    intro:
      'Choisissez comment prouver que c’est bien vous. Vous pourrez ajouter d’autres méthodes plus tard.',
    addIntro:
      'Avec une deuxième méthode, vous gardez l’accès à votre compte même si vous perdez votre téléphone ou votre clé.',
    recommended: 'Recommandé',
    back: 'Choisir une autre méthode',
  },
  enroll: {
    title: 'Configurer la vérification en deux étapes',
    reasons: {
      required:
        'Votre organisation demande une deuxième étape pour se connecter à Jira. La configuration prend environ deux minutes.',
      reset:
        'Un administrateur a réinitialisé votre vérification en deux étapes. Configurez-la de nouveau pour continuer. Vous pouvez supprimer l’ancienne entrée Jira de votre application.',
      chosen: 'Protégez votre compte par une deuxième étape à chaque connexion.',
      added:
        'Vous pourrez utiliser cette méthode dès votre prochaine connexion, en plus de celles que vous avez déjà.',
      replaced:
        'Une fois que vous aurez terminé, l’application de votre ancien téléphone ne fonctionnera plus, et vous devrez vous reconnecter dans tous les autres navigateurs.',
      otherMethod:
        'Votre organisation vous demande l’une de ces méthodes. Celles que vous avez restent valables ailleurs.',
      grace: (day: string) =>
        `Votre organisation demandera une deuxième étape à partir du ${day}. La configuration prend environ deux minutes.`,
    },
    later: 'Plus tard',
    submit: 'Terminer la configuration',
    nameLabel: 'Nom (facultatif)',
    nameHint: 'Pour vous y retrouver plus tard, par exemple «\u00a0Ordinateur du bureau\u00a0».',
  },
  recoveryCode: {
    title: 'Enregistrez votre code de récupération',
    codesTitle: 'Enregistrez vos codes de secours',
    reasons: {
      enrolled: 'La vérification en deux étapes est activée.',
      replaced: 'Votre ancien code de récupération a été utilisé. Celui-ci le remplace.',
      rotated: 'Votre ancien code de récupération n’est plus valable. Celui-ci le remplace.',
      reissued: 'Vos anciens codes de secours ne sont plus valables. Ceux-ci les remplacent.',
    },
    intro:
      'Si vous perdez votre téléphone ou votre clé, ce code vous redonne accès à votre compte. Il ne fonctionne qu’une fois, et nous ne l’affichons que maintenant.',
    codesIntro:
      'Si vous perdez votre téléphone ou votre clé, ces codes vous donnent accès à votre compte. Chacun ne fonctionne qu’une fois, dans l’ordre de votre choix. Nous ne les affichons que maintenant.',
    bothIntro:
      'Si vous perdez votre téléphone ou votre clé, ces codes vous donnent accès à votre compte. Chacun ne fonctionne qu’une fois. Nous ne les affichons que maintenant.',
    codeLabel: 'Code de récupération',
    codesLabel: 'Codes de secours',
    download: 'Télécharger',
    print: 'Imprimer',
    safePlaces:
      'Un gestionnaire de mots de passe ou une copie imprimée conviennent bien. Évitez de tout garder uniquement sur votre téléphone.',
    saved: 'J’ai enregistré ce code en lieu sûr',
    savedAll: 'J’ai enregistré ces codes en lieu sûr',
    submit: 'Continuer vers Jira',
    backToProfile: 'Continuer',
    addSecond: 'Continuer et ajouter une deuxième méthode',
    file: ({ code, backupCodes, username, site, date }) => [
      backupCodes.length > 0 ? 'Codes de secours Jira' : 'Code de récupération Jira',
      '',
      ...backupCodes,
      ...(backupCodes.length > 0 && code !== undefined ? ['', 'Code de récupération'] : []),
      ...(code === undefined ? [] : [code]),
      '',
      `Site\u00a0:              ${site}`,
      `Nom d’utilisateur\u00a0: ${username}`,
      `Date de création\u00a0:  ${date}`,
      '',
      'Utilisez un code quand vous n’avez pas votre téléphone ou votre clé',
      'sous la main. Chaque code ne fonctionne qu’une fois. Les codes de',
      'ce type que vous avez reçus auparavant ne sont plus valables.',
      'Gardez ces codes là où personne d’autre ne peut les lire.',
    ],
  },
  guard: {
    title: 'Montrez d’abord que c’est bien vous',
    intro:
      'Un mot de passe peut être volé. Avant de relier un téléphone ou une clé à votre compte, nous vérifions d’une autre façon.',
    network:
      'Ouvrez cette page depuis le réseau de votre organisation\u00a0: rien de plus ne vous sera demandé.',
    mailIntro: (to: string) => `Nous pouvons envoyer un code à votre adresse\u00a0: ${to}.`,
    mailSent: (to: string) => `Nous avons envoyé un code à ${to}. Il est valable dix minutes.`,
    send: 'Envoyer le code',
    again: 'Envoyer un autre code',
    mailLabel: 'Code reçu par e-mail',
    mailHint: 'Six chiffres.',
    help: 'Votre service d’assistance peut vous donner un code à usage unique si vous n’avez pas accès à vos e-mails.',
    helpLabel: 'Code du service d’assistance',
    helpHint: 'Les majuscules et les tirets n’ont pas d’importance.',
    submit: 'Continuer',
    nobody: 'Rien de tout cela ne convient\u00a0? Adressez-vous à votre administrateur Jira.',
  },
  recover: {
    title: 'Utiliser un code de secours ou de récupération',
    intro:
      'Saisissez l’un de vos codes de secours ou votre code de récupération. Chaque code ne fonctionne qu’une fois. Un code de récupération utilisé est remplacé par un nouveau.',
    codeLabel: 'Code',
    codeHint:
      'Format\u00a0: XXXXX-XXXXX-XXXXX, ou un groupe de plus. Les majuscules et les tirets n’ont pas d’importance.',
    submit: 'Continuer',
    back: 'Utiliser plutôt une autre méthode',
    noCode:
      'Ni téléphone, ni code\u00a0? Votre administrateur Jira peut réinitialiser votre vérification en deux étapes.',
    helpDesk: 'Votre support vous a lu un code\u00a0? Saisissez-le également ici.',
  },
  ...help,
  codesLow: {
    title: 'Il reste peu de codes de secours',
    text: (left) =>
      left === 0
        ? 'C’était votre dernier code de secours. Créez-en de nouveaux maintenant, pour garder l’accès à votre compte si vous perdez votre téléphone.'
        : `Il vous reste ${left} ${left === 1 ? 'code' : 'codes'} de secours sur 15. Créez-en de nouveaux tant que vous le pouvez\u00a0: les anciens ne fonctionneront alors plus.`,
    make: 'Créer de nouveaux codes',
    later: 'Plus tard, aller à Jira',
  },
  locked: {
    title: 'Trop de codes incorrects',
    text: 'Pour protéger votre compte, nous avons suspendu la vérification en deux étapes. Votre mot de passe reste valable, et rien n’a changé dans Jira.',
    tryAgainIn: 'Nouvel essai possible dans',
    tryAgainNow: 'Vous pouvez réessayer maintenant.',
    wasNotYou:
      'Si vous n’avez pas saisi ces codes, quelqu’un d’autre connaît peut-être votre mot de passe. Changez-le et prévenez votre administrateur Jira.',
    administratorTitle: 'Votre compte est verrouillé',
    administratorText:
      'Trop de codes incorrects ont été saisis. La vérification en deux étapes reste verrouillée jusqu’à ce qu’un administrateur Jira la réinitialise pour vous.',
    administratorNext: 'Attendre ou vous reconnecter ne la déverrouillera pas.',
    tryAgain: 'Réessayer',
  },
  notMe: {
    title: 'Ce n’était pas vous\u00a0?',
    text: 'Nous allons vous déconnecter partout et retirer tous les navigateurs de confiance. Ensuite, toute connexion demandera de nouveau votre mot de passe et votre deuxième étape.',
    submit: 'Ce n’était pas moi\u00a0: me déconnecter partout',
    doneTitle: 'Déconnexion effectuée partout',
    doneText:
      'Il n’y a plus aucun navigateur de confiance. Changez maintenant votre mot de passe Jira\u00a0: quelqu’un le connaît peut-être. Prévenez ensuite votre administrateur Jira.',
    toLogin: 'Aller à Jira',
    invalidTitle: 'Ce lien a expiré',
    invalidText:
      'Connectez-vous à Jira et ouvrez «\u00a0Votre vérification en deux étapes\u00a0»\u00a0: vous pourrez y fermer des sessions et retirer des navigateurs de confiance.',
  },
  api: {
    title: 'L’API REST',
    text: 'L’interface destinée aux scripts, aux outils de test de charge et à la page de connexion de Jira, sous /rest/tsv/1.0 et /rest/tsv/latest.',
    document: 'La même chose pour les programmes\u00a0: OpenAPI 3.1',
    administration: {
      title: 'L’API REST d’administration',
      text: 'L’interface destinée aux scripts qui administrent la vérification en deux étapes, sous /rest/two-step-admin/1.0 et /rest/two-step-admin/latest.',
    },
    query: 'Dans l’adresse',
    request: 'Requête',
    replies: 'Réponses',
    callers: {
      anybody: 'Pour tout le monde.',
      person: 'Pour toute personne connectée\u00a0: avec une session vérifiée ou un jeton.',
      administrator: 'Pour les administrateurs système de Jira.',
    },
  },
  ended: {
    title: 'Reprenons depuis le début',
    text: 'Trop de codes incorrects ont été saisis. Pour protéger votre compte, reconnectez-vous avec votre mot de passe avant d’essayer un autre code.',
    submit: 'Se reconnecter',
  },
  loggedOut: {
    title: 'Déconnexion effectuée',
    text: 'Si vous partagez cet ordinateur, fermez aussi toutes les fenêtres du navigateur.',
    submit: 'Se reconnecter',
  },
  problem: {
    reference: 'Référence',
    retry: 'Réessayer',
    home: 'Aller à Jira',
  },
  copy: {
    action: 'Copier',
    copied: 'Copié',
    failed: 'Appuyez sur Ctrl+C ou ⌘C pour copier',
  },
  profile,
  mails,
  messages,
  problems,
};
