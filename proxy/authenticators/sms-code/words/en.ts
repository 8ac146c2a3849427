export const en = {
  name: 'Code by text message',
  card: 'A 6-digit code to your mobile phone. Needs reception.',
  intro: 'We send a 6-digit code to your phone.',
  setupIntro: 'We send a 6-digit code to your phone. Enter it here to show that the number is yours.',
  wrong: {
    kind: 'error' as const,
    text: 'That code didn’t work.',
    hint: 'Use the newest message: each new code voids the ones before. A code works once, for 5 minutes.',
  },
  missing: { kind: 'error' as const, text: 'Enter the 6-digit code from the text message.' },
  numberLabel: 'Mobile number',
  numberHint: 'With country code, for example +49 171 1234567.',
  send: 'Send code',
  sendAgain: 'Send another code',
  otherNumber: 'Use another number',
  to: (number: string) => `To ${number}`,
  sentTo: (number: string, minutes: number) =>
    `A code is on its way to ${number}. It works for ${minutes} minutes.`,
  codeLabel: 'Verification code',
  codeHint: '6 digits, with or without blanks.',
};

export type SmsCodeWords = typeof en;
