import type { ApiDescription, Operation, Reply } from '../../proxy/rest/index.ts';
import * as schema from './admin-schema.ts';
import { bulkOperations } from './bulk-operations.ts';
import { by, publishReplies, said } from './described-replies.ts';
import { historyQuery, revertRequest } from './field-schema.ts';
import { rolloutOperations } from './rollout-operations.ts';
import { settingsOperations } from './settings-operations.ts';

const helpReplies = {
  200: { description: 'done', body: schema.helpReply },
  400: said('something is missing or malformed; the reason is too short or too long'),
  401: said('not logged in, no proof, or the code is not right'),
  403: said('not a system administrator, without a factor of their own, oneself, or from another site'),
  404: said('nobody has this name'),
  429: said('too many wrong codes of your own; Retry-After says how long to wait'),
};

/** The whole API, described once: router, OpenAPI document and the tests' checks are made from it. */
export const adminOperations = {
  getStatus: {
    ...{ method: 'GET', path: '/status', ...by, summary: 'How far people have come, and how the gate is.' },
    replies: { 200: { description: 'as of the last minute', body: schema.statusReply } },
  },
  searchUsers: {
    ...{ method: 'GET', path: '/users', ...by, summary: 'People whom the gate knows, by name.' },
    query: schema.usersQuery,
    replies: { 200: { description: 'a page of them', body: schema.usersReply } },
  },
  getUser: {
    ...{ method: 'GET', path: '/users/{user}', ...by, summary: 'One person, by name or key.' },
    replies: {
      200: { description: 'with groups and factors', body: schema.userReply },
      404: helpReplies[404],
    },
  },
  resetUser: {
    ...{ method: 'POST', path: '/users/{user}/reset', ...by },
    summary: 'Take all factors away, or one; sessions and remembered browsers end.',
    body: schema.resetRequest,
    replies: {
      ...helpReplies,
      404: said('nobody has this name, or no factor this id'),
      409: said('nothing to reset, or the last factor'),
    },
  },
  exemptUser: {
    ...{ method: 'PUT', path: '/users/{user}/exemption', ...by },
    summary: 'Let somebody in with the password alone, for a while.',
    body: schema.exemptionRequest,
    replies: { ...helpReplies, 200: { description: 'until when', body: schema.exemptionReply } },
  },
  endExemption: {
    ...{ method: 'DELETE', path: '/users/{user}/exemption', ...by, summary: 'End an exemption.' },
    body: schema.helpRequest,
    replies: { ...helpReplies, 409: said('there is none') },
  },
  issueHelpDeskCode: {
    ...{ method: 'POST', path: '/users/{user}/help-desk-code', ...by },
    summary: 'A code that opens one login, to be read out.',
    body: schema.codeRequest,
    replies: { ...helpReplies, 200: { description: 'the code', body: schema.codeReply } },
  },
  unlockUser: {
    ...{ method: 'POST', path: '/users/{user}/unlock', ...by, summary: 'Forget somebody’s wrong codes.' },
    ...{ body: schema.helpRequest, replies: helpReplies },
  },
  revokeDevices: {
    ...{ method: 'POST', path: '/users/{user}/revoke-devices', ...by },
    summary: 'No browser of the person is remembered any more.',
    ...{ body: schema.helpRequest, replies: helpReplies },
  },
  revokeSessions: {
    ...{ method: 'POST', path: '/users/{user}/revoke-sessions', ...by },
    summary: 'All their sessions have to be verified anew.',
    ...{ body: schema.helpRequest, replies: helpReplies },
  },
  getPolicy: {
    ...{ method: 'GET', path: '/policy', ...by, summary: 'The policy that counts.' },
    replies: { 200: { description: 'version 0: TSV_ENFORCEMENT', body: schema.policyReply } },
  },
  getPolicyHistory: {
    ...{ method: 'GET', path: '/policy/history', ...by, summary: 'Its versions, the latest first.' },
    query: historyQuery,
    replies: { 200: { description: 'a page of them', body: schema.historyReply } },
  },
  getPolicyVersion: {
    ...{ method: 'GET', path: '/policy/versions/{version}', ...by, summary: 'One version.' },
    replies: {
      200: { description: 'as it was stored', body: schema.policyReply },
      404: said('no such version'),
    },
  },
  planPolicy: {
    ...{ method: 'POST', path: '/policy/plan', ...by },
    summary: 'What a policy would change, and for whom; nothing comes of asking.',
    body: schema.planRequest,
    replies: {
      200: { description: 'problems, or warnings, differences and effect', body: schema.planReply },
    },
  },
  putPolicy: {
    ...{ method: 'PUT', path: '/policy', ...by, summary: 'Make a policy the one that counts.' },
    body: schema.publishRequest,
    replies: publishReplies,
  },
  revertPolicy: {
    ...{ method: 'POST', path: '/policy/revert', ...by, summary: 'Go back to an earlier version.' },
    body: revertRequest,
    replies: { ...publishReplies, 404: said('no such version') },
  },
  explainPolicy: {
    ...{ method: 'POST', path: '/policy/explain', ...by },
    summary: 'What the policy wants of somebody, rule by rule; nothing comes of asking.',
    body: schema.explainRequest,
    replies: { 200: { description: 'why', body: schema.explainReply }, 404: said('nobody has this name') },
  },
  searchAudit: {
    ...{ method: 'GET', path: '/audit', ...by, summary: 'What happened, the latest first.' },
    query: schema.auditQuery,
    replies: { 200: { description: 'a page of it', body: schema.auditReply } },
  },
  exportAudit: {
    ...{
      method: 'GET',
      path: '/audit/export',
      ...by,
      summary: 'A copy of the audit; that it was made is in it.',
    },
    query: schema.exportQuery,
    replies: {
      200: { description: 'oldest first, as long as it is', types: ['text/csv', 'application/x-ndjson'] },
    },
  },
  verifyAudit: {
    ...{ method: 'GET', path: '/audit/verification', ...by },
    summary: 'Follow the chain through some rows, now; 5,000 at once.',
    query: schema.verificationQuery,
    replies: {
      200: { description: 'what was found', body: schema.verificationReply },
      404: said('there are no such rows'),
    },
  },
  exportPeople: {
    ...{ method: 'GET', path: '/people/export', ...by },
    summary: 'People whom the gate knows, as a file; that it was made is in the audit.',
    query: schema.peopleExportQuery,
    replies: { 200: { description: 'by name, as long as it is', types: ['text/csv'] } },
  },
  getPeopleSync: {
    ...{
      method: 'GET',
      path: '/people/sync',
      ...by,
      summary: 'The latest reading of Jira’s users and groups.',
    },
    replies: { 200: { description: 'its state', body: schema.peopleSyncReply } },
  },
  startPeopleSync: {
    ...{
      method: 'POST',
      path: '/people/sync',
      ...by,
      summary: 'Read them now, with the rights of the caller.',
    },
    body: schema.syncRequest,
    replies: {
      202: { description: 'begun', body: schema.peopleSyncReply },
      409: said('a gate is at it already'),
    },
  },
  ...bulkOperations,
  ...rolloutOperations,
  ...settingsOperations,
} as const satisfies Record<string, Operation>;

export type AdminOperationId = keyof typeof adminOperations;

/** What any operation may answer besides its own replies. */
function allReplies({ method, body, query, replies }: Operation): Readonly<Record<number, Reply>> {
  return {
    ...(body !== undefined || query !== undefined ? { 400: said('something is missing or malformed') } : {}),
    401: said('not logged in, or the session is not verified'),
    403: said('not a system administrator, without a factor of their own, from another site, or by Basic'),
    ...(method === 'GET' ? {} : { 413: said('too large'), 415: said('not JSON') }),
    503: said('Jira or a store does not answer'),
    ...replies,
  };
}

export const adminApi: ApiDescription<AdminOperationId> = {
  title: 'Two-step verification for Jira Data Center: administration',
  ...{ operations: adminOperations, allReplies },
};
