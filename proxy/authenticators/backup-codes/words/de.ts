import type { BackupCodesWords } from './en.ts';

export const de: BackupCodesWords = {
  name: 'Backup-Codes',
  card: 'Codes auf Papier, für den Fall, dass Sie nichts anderes zur Hand haben.',
  intro: 'Geben Sie einen Ihrer Backup-Codes ein.',
  setupIntro: '',
  wrong: {
    kind: 'error',
    text: 'Dieser Code hat nicht funktioniert.',
    hint: 'Prüfen Sie jedes Zeichen. Jeder Code funktioniert nur einmal, und neuere Codes ersetzen ihn.',
  },
  missing: { kind: 'error', text: 'Geben Sie einen Ihrer Backup-Codes ein.' },
  codeLabel: 'Backup-Code',
  codeHint: 'Format: XXXXX-XXXXX-XXXXX. Groß-/Kleinschreibung und Bindestriche spielen keine Rolle.',
};
