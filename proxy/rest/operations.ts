import type { z } from 'zod';
import type { ApiDescription, Operation, Reply } from './api-description.ts';
import * as schema from './rest-schema.ts';

export type { Operation, Reply } from './api-description.ts';

const empty = (description: string): Reply => ({ description });
const message = (description: string): Reply => ({ description, body: schema.errorReply });
const offer = { description: 'a secret to set the app up with', body: schema.offerReply };
const recoveryCode = { description: 'the new recovery code', body: schema.recoveryCodeReply };
const unknownConversation = message('the conversation is unknown, over, or for something else');
const wrongCode = message('the code is not right');
const locked = message('too many tries; Retry-After says how long to wait');
const notElevated = {
  description: 'not logged in (message), or to be confirmed first (elevationMethods)',
  body: schema.elevationReply.or(schema.errorReply),
};

/**
 * The whole API, described once: the router, the OpenAPI document, the page for administrators and the checks of the
 * tests are made from this. Names and shapes are those of Atlassian's plugin.
 */
export const operations = {
  authenticate: {
    ...{ method: 'POST', path: '/authenticate', caller: 'anybody', summary: 'Log in with a password.' },
    body: schema.authenticateRequest,
    replies: {
      200: {
        description:
          'nothing is owed, or next is our own page for people without an app; the session cookie is set',
        body: schema.nextReply,
      },
      401: { description: 'what Jira says of the password', body: schema.passwordRefusedReply },
      412: { description: 'the password is right, and a step is owed', body: schema.nextStepReply },
      429: locked,
    },
  },
  getCaptchaData: {
    ...{ method: 'GET', path: '/authenticate/captcha', caller: 'anybody', summary: 'A captcha of Jira’s.' },
    replies: {
      200: { description: 'its picture lies below Jira’s own address', body: schema.captchaReply },
      404: message('Jira has none for programs (before version 10)'),
    },
  },
  verifyCode: {
    ...{ method: 'POST', path: '/authenticate/totp-code', caller: 'anybody' },
    summary: 'Go on with a code of the authenticator app.',
    body: schema.totpCodeRequest,
    replies: {
      204: empty('logged in; the session cookies are set'),
      400: unknownConversation,
      401: wrongCode,
      429: locked,
    },
  },
  authenticateWithRecoveryCode: {
    ...{ method: 'POST', path: '/authenticate/recovery-code', caller: 'anybody' },
    summary: 'Go on with the recovery code, which is used up.',
    body: schema.recoveryCodeRequest,
    replies: {
      200: {
        description: 'logged in, with the next recovery code',
        body: schema.nextReply.extend(schema.recoveryCodeReply.shape),
      },
      400: unknownConversation,
      401: wrongCode,
      429: locked,
    },
  },
  startEnforcedEnrollment: {
    ...{ method: 'POST', path: '/totp/start-enforced-enrollment', caller: 'anybody' },
    summary: 'Set the app up on the way into Jira; starts or resumes.',
    body: schema.conversationRequest,
    replies: { 200: offer, 400: unknownConversation },
  },
  completeEnforcedEnrollment: {
    ...{ method: 'POST', path: '/totp/complete-enforced-enrollment', caller: 'anybody' },
    summary: 'Confirm the app with its first code, and be logged in.',
    body: schema.totpCodeRequest,
    replies: { 200: recoveryCode, 400: unknownConversation, 401: wrongCode, 429: locked },
  },
  startVoluntaryEnrollment: {
    ...{ method: 'POST', path: '/totp/start-voluntary-enrollment', caller: 'person' },
    summary: 'Set the app up without being made to.',
    replies: { 200: offer, 400: message('there is an enrollment already'), 401: notElevated },
  },
  completeVoluntaryEnrollment: {
    ...{ method: 'POST', path: '/totp/complete-voluntary-enrollment', caller: 'person' },
    summary: 'Confirm it with its first code.',
    body: schema.totpCodeRequest,
    replies: {
      200: {
        description: 'enrolled, with the recovery code',
        body: schema.offerReply.extend(schema.recoveryCodeReply.shape),
      },
      400: message('the conversation is unknown, or the code not right'),
      401: notElevated,
      429: locked,
    },
  },
  startEnrollmentUpdate: {
    ...{ method: 'POST', path: '/totp/start-enrollment-update', caller: 'person' },
    summary: 'Change to another app or phone.',
    replies: { 200: offer, 400: message('there is no enrollment'), 401: notElevated },
  },
  completeAuthenticationChange: {
    ...{ method: 'POST', path: '/totp/complete-enrollment-update', caller: 'person' },
    summary: 'Confirm the new one; the old one is void, and all other sessions end.',
    body: schema.totpCodeRequest,
    replies: {
      200: offer,
      400: message('the conversation is unknown, or the code not right'),
      401: notElevated,
      429: locked,
    },
  },
  rotateRecoverCode: {
    ...{ method: 'POST', path: '/totp/recovery-code/rotate', caller: 'person' },
    summary: 'A new recovery code; the old one is void.',
    replies: { 200: recoveryCode, 400: message('there is no enrollment'), 401: notElevated },
  },
  unenroll: {
    ...{ method: 'DELETE', path: '/totp/unenroll', caller: 'person' },
    summary: 'Take one’s own second factor away; all sessions have to verify anew.',
    replies: { 204: empty('done'), 400: message('there is no enrollment'), 401: notElevated },
  },
  unenrollUser: {
    ...{ method: 'DELETE', path: '/totp/unenroll/user/{userName}', caller: 'administrator' },
    summary: 'Take another person’s second factor away, confirmed with the administrator’s own code.',
    body: schema.unenrollRequest,
    replies: {
      204: empty('done'),
      400: message('there is no enrollment'),
      401: message('not logged in, or the code is not right'),
      403: message('not a system administrator, without an own second factor, or oneself'),
      404: message('nobody has this name'),
      429: locked,
    },
  },
  getElevatedPermissionStatus: {
    ...{ method: 'GET', path: '/elevate-permissions', caller: 'person' },
    summary: 'Whether one’s own settings are unlocked.',
    query: schema.elevationQuery,
    replies: { 204: empty('they are, for ten minutes from the proof'), 401: notElevated },
  },
  elevatePermissionsWithPassword: {
    ...{ method: 'POST', path: '/elevate-permissions/password', caller: 'person' },
    summary: 'Unlock them with the password; for people without a second factor.',
    ...{ query: schema.elevationQuery, body: schema.passwordRequest },
    replies: {
      204: empty('unlocked'),
      400: message('not right, or to be confirmed with a code'),
      429: locked,
    },
  },
  elevatePermissionsWithTotp: {
    ...{ method: 'POST', path: '/elevate-permissions/totp', caller: 'person' },
    summary: 'Unlock them with a code of the authenticator app.',
    ...{ query: schema.elevationQuery, body: schema.totpCodeOnlyRequest },
    replies: { 204: empty('unlocked'), 400: message('not right, or there is no enrollment'), 429: locked },
  },
  elevatePermissionsWithRecoveryCode: {
    ...{ method: 'POST', path: '/elevate-permissions/recovery-code', caller: 'person' },
    summary: 'Unlock them with the recovery code, which is used up.',
    ...{ query: schema.elevationQuery, body: schema.recoveryCodeOnlyRequest },
    replies: { 200: recoveryCode, 400: message('not right, or there is no enrollment'), 429: locked },
  },
  getStatus: {
    ...{ method: 'GET', path: '/status', caller: 'person', summary: 'What one has.' },
    replies: { 200: { description: 'the second factor', body: schema.statusReply } },
  },
  postStatus: {
    ...{ method: 'POST', path: '/status', caller: 'person', summary: 'The same, as some clients ask.' },
    replies: { 200: { description: 'the second factor', body: schema.statusReply } },
  },
  getSsoManagementStatus: {
    ...{ method: 'GET', path: '/sso-management-status', caller: 'person' },
    summary: 'Whether an identity provider sees to the second factor.',
    replies: { 200: { description: 'never: the gate does', body: schema.managementReply } },
  },
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;

/** What an operation is sent; what it answers with a status. For clients in TypeScript. */
export type RequestOf<Id extends OperationId> = (typeof operations)[Id] extends {
  body: infer Body extends z.ZodType;
}
  ? z.input<Body>
  : undefined;
export type ReplyOf<
  Id extends OperationId,
  Status extends keyof (typeof operations)[Id]['replies'],
> = (typeof operations)[Id]['replies'][Status] extends { body: infer Body extends z.ZodType }
  ? z.output<Body>
  : undefined;

/** What any operation may answer besides its own replies. */
export function allReplies(operation: Operation): Readonly<Record<number, Reply>> {
  const { body, query, caller } = operation;
  return {
    ...(body !== undefined || query !== undefined
      ? { 400: message('something is missing or malformed') }
      : {}),
    ...(caller === 'anybody' ? {} : { 401: message('not logged in, or a second factor is owed') }),
    403: message('from another site, or by Basic where that is not allowed'),
    ...(body === undefined ? {} : { 413: message('over 16 KB') }),
    ...(operation.method === 'GET' ? {} : { 415: message('not JSON') }),
    503: message('Jira or a store does not answer'),
    ...operation.replies,
  };
}

export const tsvApi: ApiDescription<OperationId> = {
  title: 'Two-step verification for Jira Data Center',
  ...{ operations, allReplies },
};
