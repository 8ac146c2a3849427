import { z } from 'zod';
import { settingsDocument } from '../../proxy/site-settings/index.ts';
import {
  comment,
  count,
  revertRequest,
  time,
  totpCode,
  version,
  versionShape,
  whole,
} from './field-schema.ts';

const { $schema: _, ...describedSettings } = z.toJSONSchema(settingsDocument, { io: 'input' });

/** Read by the settings' own reader, which says what is wrong and where. */
const settings = z.unknown().meta({
  ...describedSettings,
  description: 'all that is to be set, as GET answers it; what is absent comes from the environment',
});

const source = z
  .enum(['console', 'variable', 'file', 'default'])
  .describe('console: set by administrators, on a screen or by this API');

const inForce = z.strictObject({
  issuer: z.string(),
  ...{ sessionIdleMinutes: count, rememberDays: count },
  attempts: z.strictObject({ perWindow: count, windowMinutes: count, lockMinutes: count }),
  basicAuth: z.strictObject({
    mode: z.enum(['block', 'allow']),
    ...{ users: z.array(z.string()), paths: z.array(z.string()), networks: z.array(z.string()) },
  }),
  adminMail: z.array(z.string()),
  auditRetention: z.record(z.string(), count).describe('days by action; empty: for ever'),
});

export const settingsReply = z.strictObject({
  version: count.describe('0 while nothing was set'),
  settings: settingsDocument.describe('what is set, as PUT takes it'),
  inForce: inForce.describe('what counts, the environment’s values included'),
  sources: z.record(z.string(), source).describe('of each of these'),
  environment: z
    .array(z.strictObject({ name: z.string(), group: z.string(), value: z.string(), source }))
    .describe('what this gate was started with; secrets are never shown'),
});

const sure = z
  .boolean()
  .optional()
  .describe('true: block Basic authentication although somebody came by it in the last 30 days');

export const putSettingsRequest = z.strictObject({
  settings,
  basedOn: version.describe('the version that was looked at'),
  comment,
  totpCode,
  sure,
});

export const revertSettingsRequest = revertRequest.extend({ sure });

export const settingsHistoryReply = z.strictObject({
  versions: z.array(
    z.strictObject({ ...versionShape, settings: z.unknown().describe('as they were stored') }),
  ),
  next: count.nullable(),
});

export const mailTestRequest = z.strictObject({ totpCode });
export const mailTestReply = z.strictObject({
  sent: z.boolean().describe('whether the mail server took it'),
  to: z.string().describe('your address, as Jira has it'),
  answer: z.string().describe('why it did not, in a few fixed words'),
});

const usesFilter = {
  kind: z.enum(['basic', 'token']).optional(),
  allowed: z
    .enum(['true', 'false'])
    .transform((word) => word === 'true')
    .optional()
    .describe('by the gate; Jira may have refused the password all the same'),
  text: z.string().max(100).optional().describe('a part of the name'),
};
export const usesQuery = z.strictObject({
  ...usesFilter,
  limit: whole(1, 500).optional().describe('100 unless given'),
  next: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .describe('from the page before'),
});
export const usesExportQuery = z.strictObject(usesFilter);

export const usesReply = z.strictObject({
  uses: z.array(
    z.strictObject({
      name: z.string().describe('in small letters; empty for those that are not told apart'),
      userKey: z.string().nullable(),
      kind: z.enum(['basic', 'token']),
      allowed: z.boolean(),
      ...{ firstSeen: time, lastSeen: time, uses: count },
      address: z.string().describe('the last one'),
      path: z.string().describe('what kind of place the last one led to'),
    }),
  ),
  next: z.string().nullable(),
});
