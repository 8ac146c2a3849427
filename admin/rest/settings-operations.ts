import type { Operation } from '../../proxy/rest/index.ts';
import { by, publishReplies, said } from './described-replies.ts';
import { historyQuery } from './field-schema.ts';
import * as schema from './settings-schema.ts';

/** What administrators set while the gates run, and who comes with a password alone or a token. */
export const settingsOperations = {
  getSettings: {
    ...{ method: 'GET', path: '/settings', ...by, summary: 'The settings, and where each comes from.' },
    replies: { 200: { description: 'Basic authentication among them', body: schema.settingsReply } },
  },
  putSettings: {
    ...{ method: 'PUT', path: '/settings', ...by, summary: 'Set them: all that is to be set.' },
    body: schema.putSettingsRequest,
    replies: {
      ...publishReplies,
      409: said('changed by somebody else meanwhile, or Basic authentication is in use'),
    },
  },
  getSettingsHistory: {
    ...{ method: 'GET', path: '/settings/history', ...by, summary: 'Their versions, the latest first.' },
    query: historyQuery,
    replies: { 200: { description: 'a page of them', body: schema.settingsHistoryReply } },
  },
  revertSettings: {
    ...{ method: 'POST', path: '/settings/revert', ...by, summary: 'Go back to an earlier version.' },
    body: schema.revertSettingsRequest,
    replies: {
      ...publishReplies,
      404: said('no such version'),
      409: said('changed by somebody else meanwhile, or Basic authentication is in use'),
    },
  },
  testMail: {
    ...{ method: 'POST', path: '/settings/mail-test', ...by },
    summary: 'Send a mail to your own address, and wait for the mail server’s answer.',
    body: schema.mailTestRequest,
    replies: {
      200: { description: 'what came of it', body: schema.mailTestReply },
      401: publishReplies[401],
      409: said('no mail server is configured, or Jira has no address for you'),
      429: publishReplies[429],
    },
  },
  getCredentialUses: {
    ...{ method: 'GET', path: '/credential-uses', ...by },
    summary: 'Who comes by Basic or with a token, the latest first.',
    query: schema.usesQuery,
    replies: { 200: { description: 'a page of them', body: schema.usesReply } },
  },
  exportCredentialUses: {
    ...{ method: 'GET', path: '/credential-uses/export', ...by, summary: 'The same as a file.' },
    query: schema.usesExportQuery,
    replies: { 200: { description: 'the latest first, as long as it is', types: ['text/csv'] } },
  },
} as const satisfies Record<string, Operation>;
