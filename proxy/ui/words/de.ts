import { help } from './de-help.ts';
import { mails } from './de-mails.ts';
import { messages, problems } from './de-messages.ts';
import { profile } from './de-profile.ts';
import type { Words } from './en.ts';
import { secondsInWords } from './seconds-in-words-de.ts';

/** Every word that the pages say, in German. */
export const de: Words = {
  direction: 'ltr',
  secondsInWords,
  frame: {
    site: 'Jira',
    skipToContent: 'Zum Hauptinhalt springen',
    documentTitle: (title) => `${title} - Jira`,
    errorTitle: (title) => `Fehler: ${title}`,
    loggingInAs: 'Anmeldung als',
    notYou: 'Nicht Sie?',
    logOut: 'Abmelden',
    reference: 'Referenz',
    settings: 'Ihre Zwei-Schritt-Verifizierung',
  },
  challenge: {
    title: 'Zwei-Schritt-Verifizierung',
    submit: 'Weiter',
    tryAnotherWay: 'Andere Methode wählen',
    useRecoveryCode: 'Backup- oder Wiederherstellungscode verwenden',
    remember: (days) => `In diesem Browser ${days === 1 ? '1 Tag' : `${days} Tage`} lang nicht mehr fragen`,
    rememberHint: 'Nur auf einem Computer oder Smartphone, das außer Ihnen niemand benutzt.',
  },
  confirm: {
    title: 'Bestätigen Sie, dass Sie es sind',
    intro:
      'Sie sind dabei, Ihre Anmeldung zu ändern. Deshalb fragen wir noch einmal nach. Die Bestätigung gilt 10 Minuten lang.',
  },
  ways: {
    title: 'Methode wählen',
    intro: 'Nehmen Sie, was Sie gerade zur Hand haben.',
    recoveryTitle: 'Backup- oder Wiederherstellungscode',
    recoveryText:
      'Einer der Codes, die Sie beim Einrichten der Zwei-Schritt-Verifizierung gespeichert haben.',
    none: 'Nichts davon zur Hand? Ihr Jira-Administrator kann Ihre Zwei-Schritt-Verifizierung zurücksetzen.',
  },
  methods: {
    title: 'Zwei-Schritt-Verifizierung einrichten',
    addTitle: 'Weitere Methode hinzufügen',
    intro: 'Wählen Sie, wie Sie sich verifizieren möchten. Weitere Methoden können Sie später hinzufügen.',
    addIntro:
      'Mit einer zweiten Methode kommen Sie auch dann in Ihr Konto, wenn Sie Ihr Smartphone oder Ihren Sicherheitsschlüssel verlieren.',
    recommended: 'Empfohlen',
    back: 'Andere Methode wählen',
  },
  enroll: {
    title: 'Zwei-Schritt-Verifizierung einrichten',
    reasons: {
      required:
        'Ihre Organisation verlangt bei der Anmeldung bei Jira einen zweiten Schritt. Das Einrichten dauert etwa zwei Minuten.',
      reset:
        'Ein Administrator hat Ihre Zwei-Schritt-Verifizierung zurückgesetzt. Richten Sie sie neu ein, um fortzufahren. Den alten Jira-Eintrag können Sie aus Ihrer App löschen.',
      chosen: 'Schützen Sie Ihr Konto mit einem zweiten Schritt bei jeder Anmeldung.',
      added:
        'Sie können diese Methode ab Ihrer nächsten Anmeldung nutzen. Ihre bisherigen Methoden bleiben erhalten.',
      replaced:
        'Sobald Sie fertig sind, funktioniert die App auf Ihrem alten Smartphone nicht mehr, und Sie müssen sich in allen anderen Browsern neu anmelden.',
      otherMethod:
        'Ihre Organisation verlangt von Ihnen eine dieser Methoden. Was Sie haben, funktioniert an anderer Stelle weiter.',
      grace: (day: string) =>
        `Ihre Organisation verlangt ab ${day} einen zweiten Schritt. Das Einrichten dauert etwa zwei Minuten.`,
    },
    later: 'Jetzt nicht',
    submit: 'Einrichtung abschließen',
    nameLabel: 'Name (optional)',
    nameHint: 'Damit Sie den Eintrag später wiedererkennen, zum Beispiel „Dienst-Laptop“.',
  },
  recoveryCode: {
    title: 'Speichern Sie Ihren Wiederherstellungscode',
    codesTitle: 'Speichern Sie Ihre Backup-Codes',
    reasons: {
      enrolled: 'Die Zwei-Schritt-Verifizierung ist aktiviert.',
      replaced: 'Ihr alter Wiederherstellungscode ist verbraucht. Dieser ersetzt ihn.',
      rotated: 'Ihr alter Wiederherstellungscode ist ungültig. Dieser ersetzt ihn.',
      reissued: 'Ihre alten Backup-Codes sind ungültig. Diese ersetzen sie.',
    },
    intro:
      'Wenn Sie Ihr Smartphone oder Ihren Sicherheitsschlüssel verlieren, kommen Sie mit diesem Code wieder in Ihr Konto. Er funktioniert nur einmal, und wir zeigen ihn nur jetzt an.',
    codesIntro:
      'Wenn Sie Ihr Smartphone oder Ihren Sicherheitsschlüssel verlieren, kommen Sie mit diesen Codes in Ihr Konto. Jeder funktioniert nur einmal, die Reihenfolge ist egal. Wir zeigen sie nur jetzt an.',
    bothIntro:
      'Wenn Sie Ihr Smartphone oder Ihren Sicherheitsschlüssel verlieren, kommen Sie mit diesen Codes in Ihr Konto. Jeder funktioniert nur einmal. Wir zeigen sie nur jetzt an.',
    codeLabel: 'Wiederherstellungscode',
    codesLabel: 'Backup-Codes',
    download: 'Herunterladen',
    print: 'Drucken',
    safePlaces: 'Ein Passwortmanager oder ein Ausdruck eignet sich gut. Ihr Smartphone allein genügt nicht.',
    saved: 'Ich habe diesen Code an einem sicheren Ort gespeichert',
    savedAll: 'Ich habe diese Codes an einem sicheren Ort gespeichert',
    submit: 'Weiter zu Jira',
    backToProfile: 'Weiter',
    addSecond: 'Weiter und eine zweite Methode hinzufügen',
    file: ({ code, backupCodes, username, site, date }) => [
      backupCodes.length > 0 ? 'Backup-Codes für Jira' : 'Wiederherstellungscode für Jira',
      '',
      ...backupCodes,
      ...(backupCodes.length > 0 && code !== undefined ? ['', 'Wiederherstellungscode'] : []),
      ...(code === undefined ? [] : [code]),
      '',
      `Website:      ${site}`,
      `Benutzername: ${username}`,
      `Erstellt am:  ${date}`,
      '',
      'Verwenden Sie einen Code, wenn Sie Ihr Smartphone oder Ihren',
      'Sicherheitsschlüssel nicht zur Hand haben. Jeder Code funktioniert',
      'nur einmal. Alle Codes dieser Art, die Sie früher erhalten haben,',
      'sind ungültig. Bewahren Sie die Codes so auf, dass niemand sonst',
      'sie lesen kann.',
    ],
  },
  guard: {
    title: 'Zeigen Sie zuerst, dass Sie es sind',
    intro:
      'Ein Passwort kann gestohlen werden. Bevor ein Smartphone oder Schlüssel mit Ihrem Konto verbunden wird, prüfen wir auf einem weiteren Weg.',
    network: 'Öffnen Sie diese Seite aus dem Netzwerk Ihrer Organisation, dann wird nichts weiter verlangt.',
    mailIntro: (to: string) => `Wir können einen Code an Ihr Postfach senden: ${to}.`,
    mailSent: (to: string) => `Wir haben einen Code an ${to} gesendet. Er gilt zehn Minuten.`,
    send: 'Code senden',
    again: 'Neuen Code senden',
    mailLabel: 'Code aus der E-Mail',
    mailHint: 'Sechs Ziffern.',
    help: 'Ihr Helpdesk kann Ihnen einen Einmalcode geben, wenn Sie kein Postfach zur Hand haben.',
    helpLabel: 'Code vom Helpdesk',
    helpHint: 'Groß-/Kleinschreibung und Bindestriche spielen keine Rolle.',
    submit: 'Weiter',
    nobody: 'Nichts davon hilft Ihnen? Wenden Sie sich an Ihren Jira-Administrator.',
  },
  recover: {
    title: 'Backup- oder Wiederherstellungscode verwenden',
    intro:
      'Geben Sie einen Ihrer Backup-Codes oder Ihren Wiederherstellungscode ein. Jeder Code funktioniert nur einmal. Für einen verbrauchten Wiederherstellungscode erhalten Sie einen neuen.',
    codeLabel: 'Code',
    codeHint:
      'Format: XXXXX-XXXXX-XXXXX oder eine Gruppe länger. Groß-/Kleinschreibung und Bindestriche spielen keine Rolle.',
    submit: 'Weiter',
    back: 'Stattdessen eine andere Methode verwenden',
    noCode:
      'Kein Smartphone und kein Code? Ihr Jira-Administrator kann Ihre Zwei-Schritt-Verifizierung zurücksetzen.',
    helpDesk: 'Hat Ihnen Ihr Helpdesk einen Code vorgelesen? Geben Sie auch ihn hier ein.',
  },
  ...help,
  codesLow: {
    title: 'Nur noch wenige Backup-Codes',
    text: (left) =>
      left === 0
        ? 'Das war Ihr letzter Backup-Code. Erstellen Sie jetzt neue, damit Sie auch ohne Ihr Smartphone in Ihr Konto kommen.'
        : `Sie haben noch ${left} von 15 Backup-Codes. Erstellen Sie rechtzeitig neue: Die alten werden dann ungültig.`,
    make: 'Neue Codes erstellen',
    later: 'Später, weiter zu Jira',
  },
  locked: {
    title: 'Zu viele falsche Codes',
    text: 'Zum Schutz Ihres Kontos haben wir die Zwei-Schritt-Verifizierung vorübergehend gesperrt. Ihr Passwort gilt weiterhin, und in Jira hat sich nichts geändert.',
    tryAgainIn: 'Neuer Versuch möglich in',
    tryAgainNow: 'Sie können es jetzt erneut versuchen.',
    wasNotYou:
      'Wenn Sie diese Codes nicht eingegeben haben, kennt vielleicht jemand anders Ihr Passwort. Ändern Sie es und informieren Sie Ihren Jira-Administrator.',
    administratorTitle: 'Ihr Konto ist gesperrt',
    administratorText:
      'Es wurden zu viele falsche Codes eingegeben. Die Zwei-Schritt-Verifizierung bleibt gesperrt, bis ein Jira-Administrator sie für Sie zurücksetzt.',
    administratorNext: 'Warten oder erneutes Anmelden hebt die Sperre nicht auf.',
    tryAgain: 'Erneut versuchen',
  },
  notMe: {
    title: 'Waren Sie das nicht?',
    text: 'Wir melden Sie überall ab und entfernen alle vertrauenswürdigen Browser. Danach sind für jede Anmeldung wieder Ihr Passwort und Ihr zweiter Schritt nötig.',
    submit: 'Das war ich nicht: überall abmelden',
    doneTitle: 'Sie sind überall abgemeldet',
    doneText:
      'Kein Browser ist mehr vertrauenswürdig. Ändern Sie jetzt Ihr Jira-Passwort: Vielleicht kennt es jemand. Informieren Sie dann Ihren Jira-Administrator.',
    toLogin: 'Zu Jira',
    invalidTitle: 'Dieser Link ist abgelaufen',
    invalidText:
      'Melden Sie sich bei Jira an und öffnen Sie „Ihre Zwei-Schritt-Verifizierung“: Dort können Sie Sitzungen beenden und vertrauenswürdige Browser entfernen.',
  },
  api: {
    title: 'Die REST-API',
    text: 'Die Schnittstelle für Skripte, Lasttest-Werkzeuge und die Anmeldeseite von Jira, unter /rest/tsv/1.0 und /rest/tsv/latest.',
    document: 'Dasselbe für Programme: OpenAPI 3.1',
    administration: {
      title: 'Die REST-API für die Administration',
      text: 'Die Schnittstelle für Skripte, die die Zwei-Schritt-Verifizierung verwalten, unter /rest/two-step-admin/1.0 und /rest/two-step-admin/latest.',
    },
    query: 'In der Adresse',
    request: 'Anfrage',
    replies: 'Antworten',
    callers: {
      anybody: 'Für alle.',
      person: 'Für alle, die angemeldet sind: mit einer verifizierten Sitzung oder einem Token.',
      administrator: 'Für Systemadministratoren von Jira.',
    },
  },
  ended: {
    title: 'Noch einmal von vorn',
    text: 'Es wurden zu viele falsche Codes eingegeben. Melden Sie sich zum Schutz Ihres Kontos erneut mit Ihrem Passwort an, bevor Sie es mit einem weiteren Code versuchen.',
    submit: 'Erneut anmelden',
  },
  loggedOut: {
    title: 'Sie sind abgemeldet',
    text: 'Wenn auch andere diesen Computer benutzen, schließen Sie bitte alle Browserfenster.',
    submit: 'Erneut anmelden',
  },
  problem: {
    reference: 'Referenz',
    retry: 'Erneut versuchen',
    home: 'Zu Jira',
  },
  copy: {
    action: 'Kopieren',
    copied: 'Kopiert',
    failed: 'Drücken Sie Strg+C oder ⌘C zum Kopieren',
  },
  profile,
  mails,
  messages,
  problems,
};
