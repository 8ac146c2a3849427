import type { Message } from '../page-frame.ts';
import { secondsInWords } from './seconds-in-words.ts';

/** What pages say about an attempt. One text for every kind of wrong code: used, late and mistyped look the same outside. */
export const messages = {
  wrongRecoveryCode: {
    kind: 'error',
    text: 'That code didn’t work.',
    hint: 'Check each character. Each code works once only, and newer ones replace it.',
  } as Message,
  missingRecoveryCode: { kind: 'error', text: 'Enter a backup code or your recovery code.' } as Message,
  savedRequired: {
    kind: 'error',
    text: 'Save what you see here first, then tick the box.',
    hint: 'We can’t show it to you again.',
  } as Message,
  conversationExpired: {
    kind: 'warning',
    text: 'This page was open for too long.',
    hint: 'Nothing was checked. Try again. If you use a code from your app, enter the one it shows now.',
  } as Message,
  setupExpired: {
    kind: 'warning',
    text: 'This page was open for too long, so we started over.',
    hint: 'If you scanned a QR code before, remove that entry from your app. Then scan the new one.',
  } as Message,
  codeSent: { kind: 'success', text: 'It’s on its way.' } as Message,
  sendFailed: {
    kind: 'error',
    text: 'We couldn’t send it.',
    hint: 'Try again in a minute, or choose another way to verify.',
  } as Message,
  sendUnusable: {
    kind: 'error',
    text: 'There is nowhere to send it.',
    hint: 'Check what you entered, or choose another way to verify.',
  } as Message,
  sendWait: (seconds: number): Message => ({
    kind: 'warning',
    text: 'That was sent several times already.',
    hint: `Use the last one, choose another way, or wait up to ${secondsInWords(seconds)}.`,
  }),
  tooManyFromAddress: (seconds: number): Message => ({
    kind: 'warning',
    text: 'Too many attempts came from your network.',
    hint: `Wait ${secondsInWords(seconds)}, then try again.`,
  }),
  attemptsLeft: (count: number): string =>
    count === 1
      ? 'You have 1 attempt left before you have to log in again.'
      : `You have ${count} attempts left before you have to log in again.`,
};

/** Headings and texts for requests that cannot go on. None of them says more than the person needs. */
export const problems = {
  badRequest: {
    heading: 'We couldn’t read that request',
    text: 'The address or the form you sent isn’t valid. Go back and try again.',
  },
  forbidden: {
    heading: 'You can’t do this',
    text: 'Your account isn’t allowed to open this page. If you think it should be, ask your Jira administrator.',
  },
  refusedByPolicy: {
    heading: 'Logging in like this isn’t allowed',
    text: 'Your administrators don’t allow your account to use Jira from here or in this way. If that surprises you, ask them.',
  },
  formExpired: {
    heading: 'This page has expired',
    text: 'For your safety, forms work for a limited time and only in the browser that opened them. Open the page again and retry.',
  },
  notFound: {
    heading: 'We couldn’t find that page',
    text: 'The link may be broken, or the page may have moved.',
  },
  tooManyRequests: {
    heading: 'Too many requests',
    text: 'There were too many requests from your network in a short time. Wait a minute, then try again.',
  },
  internal: {
    heading: 'Something went wrong',
    text: 'The problem is on our side and has been recorded. Try again. If it keeps happening, give your Jira administrator the reference below.',
  },
  upstreamDown: {
    heading: 'Jira isn’t answering',
    text: 'Jira may be restarting or under maintenance. Try again in a minute.',
  },
  unavailable: {
    heading: 'We can’t check your login right now',
    text: 'To keep your account safe, nothing opens until we can. Try again in a minute. If it keeps happening, give your Jira administrator the reference below.',
  },
};
