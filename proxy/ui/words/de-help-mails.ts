import type { HelpNotices } from './en-help-mails.ts';

export const helpNotices: HelpNotices = {
  factor_taken: {
    subject: 'Ein Administrator hat eine Anmeldemethode für Jira entfernt',
    text: ({ by, factor }) => `${by} hat „${factor}“ aus Ihrer Zwei-Schritt-Verifizierung entfernt.`,
  },
  reset_link: {
    subject: 'Richten Sie Ihre Zwei-Schritt-Verifizierung für Jira neu ein',
    text: ({ by }) =>
      `${by} hat Ihre Zwei-Schritt-Verifizierung zurückgesetzt: Ihre Methoden, Backup-Codes und vertrauenswürdigen Browser sind ungültig. Öffnen Sie den Link unten innerhalb von 24 Stunden oder melden Sie sich einfach an: Nach Ihrem Passwort richten Sie alles neu ein. Der Link gilt, bis Sie das getan haben, und lässt niemanden ohne Ihr Passwort hinein.`,
  },
  set_up_again: {
    subject: 'Ihre Zwei-Schritt-Verifizierung für Jira ist wieder eingerichtet',
    text: ({ factor }) =>
      `Ihre Zwei-Schritt-Verifizierung ist nach dem Zurücksetzen wieder vollständig, mit „${factor}“.`,
  },
  exemption_granted: {
    subject: 'Sie können sich vorübergehend ohne Zwei-Schritt-Verifizierung bei Jira anmelden',
    text: ({ by, until }) => `${by} lässt Sie sich bis ${until} allein mit Ihrem Passwort anmelden.`,
  },
  exemption_ended: {
    subject: 'Sie brauchen für Jira wieder die Zwei-Schritt-Verifizierung',
    text: ({ by }) => `${by} hat Ihre Ausnahme beendet: Ab jetzt genügt Ihr Passwort allein nicht mehr.`,
  },
  help_desk_code_issued: {
    subject: 'Ihr Helpdesk hat einen Code für Ihr Jira-Konto erstellt',
    text: ({ by, until }) =>
      `${by} hat einen Code erstellt, der einmal Ihren zweiten Schritt ersetzt, bis ${until}. Sie erfahren ihn am Telefon. Niemand vom Helpdesk fragt Sie danach.`,
  },
  help_desk_code_used: {
    subject: 'Für Ihr Jira-Konto wurde ein Helpdesk-Code verwendet',
    text: () =>
      'Jemand hat sich in Ihrem Namen mit einem Code Ihres Helpdesks angemeldet. Richten Sie eine eigene Methode ein, wenn Sie keine mehr zur Hand haben.',
  },
  unlocked: {
    subject: 'Ihre Zwei-Schritt-Verifizierung für Jira wurde entsperrt',
    text: ({ by }) =>
      `${by} hat die Sperre nach zu vielen falschen Codes aufgehoben. Sie können es erneut versuchen.`,
  },
  devices_forgotten: {
    subject: 'Die vertrauenswürdigen Browser Ihres Jira-Kontos wurden entfernt',
    text: ({ by }) =>
      `${by} hat alle Ihre vertrauenswürdigen Browser entfernt: Sie werden überall wieder nach Ihrem zweiten Schritt gefragt.`,
  },
  sessions_ended: {
    subject: 'Sie wurden überall von Jira abgemeldet',
    text: ({ by }) =>
      `${by} hat alle Ihre Sitzungen beendet: Sie zeigen Ihren zweiten Schritt überall erneut.`,
  },
  break_glass: {
    subject: 'Notfallzugang zu einem Jira-Konto wurde geöffnet',
    text: ({ by, until }) =>
      `${by} haben am Server den Notfallzugang zu diesem Konto geöffnet: Ein Code ersetzt einmal den zweiten Schritt, bis ${until}.`,
  },
};
