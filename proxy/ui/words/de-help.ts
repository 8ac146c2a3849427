import type { HelpWords } from './en-help.ts';

/** What pages say after somebody else has helped. */
export const help: HelpWords = {
  setUpAgain: {
    title: 'Zwei-Schritt-Verifizierung neu einrichten',
    text: 'Ein Administrator hat Ihre Zwei-Schritt-Verifizierung zurückgesetzt. Melden Sie sich mit Ihrem Jira-Passwort an, richten Sie dann eine neue Methode ein und speichern Sie Ihre neuen Backup-Codes. Es geschieht nichts, bevor Sie auf die Schaltfläche klicken.',
    submit: 'Anmelden und einrichten',
    otherTitle: 'Dieser Link ist nicht für Sie',
    otherText:
      'Sie sind als jemand anderes angemeldet als die Person, an die er gesendet wurde. Es wurde nichts geändert. Melden Sie sich zuerst ab, wenn er an Sie gesendet wurde.',
    goneTitle: 'Dieser Link gilt nicht mehr',
    goneText:
      'Er wurde verwendet, ist älter als 24 Stunden oder durch einen neueren ersetzt worden. Sie brauchen keinen Link: Melden Sie sich bei Jira an, dann richten Sie die Zwei-Schritt-Verifizierung nach Ihrem Passwort ein.',
    toLogin: 'Zu Jira',
  },
  helpDeskUsed: {
    title: 'Ihr Helpdesk-Code ist verbraucht',
    text: 'Er hat diese eine Anmeldung ermöglicht. Fügen Sie jetzt eine Methode hinzu oder übertragen Sie Ihre App auf Ihr neues Smartphone, damit Sie beim nächsten Mal keine Hilfe brauchen.',
    add: 'Meine Zwei-Schritt-Verifizierung verwalten',
    later: 'Später, weiter zu Jira',
  },
};

/** Events of the audit, as the person sees them. */
export const helpEvents: Readonly<Record<string, string>> = {
  'exemption.granted': 'Sie durften sich vorübergehend ohne Zwei-Schritt-Verifizierung anmelden',
  'exemption.ended': 'Ihre Ausnahme wurde beendet',
  'help_desk_code.issued': 'Ein Helpdesk-Code wurde für Sie erstellt',
  'help_desk_code.used': 'Ein Helpdesk-Code wurde verwendet',
  'help_desk_code.failed': 'Ein falscher Helpdesk-Code wurde eingegeben',
  'reset_link.sent': 'Ein Link zum erneuten Einrichten wurde gesendet',
  'reset_link.used': 'Der Link zum erneuten Einrichten wurde verwendet',
  'enrollment.reset': 'Ein Administrator hat Ihre Zwei-Schritt-Verifizierung zurückgesetzt',
  'factor.unlocked': 'Ein Administrator hat Ihr Konto entsperrt',
  'device.revoked_by_administrator': 'Ein Administrator hat Ihre vertrauenswürdigen Browser entfernt',
  'session.revoked_by_administrator': 'Ein Administrator hat Ihre Sitzungen beendet',
  'break_glass.opened': 'Der Notfallzugang wurde geöffnet',
  'break_glass.used': 'Der Notfallzugang wurde verwendet',
};
