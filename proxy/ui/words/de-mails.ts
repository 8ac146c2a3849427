import { helpNotices } from './de-help-mails.ts';
import type { Words } from './en.ts';

const leftOf = (left: number) => `Es ${left === 1 ? 'ist' : 'sind'} noch ${left} von 15 übrig`;

/** What the mails say, in German. */
export const mails: Words['mails'] = {
  greeting: (name) => `Guten Tag ${name},`,
  when: 'Zeitpunkt',
  where: 'IP-Adresse',
  browser: 'Browser',
  site: 'Website',
  account: 'Konto',
  wasYou: 'Wenn Sie das waren, müssen Sie nichts tun.',
  wasAskedFor: 'Wenn Sie darum gebeten haben, müssen Sie sonst nichts tun.',
  setUpAgain: 'Zwei-Schritt-Verifizierung neu einrichten',
  wasNotYou: 'Wenn Sie das nicht waren',
  wasNotYouText:
    'Öffnen Sie diesen Link, um sich überall abzumelden und alle vertrauenswürdigen Browser zu entfernen. Ändern Sie dann Ihr Jira-Passwort und informieren Sie Ihren Jira-Administrator.',
  footer:
    'Jira sendet diese Nachricht an alle, bei denen sich etwas an der Anmeldung ändert. Sie werden nie per E-Mail nach Ihrem Passwort oder einem Code gefragt.',
  notices: {
    ...helpNotices,
    factor_added: {
      subject: 'Eine neue Anmeldemethode für Jira wurde hinzugefügt',
      text: ({ factor }) => `„${factor}“ wurde zu Ihrer Zwei-Schritt-Verifizierung hinzugefügt.`,
    },
    factor_removed: {
      subject: 'Eine Anmeldemethode für Jira wurde entfernt',
      text: ({ factor }) => `„${factor}“ wurde aus Ihrer Zwei-Schritt-Verifizierung entfernt.`,
    },
    app_replaced: {
      subject: 'Ihre Authenticator-App für Jira ist auf ein anderes Smartphone umgezogen',
      text: () =>
        'Die Authenticator-App Ihrer Zwei-Schritt-Verifizierung wurde neu eingerichtet. Die alte funktioniert nicht mehr.',
    },
    reset: {
      subject: 'Ihre Zwei-Schritt-Verifizierung für Jira wurde zurückgesetzt',
      text: () =>
        'Ein Administrator hat alle Ihre Methoden entfernt. Bei der nächsten Anmeldung richten Sie sie neu ein.',
    },
    turned_off: {
      subject: 'Die Zwei-Schritt-Verifizierung für Ihr Jira-Konto wurde deaktiviert',
      text: () => 'Für die Anmeldung bei Jira genügt jetzt allein Ihr Passwort.',
    },
    new_browser: {
      subject: 'Anmeldung bei Jira mit einem neuen Browser',
      text: ({ factor }) =>
        `Jemand hat sich in Ihrem Namen mit „${factor}“ in einem Browser angemeldet, den wir nicht kennen.`,
    },
    backup_code_used: {
      subject: 'Ein Backup-Code für Jira wurde verwendet',
      text: ({ left }) => `Einer Ihrer Backup-Codes wurde verwendet. ${leftOf(left)}.`,
    },
    backup_codes_low: {
      subject: 'Nur noch wenige Backup-Codes für Jira',
      text: ({ left }) =>
        `Einer Ihrer Backup-Codes wurde verwendet. ${leftOf(left)}: Erstellen Sie bei Ihrer nächsten Anmeldung neue.`,
    },
    backup_codes_gone: {
      subject: 'Ihr letzter Backup-Code für Jira wurde verwendet',
      text: () => 'Es ist kein Backup-Code mehr übrig. Erstellen Sie bei Ihrer nächsten Anmeldung neue.',
    },
    codes_changed: {
      subject: 'Neue Backup- oder Wiederherstellungscodes für Jira wurden erstellt',
      text: () => 'Ihre bisherigen Codes sind ungültig.',
    },
    recovery_code_used: {
      subject: 'Ihr Wiederherstellungscode für Jira wurde verwendet',
      text: () =>
        'Jemand hat sich in Ihrem Namen mit Ihrem Wiederherstellungscode angemeldet. Ein neuer hat ihn ersetzt.',
    },
    wrong_codes: {
      subject: 'Für Ihr Jira-Konto wurden falsche Codes eingegeben',
      text: () =>
        'Jemand hat Ihr richtiges Passwort und danach falsche Codes eingegeben. Wenn Sie das nicht waren, kennt diese Person Ihr Passwort.',
    },
    device_stolen: {
      subject: 'Ein vertrauenswürdiger Browser Ihres Jira-Kontos wurde möglicherweise kopiert',
      text: () =>
        'Zwei Browser haben dasselbe Cookie eines vertrauenswürdigen Browsers verwendet. Keiner von beiden ist mehr vertrauenswürdig, und in beiden müssen Sie sich erneut verifizieren.',
    },
    key_copied: {
      subject: 'Ein Sicherheitsschlüssel Ihres Jira-Kontos wurde gesperrt',
      text: () =>
        'Der Zähler eines Ihrer Sicherheitsschlüssel ist zurückgesprungen: Vielleicht hat jemand eine Kopie davon. Der Schlüssel ist gesperrt. Entfernen Sie ihn und registrieren Sie ihn neu.',
    },
  },
};
