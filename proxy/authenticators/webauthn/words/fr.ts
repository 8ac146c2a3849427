import type { WebAuthnWords } from './en.ts';

export const fr: WebAuthnWords = {
  name: 'Clé de sécurité ou clé d’accès',
  card: 'Une clé à brancher ou à approcher, votre empreinte, votre visage ou le verrouillage de l’écran. La méthode la plus sûre\u00a0: elle résiste à l’hameçonnage.',
  intro: 'Utilisez votre clé de sécurité, votre empreinte, votre visage ou le verrouillage de l’écran.',
  setupIntro:
    'Préparez votre clé, ou utilisez le lecteur d’empreintes ou le verrouillage de l’écran de cet appareil.',
  wrong: {
    kind: 'error',
    text: 'Cette clé n’a pas fonctionné.',
    hint: 'Utilisez une clé que vous avez enregistrée ici, et réessayez.',
  },
  missing: {
    kind: 'error',
    text: 'Appuyez d’abord sur le bouton, puis suivez les instructions de votre navigateur.',
  },
  use: 'Utiliser la clé de sécurité',
  create: 'Enregistrer cette clé',
  waiting: 'Suivez les instructions de votre navigateur. Si votre clé clignote, touchez-la.',
  failed: 'La clé n’a pas répondu. Réessayez, ou choisissez une autre méthode.',
  duplicate: 'Cette clé est déjà enregistrée.',
  unsupported: 'Ce navigateur ne prend pas en charge les clés de sécurité. Choisissez une autre méthode.',
  insecure:
    'Votre navigateur n’utilise les clés de sécurité que sur des pages sécurisées (https). Choisissez une autre méthode.',
  needsScript:
    'Les clés de sécurité ont besoin de JavaScript, qui est désactivé dans ce navigateur. Activez-le, ou choisissez une autre méthode.',
};
