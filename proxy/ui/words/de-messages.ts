import type { Words } from './en.ts';
import { secondsInWords } from './seconds-in-words-de.ts';

/** What pages say about an attempt, in German. */
export const messages: Words['messages'] = {
  wrongRecoveryCode: {
    kind: 'error',
    text: 'Dieser Code hat nicht funktioniert.',
    hint: 'Prüfen Sie jedes Zeichen. Jeder Code funktioniert nur einmal, und neuere Codes ersetzen ihn.',
  },
  missingRecoveryCode: {
    kind: 'error',
    text: 'Geben Sie einen Backup-Code oder Ihren Wiederherstellungscode ein.',
  },
  savedRequired: {
    kind: 'error',
    text: 'Bitte zuerst speichern, dann das Häkchen setzen.',
    hint: 'Was hier steht, können wir nicht noch einmal anzeigen.',
  },
  conversationExpired: {
    kind: 'warning',
    text: 'Diese Seite war zu lange geöffnet.',
    hint: 'Es wurde nichts geprüft. Versuchen Sie es erneut. Wenn Sie einen Code aus Ihrer App verwenden, geben Sie den ein, den sie jetzt anzeigt.',
  },
  setupExpired: {
    kind: 'warning',
    text: 'Diese Seite war zu lange geöffnet. Deshalb haben wir neu begonnen.',
    hint: 'Wenn Sie schon einen QR-Code gescannt haben, löschen Sie diesen Eintrag aus Ihrer App. Scannen Sie dann den neuen.',
  },
  codeSent: { kind: 'success', text: 'Gesendet.' },
  sendFailed: {
    kind: 'error',
    text: 'Das Senden hat nicht funktioniert.',
    hint: 'Versuchen Sie es in einer Minute erneut oder wählen Sie eine andere Methode.',
  },
  sendUnusable: {
    kind: 'error',
    text: 'Wir haben kein gültiges Ziel, an das wir senden können.',
    hint: 'Prüfen Sie Ihre Eingabe oder wählen Sie eine andere Methode.',
  },
  sendWait: (seconds) => ({
    kind: 'warning',
    text: 'Wir haben schon mehrmals etwas gesendet.',
    hint: `Verwenden Sie die letzte Nachricht, wählen Sie eine andere Methode oder warten Sie bis zu ${secondsInWords(seconds)}.`,
  }),
  tooManyFromAddress: (seconds) => ({
    kind: 'warning',
    text: 'Aus Ihrem Netzwerk kamen zu viele Versuche.',
    hint: `Warten Sie ${secondsInWords(seconds)} und versuchen Sie es dann erneut.`,
  }),
  attemptsLeft: (count) =>
    `Sie haben noch ${count === 1 ? '1 Versuch' : `${count} Versuche`}, bevor Sie sich neu anmelden müssen.`,
};

/** Headings and texts for requests that cannot go on, in German. */
export const problems: Words['problems'] = {
  badRequest: {
    heading: 'Wir konnten diese Anfrage nicht lesen',
    text: 'Die Adresse oder das gesendete Formular ist ungültig. Gehen Sie zurück und versuchen Sie es erneut.',
  },
  forbidden: {
    heading: 'Das ist nicht erlaubt',
    text: 'Ihr Konto darf diese Seite nicht öffnen. Wenn Sie Zugriff haben sollten, wenden Sie sich an Ihren Jira-Administrator.',
  },
  refusedByPolicy: {
    heading: 'Diese Anmeldung ist nicht erlaubt',
    text: 'Ihre Administratoren erlauben Ihrem Konto nicht, Jira von hier aus oder auf diesem Weg zu nutzen. Wenn Sie das überrascht, fragen Sie dort nach.',
  },
  formExpired: {
    heading: 'Diese Seite ist abgelaufen',
    text: 'Zu Ihrer Sicherheit sind Formulare nur für begrenzte Zeit gültig, und nur in dem Browser, der sie geöffnet hat. Öffnen Sie die Seite neu und versuchen Sie es noch einmal.',
  },
  notFound: {
    heading: 'Wir konnten diese Seite nicht finden',
    text: 'Vielleicht ist der Link fehlerhaft, oder die Seite wurde verschoben.',
  },
  tooManyRequests: {
    heading: 'Zu viele Anfragen',
    text: 'Aus Ihrem Netzwerk kamen in kurzer Zeit zu viele Anfragen. Warten Sie eine Minute und versuchen Sie es dann erneut.',
  },
  internal: {
    heading: 'Etwas ist schiefgegangen',
    text: 'Der Fehler liegt bei uns und wurde protokolliert. Versuchen Sie es erneut. Wenn er wieder auftritt, nennen Sie Ihrem Jira-Administrator die Referenz unten.',
  },
  upstreamDown: {
    heading: 'Jira antwortet nicht',
    text: 'Vielleicht wird Jira gerade neu gestartet oder gewartet. Versuchen Sie es in einer Minute erneut.',
  },
  unavailable: {
    heading: 'Wir können Ihre Anmeldung gerade nicht prüfen',
    text: 'Zum Schutz Ihres Kontos bleibt der Zugang so lange geschlossen. Versuchen Sie es in einer Minute erneut. Wenn der Fehler wieder auftritt, nennen Sie Ihrem Jira-Administrator die Referenz unten.',
  },
};
