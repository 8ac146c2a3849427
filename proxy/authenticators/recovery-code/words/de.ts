import type { RecoveryCodeWords } from './en.ts';

export const de: RecoveryCodeWords = {
  name: 'Wiederherstellungscode',
  card: 'Der lange Code, den Sie beim Einrichten der Zwei-Schritt-Verifizierung gespeichert haben.',
  intro:
    'Geben Sie Ihren Wiederherstellungscode ein. Er funktioniert nur einmal. Danach erhalten Sie einen neuen.',
  setupIntro: '',
  wrong: {
    kind: 'error',
    text: 'Dieser Code hat nicht funktioniert.',
    hint: 'Prüfen Sie jedes Zeichen. Jeder Code funktioniert nur einmal, und neuere Codes ersetzen ihn.',
  },
  missing: { kind: 'error', text: 'Geben Sie Ihren Wiederherstellungscode ein.' },
  codeLabel: 'Wiederherstellungscode',
  codeHint: 'Format: XXXXX-XXXXX-XXXXX-XXXXX. Groß-/Kleinschreibung und Bindestriche spielen keine Rolle.',
};
