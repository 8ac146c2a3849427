export const en = {
  name: 'Code by e-mail',
  card: 'A 6-digit code to the e-mail address that Jira has for you.',
  intro: 'We send a 6-digit code to your e-mail address.',
  setupIntro:
    'We send a 6-digit code to the e-mail address that Jira has for you. Enter it here to turn this on.',
  wrong: {
    kind: 'error' as const,
    text: 'That code didn’t work.',
    hint: 'Use the newest mail: each new code voids the ones before. A code works once, for 10 minutes.',
  },
  missing: { kind: 'error' as const, text: 'Enter the 6-digit code from the mail.' },
  send: 'Send code',
  sendAgain: 'Send another code',
  to: (address: string) => `To ${address}`,
  noAddress: 'Jira has no e-mail address for you. Choose another way, or add one to your Jira profile.',
  sentTo: (address: string, minutes: number) =>
    `A code is on its way to ${address}. It works for ${minutes} minutes. Look into the spam folder, too.`,
  codeLabel: 'E-mail verification code',
  codeHint: '6 digits, with or without blanks.',
  mail: {
    subject: 'Your Jira verification code',
    code: (site: string) => `Your code for ${site}:`,
    life: (minutes: number) =>
      `It works once, for ${minutes} minutes. Nobody from your organization will ever ask you for it.`,
    notYou:
      'If you did not just log in, somebody else has your password: change it, and tell your Jira administrator.',
  },
};

export type EmailCodeWords = typeof en;
