import type { HelpDeskCodeWords } from './en.ts';

export const de: HelpDeskCodeWords = {
  name: 'Helpdesk-Code',
  card: 'Ein Code, den Ihnen Ihr Helpdesk am Telefon nennt.',
  intro: 'Geben Sie den Code ein, den Ihnen Ihr Helpdesk genannt hat.',
  setupIntro: '',
  wrong: {
    kind: 'error',
    text: 'Dieser Code hat nicht funktioniert.',
    hint: 'Prüfen Sie jedes Zeichen. Der Code funktioniert nur einmal und nur für kurze Zeit: Bitten Sie Ihren Helpdesk um einen neuen.',
  },
  missing: { kind: 'error', text: 'Geben Sie den Code ein, den Ihnen Ihr Helpdesk genannt hat.' },
  codeLabel: 'Helpdesk-Code',
  codeHint: 'Format: XXXX-XXXX. Groß-/Kleinschreibung und Bindestriche spielen keine Rolle.',
};
