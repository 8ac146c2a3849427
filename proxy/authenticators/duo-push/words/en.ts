export const en = {
  name: 'Duo push',
  card: 'A question on your phone, in the Duo Mobile app: approve it with one tap.',
  intro: 'We send a question to your phone. Approve it in the Duo Mobile app.',
  setupIntro: 'Connect the Duo Mobile app on your phone, then approve a first question.',
  wrong: {
    kind: 'error' as const,
    text: 'Duo didn’t let you through.',
    hint: 'The question was denied or ran out, or the passcode is wrong. Send it again, or choose another way.',
  },
  missing: { kind: 'error' as const, text: 'Send the question first, or enter a passcode.' },
  send: 'Send push',
  sendAgain: 'Send it again',
  waiting: 'Waiting for you: look at your phone and tap “Approve”.',
  answered: 'Your answer has arrived. One moment…',
  approved: 'I have approved it',
  passcode: 'Enter a passcode instead',
  passcodeLabel: 'Duo passcode',
  passcodeHint: 'From the Duo Mobile app, a token, or your administrator.',
  passcodeSubmit: 'Continue',
  unavailable: 'Duo can’t be reached, or doesn’t let you in. Choose another way.',
  activate: 'Connect your phone',
  activateText:
    'Install Duo Mobile on your phone, and open this link there, or scan the code with the app. Then come back and send the first push.',
  qrLabel: 'QR code that connects the Duo Mobile app',
  openLink: 'Open Duo Mobile on this device',
};

export type DuoPushWords = typeof en;
