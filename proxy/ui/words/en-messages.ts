import type { Message } from '../page-frame.ts';
import { secondsInWords } from './seconds-in-words.ts';

/** What pages say about an attempt. One text for every kind of wrong code: used, late and mistyped look the same outside. */
export const messages = {
  wrongCode: {
    kind: 'error',
    text: 'That code didn’t work.',
    hint: 'Wait for the next code in your app and enter that one. If it keeps happening, set the clock of your phone to automatic.',
  } as Message,
  wrongRecoveryCode: {
    kind: 'error',
    text: 'That recovery code didn’t work.',
    hint: 'Check each character. A recovery code works once only, and a newer one replaces it.',
  } as Message,
  missingCode: { kind: 'error', text: 'Enter the 6-digit code from your authenticator app.' } as Message,
  missingRecoveryCode: { kind: 'error', text: 'Enter your recovery code.' } as Message,
  savedRequired: {
    kind: 'error',
    text: 'Save your recovery code first, then tick the box.',
    hint: 'We can’t show it to you again.',
  } as Message,
  conversationExpired: {
    kind: 'warning',
    text: 'This page was open for too long.',
    hint: 'Your code wasn’t checked. Enter it again. If it came from your app, use the one it shows now.',
  } as Message,
  setupExpired: {
    kind: 'warning',
    text: 'This page was open for too long, so the QR code has changed.',
    hint: 'If you scanned the old one, remove that entry from your app. Then scan the new QR code below.',
  } as Message,
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
