import { help } from './en-help.ts';
import { mails } from './en-mails.ts';
import { messages, problems } from './en-messages.ts';
import { profile } from './en-profile.ts';
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
    settings: 'Your two-step verification',
  },
  challenge: {
    title: 'Two-step verification',
    submit: 'Continue',
    tryAnotherWay: 'Try another way',
    useRecoveryCode: 'Use a backup or recovery code',
    remember: (days: number) => `Don’t ask again in this browser for ${days} days`,
    rememberHint: 'Only on a computer or phone that nobody else uses.',
  },
  confirm: {
    title: 'Confirm that it’s you',
    intro: 'You are about to change how you log in, so we ask once more. This lasts for 10 minutes.',
  },
  ways: {
    title: 'Choose how to verify',
    intro: 'Pick whatever you have at hand.',
    recoveryTitle: 'Backup or recovery code',
    recoveryText: 'One of the codes that you saved when you set up two-step verification.',
    none: 'Nothing of this at hand? Your Jira administrator can reset your two-step verification.',
  },
  methods: {
    title: 'Set up two-step verification',
    addTitle: 'Add another way',
    intro: 'Choose how you want to verify that it’s you. You can add more later.',
    addIntro: 'With a second way, a lost phone or key doesn’t lock you out.',
    recommended: 'Recommended',
    back: 'Choose another way',
  },
  enroll: {
    title: 'Set up two-step verification',
    reasons: {
      required:
        'Your organization asks for a second step when you log in to Jira. Setting it up takes about two minutes.',
      reset:
        'An administrator has reset your two-step verification. Set it up again to continue. You can remove the old Jira entry from your app.',
      chosen: 'Protect your account with a second step each time you log in.',
      added: 'You can use it the next time you log in, beside what you have already.',
      replaced:
        'When you are done, the app on your old phone stops working, and all other browsers have to log in again.',
      otherMethod:
        'Your organization wants one of these methods from you. What you have goes on working elsewhere.',
      grace: (day: string) =>
        `Your organization asks for a second step from ${day} on. Setting it up takes about two minutes.`,
    },
    later: 'Not now',
    submit: 'Finish setup',
    nameLabel: 'Name (optional)',
    nameHint: 'So that you recognize it later, for example “Work laptop”.',
  },
  recoveryCode: {
    title: 'Save your recovery code',
    codesTitle: 'Save your backup codes',
    reasons: {
      enrolled: 'Two-step verification is on.',
      replaced: 'Your old recovery code is used up. This one replaces it.',
      rotated: 'Your old recovery code is void. This one replaces it.',
      reissued: 'Your old backup codes are void. These replace them.',
    },
    intro:
      'If you lose your phone or key, this code is the way back into your account. It works once, and we show it only now.',
    codesIntro:
      'If you lose your phone or key, these codes get you in. Each works once, in any order. We show them only now.',
    bothIntro:
      'If you lose your phone or key, these codes get you in. Each works once. We show them only now.',
    codeLabel: 'Recovery code',
    codesLabel: 'Backup codes',
    download: 'Download',
    print: 'Print',
    safePlaces: 'A password manager or a printed copy works well. Don’t keep it only on your phone.',
    saved: 'I have saved this code somewhere safe',
    savedAll: 'I have saved these codes somewhere safe',
    submit: 'Continue to Jira',
    backToProfile: 'Continue',
    addSecond: 'Continue, and add a second way',
    /** The text file that the Download button saves, line by line. */
    file: (facts: {
      code: string | undefined;
      backupCodes: readonly string[];
      username: string;
      site: string;
      date: string;
    }) => [
      facts.backupCodes.length > 0 ? 'Jira backup codes' : 'Jira recovery code',
      '',
      ...facts.backupCodes,
      ...(facts.backupCodes.length > 0 && facts.code !== undefined ? ['', 'Recovery code'] : []),
      ...(facts.code === undefined ? [] : [facts.code]),
      '',
      `Site:     ${facts.site}`,
      `Username: ${facts.username}`,
      `Created:  ${facts.date}`,
      '',
      'Use a code when your phone or key is not at hand. Each works once,',
      'and every code of this kind that you were given before is void.',
      'Keep them where nobody else can read them.',
    ],
  },
  guard: {
    title: 'First, show that it’s you',
    intro:
      'A password can be stolen. Before a phone or key is tied to your account, we check in one more way.',
    network: 'Open this page from your organization’s network, and nothing more is asked.',
    mailIntro: (to: string) => `We can send a code to your mailbox: ${to}.`,
    mailSent: (to: string) => `We sent a code to ${to}. It is good for ten minutes.`,
    send: 'Send the code',
    again: 'Send another code',
    mailLabel: 'Code from the mail',
    mailHint: 'Six digits.',
    help: 'Your help desk can give you a one-time code, if you have no mailbox at hand.',
    helpLabel: 'Code from the help desk',
    helpHint: 'Capitals and dashes don’t matter.',
    submit: 'Continue',
    nobody: 'Nothing of this works for you? Ask your Jira administrator.',
  },
  recover: {
    title: 'Use a backup or recovery code',
    intro:
      'Enter one of your backup codes, or your recovery code. It works once. A recovery code is replaced by a new one.',
    codeLabel: 'Code',
    codeHint: 'Looks like XXXXX-XXXXX-XXXXX, or one group longer. Capitals and dashes don’t matter.',
    submit: 'Continue',
    back: 'Use another way instead',
    noCode: 'No phone and no code? Your Jira administrator can reset your two-step verification.',
    helpDesk: 'Has your help desk read a code out to you? Enter it here, too.',
  },
  ...help,
  codesLow: {
    title: 'Few backup codes left',
    text: (left: number) =>
      left === 0
        ? 'That was your last backup code. Make new ones now, so that you can get in when your phone is lost.'
        : `You have ${left} of 15 backup codes left. Make new ones while you can: the old ones stop working then.`,
    make: 'Make new codes',
    later: 'Later, go to Jira',
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
  notMe: {
    title: 'Was this not you?',
    text: 'We log you out everywhere and forget every remembered browser. After that, whoever wants in needs your password and your second step again.',
    submit: 'It was not me: log out everywhere',
    doneTitle: 'You are logged out everywhere',
    doneText:
      'No browser is remembered any more. Change your Jira password now: somebody may know it. Then tell your Jira administrator.',
    toLogin: 'Go to Jira',
    invalidTitle: 'This link has expired',
    invalidText:
      'Log in to Jira and open “Your two-step verification”: there you can end sessions and remembered browsers.',
  },
  api: {
    title: 'The REST API',
    text: 'What scripts, load-test kits and Jira’s own login page speak, under /rest/tsv/1.0 and /rest/tsv/latest.',
    document: 'The same for programs: OpenAPI 3.1',
    administration: {
      title: 'The administrators’ REST API',
      text: 'What scripts do that administer two-step verification, under /rest/two-step-admin/1.0 and /rest/two-step-admin/latest.',
    },
    query: 'In the address',
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
  profile,
  mails,
  messages,
  problems,
};

export type Words = typeof en;
