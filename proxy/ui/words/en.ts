import { messages, problems } from './en-messages.ts';
import { secondsInWords } from './seconds-in-words.ts';

/** Every word that the pages say, in English. Another language is another object of the type `Words`. */
export const en = {
  direction: 'ltr' as 'ltr' | 'rtl',
  secondsInWords,
  frame: {
    site: 'Jira',
    skipToContent: 'Skip to main content',
    documentTitle: (title: string) => `${title} - Jira`,
    errorTitle: (title: string) => `Error: ${title}`,
    loggingInAs: 'Logging in as',
    notYou: 'Not you?',
    logOut: 'Log out',
    reference: 'Reference',
  },
  challenge: {
    title: 'Two-step verification',
    intro: 'Open your authenticator app and enter the code it shows for Jira.',
    codeLabel: 'Verification code',
    codeHint: '6 digits, with or without blanks.',
    submit: 'Continue',
    useRecoveryCode: 'Can’t use your app? Use your recovery code',
  },
  enroll: {
    title: 'Set up two-step verification',
    reasons: {
      required:
        'Your organization asks for a second step when you log in to Jira. Setting it up takes about two minutes.',
      reset:
        'An administrator has reset your two-step verification. Set it up again to continue. You can remove the old Jira entry from your app.',
      chosen: 'Protect your account with a code from your phone each time you log in.',
    },
    appStep: 'Get an authenticator app',
    appText:
      'Install one on your phone, or use the one you already have. Google Authenticator, Microsoft Authenticator, 1Password and any other app that makes 6-digit codes will do.',
    scanStep: 'Scan the QR code',
    scanText: 'In the app, add an account and point your camera here.',
    qrLabel: 'QR code that adds Jira to your authenticator app',
    openInApp: 'Open in an app on this device',
    cantScan: 'Can’t scan? Type this secret',
    cantScanText: 'Choose “enter a setup key” in your app, then type these. The type of key is time-based.',
    secret: 'Secret',
    accountName: 'Account',
    issuer: 'Issuer',
    codeStep: 'Enter the code from the app',
    codeLabel: 'Verification code',
    codeHint: '6 digits. A new code comes every 30 seconds.',
    submit: 'Finish setup',
  },
  recoveryCode: {
    title: 'Save your recovery code',
    reasons: {
      enrolled: 'Two-step verification is on.',
      replaced: 'Your old recovery code is used up. This one replaces it.',
    },
    intro:
      'If you lose your phone, this code is the way back into your account. It works once, and we show it only now.',
    codeLabel: 'Recovery code',
    download: 'Download',
    print: 'Print',
    safePlaces: 'A password manager or a printed copy works well. Don’t keep it only on your phone.',
    saved: 'I have saved this code somewhere safe',
    submit: 'Continue to Jira',
    /** The text file that the Download button saves, line by line. */
    file: (facts: { code: string; username: string; site: string; date: string }) => [
      'Jira recovery code',
      '',
      facts.code,
      '',
      `Site:     ${facts.site}`,
      `Username: ${facts.username}`,
      `Created:  ${facts.date}`,
      '',
      'Use it when you cannot use your authenticator app. It works once,',
      'and every recovery code that you were given before is void.',
      'Keep it where nobody else can read it.',
    ],
  },
  recover: {
    title: 'Use your recovery code',
    intro:
      'Enter the code you saved when you set up two-step verification. It works once. Afterwards we give you a new one.',
    codeLabel: 'Recovery code',
    codeHint: 'Looks like XXXXX-XXXXX-XXXXX-XXXXX. Capitals and dashes don’t matter.',
    submit: 'Continue',
    back: 'Use your authenticator app instead',
    noCode: 'No phone and no recovery code? Your Jira administrator can reset your two-step verification.',
  },
  locked: {
    title: 'Too many wrong codes',
    text: 'We have paused two-step verification for your account to keep it safe. Your password still works, and nothing in Jira has changed.',
    tryAgainIn: 'You can try again in',
    tryAgainNow: 'You can try again now.',
    wasNotYou:
      'If you didn’t enter these codes, somebody else may know your password. Change it, and tell your Jira administrator.',
    administratorTitle: 'Your account is locked',
    administratorText:
      'Too many wrong codes were entered, so two-step verification stays locked until a Jira administrator resets it for you.',
    administratorNext: 'Waiting or logging in again won’t unlock it.',
    tryAgain: 'Try again',
  },
  api: {
    title: 'The REST API',
    text: 'What scripts, load-test kits and Jira’s own login page speak, under /rest/tsv/1.0 and /rest/tsv/latest.',
    document: 'The same for programs: OpenAPI 3.1',
    request: 'Sent',
    replies: 'Answered',
    callers: {
      anybody: 'For anybody.',
      person: 'For whoever is logged in: a verified session, or a token.',
      administrator: 'For system administrators of Jira.',
    },
  },
  ended: {
    title: 'Let’s start over',
    text: 'There were too many wrong codes. To keep your account safe, log in with your password again before you try another one.',
    submit: 'Log in again',
  },
  loggedOut: {
    title: 'You are logged out',
    text: 'If you share this computer, close all browser windows too.',
    submit: 'Log in again',
  },
  problem: {
    reference: 'Reference',
    retry: 'Try again',
    home: 'Go to Jira',
  },
  copy: {
    action: 'Copy',
    copied: 'Copied',
    failed: 'Press Ctrl+C or ⌘C to copy',
  },
  messages,
  problems,
};

export type Words = typeof en;
