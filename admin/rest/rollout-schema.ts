import { z } from 'zod';
import { comment, count, time, totpCode, whole } from './field-schema.ts';

const day = z.iso.date().describe('in UTC');

export const wavesReply = z.strictObject({
  version: count.describe('of the policy that has them'),
  waves: z.array(
    z.strictObject({
      rule: z.string().describe('its id'),
      name: z.string(),
      state: z.enum(['planned', 'running', 'paused', 'done', 'rolled_back']),
      startsAt: time,
      mails: z.boolean(),
      people: count.nullable().describe('null where nobody knows who there is'),
      enrolled: count.nullable(),
      days: z
        .array(z.strictObject({ day, people: count, enrolled: count }))
        .describe('the last 90, oldest first; those on which no gate ran are left out'),
    }),
  ),
});

export const waveRequest = z.strictObject({ comment, totpCode });

export const daysQuery = z.strictObject({
  days: whole(1, 400).optional().describe('today included; 90 unless given'),
});

export const watchedQuery = z.strictObject({
  days: whole(1, 30).optional().describe('7 unless given'),
});

export const watchedReply = z.strictObject({
  rules: z.array(
    z.strictObject({
      rule: z.string().describe('its id'),
      people: count,
      some: z.array(z.strictObject({ userKey: z.string(), username: z.string() })),
    }),
  ),
  isCut: z.boolean().describe('whether there was more than is looked at: the numbers are at least these'),
});

export const adoptionReply = z.strictObject({
  days: z
    .array(
      z.strictObject({
        day,
        ...{ active: count, enrolled: count, exempt: count, inGrace: count, locked: count },
      }),
    )
    .describe('oldest first, of active accounts; days on which no gate ran are left out'),
});

export const activityReply = z.strictObject({
  days: z
    .array(
      z.strictObject({
        day,
        shown: count.describe('second factors and codes that were right'),
        failed: count.describe('those that were wrong'),
      }),
    )
    .describe('oldest first, each of them'),
});
