import type { Response } from 'express';
import type { AttemptOutcome, LockedUntil } from '../conversation/index.ts';
import { sendJson } from '../http/send.ts';

/** Errors of this API have one field that clients read: `message`. */
export function sendMessage(res: Response, status: number, message: string): void {
  sendJson(res, status, { message });
}

export const messages = {
  unknownConversation: 'The conversation is unknown or has expired. Log in again.',
  wrongCode: 'The code is not valid.',
  wrongPassword: 'The password is not right.',
  confirmWithCode: 'Confirm with a code of your authenticator app.',
  alreadyEnrolled: 'You have set two-step verification up already.',
  wrongRecoveryCode: 'The recovery code is not valid.',
  noEnrollment: 'No enrollment found for this user.',
  guarded: 'More than the password is wanted before the first factor. Set it up in a browser.',
  appNotAllowed: 'Authenticator apps are not used on this site.',
  noCaptcha: 'Jira has no captcha for programs. Log in once with a browser.',
  locked: 'Too many wrong codes. Two-step verification is locked for now.',
} as const;

/** 429 with the time to wait (RFC 6585 §4); no time where only an administrator can help. */
export function sendLocked(res: Response, until: LockedUntil, now: number): void {
  if (until !== 'administrator') {
    res.setHeader('retry-after', String(Math.max(1, Math.ceil((until - now) / 1_000))));
  }
  sendMessage(res, 429, messages.locked);
}

export function sendSlowDown(res: Response, seconds: number): void {
  res.setHeader('retry-after', String(seconds));
  sendMessage(res, 429, 'Too many tries from your address. Wait a little.');
}

export type RefusedAttempt = Exclude<AttemptOutcome<unknown>, { kind: 'right' }>;

/** @param wrong how this operation says that a code is not right */
export function sendRefused(
  res: Response,
  outcome: RefusedAttempt,
  wrong: { readonly status: number; readonly message: string },
  now: number,
): void {
  switch (outcome.kind) {
    case 'wrong':
    case 'ended':
      sendMessage(res, wrong.status, wrong.message);
      return;
    case 'unknown':
      sendMessage(res, 400, messages.unknownConversation);
      return;
    case 'locked':
      sendLocked(res, outcome.until, now);
      return;
    case 'slow_down':
      sendSlowDown(res, outcome.seconds);
      return;
    default:
      outcome satisfies never;
  }
}
