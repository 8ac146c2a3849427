import { z } from 'zod';
import { bulkKinds, mostInBulk } from '../bulk/index.ts';
import { count, reason, totpCode } from './field-schema.ts';

const kind = z.enum(bulkKinds).describe('end_access: end sessions, and forget browsers');

export const bulkRequest = z
  .strictObject({
    do: kind,
    users: z.array(z.string().min(1).max(255)).min(1).max(mostInBulk).describe('names or keys'),
    hours: z.number().optional().describe('of an exemption: 24 unless given, at most 720'),
    ...{ reason, totpCode },
  })
  .refine(({ do: wanted, hours }) => hours === undefined || wanted === 'exempt', {
    message: 'only an exemption has hours',
    path: ['hours'],
  });

export const bulkReply = z.strictObject({
  id: z.string(),
  do: kind,
  state: z.enum(['running', 'finished', 'stopped', 'lost']).describe('lost: its gate has gone away'),
  stoppedBy: z.string().nullable(),
  total: count,
  people: z
    .array(
      z.strictObject({
        ...{ userKey: z.string(), name: z.string() },
        skipped: z.string().nullable().describe('why, or null where it was done'),
      }),
    )
    .describe('those whom it has come to so far'),
});
