import type { Words } from './en.ts';
import { secondsInWords } from './seconds-in-words-fr.ts';

/** What pages say about an attempt, in French. */
export const messages: Words['messages'] = {
  wrongRecoveryCode: {
    kind: 'error',
    text: 'Ce code n’a pas fonctionné.',
    hint: 'Vérifiez chaque caractère. Chaque code ne fonctionne qu’une fois, et les plus récents le remplacent.',
  },
  missingRecoveryCode: {
    kind: 'error',
    text: 'Saisissez un code de secours ou votre code de récupération.',
  },
  savedRequired: {
    kind: 'error',
    text: 'Enregistrez d’abord ce qui est affiché, puis cochez la case.',
    hint: 'Nous ne pourrons plus vous le montrer.',
  },
  conversationExpired: {
    kind: 'warning',
    text: 'Cette page est restée ouverte trop longtemps.',
    hint: 'Rien n’a été vérifié. Réessayez. Si vous utilisez un code de votre application, saisissez celui qu’elle affiche maintenant.',
  },
  setupExpired: {
    kind: 'warning',
    text: 'Cette page est restée ouverte trop longtemps, nous avons donc recommencé.',
    hint: 'Si vous avez déjà scanné un code QR, supprimez cette entrée de votre application. Scannez ensuite le nouveau.',
  },
  codeSent: { kind: 'success', text: 'C’est envoyé.' },
  sendFailed: {
    kind: 'error',
    text: 'L’envoi a échoué.',
    hint: 'Réessayez dans une minute, ou choisissez une autre méthode.',
  },
  sendUnusable: {
    kind: 'error',
    text: 'Nous n’avons pas de destination valable pour l’envoi.',
    hint: 'Vérifiez votre saisie, ou choisissez une autre méthode.',
  },
  sendWait: (seconds) => ({
    kind: 'warning',
    text: 'Nous avons déjà fait plusieurs envois.',
    hint: `Utilisez le dernier message reçu, choisissez une autre méthode, ou patientez jusqu’à ${secondsInWords(seconds)}.`,
  }),
  tooManyFromAddress: (seconds) => ({
    kind: 'warning',
    text: 'Trop d’essais sont venus de votre réseau.',
    hint: `Patientez ${secondsInWords(seconds)}, puis réessayez.`,
  }),
  attemptsLeft: (count) =>
    `Il vous reste ${count} ${count < 2 ? 'essai' : 'essais'} avant de devoir vous reconnecter.`,
};

/** Headings and texts for requests that cannot go on, in French. */
export const problems: Words['problems'] = {
  badRequest: {
    heading: 'Nous n’avons pas pu lire cette requête',
    text: 'L’adresse ou le formulaire envoyé n’est pas valable. Revenez en arrière et réessayez.',
  },
  forbidden: {
    heading: 'Vous ne pouvez pas faire cela',
    text: 'Votre compte n’est pas autorisé à ouvrir cette page. Si vous pensez qu’il devrait l’être, adressez-vous à votre administrateur Jira.',
  },
  refusedByPolicy: {
    heading: 'Cette connexion n’est pas autorisée',
    text: 'Vos administrateurs n’autorisent pas votre compte à utiliser Jira d’ici ou de cette façon. Si cela vous surprend, adressez-vous à eux.',
  },
  formExpired: {
    heading: 'Cette page a expiré',
    text: 'Pour votre sécurité, un formulaire n’est valable que pendant un temps limité, et seulement dans le navigateur qui l’a ouvert. Ouvrez de nouveau la page et réessayez.',
  },
  notFound: {
    heading: 'Cette page est introuvable',
    text: 'Le lien est peut-être incorrect, ou la page a été déplacée.',
  },
  tooManyRequests: {
    heading: 'Trop de requêtes',
    text: 'Trop de requêtes sont venues de votre réseau en peu de temps. Patientez une minute, puis réessayez.',
  },
  internal: {
    heading: 'Une erreur s’est produite',
    text: 'Le problème vient de chez nous et a été enregistré. Réessayez. S’il persiste, communiquez la référence ci-dessous à votre administrateur Jira.',
  },
  upstreamDown: {
    heading: 'Jira ne répond pas',
    text: 'Jira est peut-être en cours de redémarrage ou de maintenance. Réessayez dans une minute.',
  },
  unavailable: {
    heading: 'Nous ne pouvons pas vérifier votre connexion pour le moment',
    text: 'Pour protéger votre compte, l’accès reste fermé en attendant. Réessayez dans une minute. Si le problème persiste, communiquez la référence ci-dessous à votre administrateur Jira.',
  },
};
