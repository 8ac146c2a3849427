import { z } from 'zod';

/** What bodies and queries of `/rest/two-step-admin/1.0` are made of. */
export const time = z.iso.datetime();
export const reason = z.string().describe('3 to 200 characters; it is in the audit');
export const count = z.int().nonnegative();

/** Of a policy or of settings: as many as the database counts. */
export const version = z.int().min(0).max(999_999_999);

export const comment = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/^\P{Cc}*$/u)
  .describe('why, in one line; it is in the history and in the audit');

/** A code; generators of clients send numbers where only digits are expected, and lose leading zeros. */
export const totpCode = z
  .union([
    z.string(),
    z
      .int()
      .nonnegative()
      .transform((number) => String(number).padStart(6, '0')),
  ])
  .optional()
  .describe(
    'of your own app, unless you showed a factor in this session or with this token within ten minutes',
  );

/** A number in a query. */
export const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));

export const errorReply = z.strictObject({ message: z.string(), code: z.string() });

export const versionShape = {
  ...{ version: count, at: time.nullable(), actorName: z.string(), comment: z.string() },
};
export const publishReply = z.strictObject({ version: count });

export const historyQuery = z.strictObject({
  limit: whole(1, 100).optional().describe('20 unless given'),
  before: whole(1, 999_999_999).optional().describe('a version'),
});

/** Going back to an earlier version, of the policy or of the settings. */
export const revertRequest = z.strictObject({
  version: version.describe('that is to count again, as a new one; 0 is before anything was stored'),
  basedOn: version.optional().describe('the version that was looked at; the latest unless given'),
  comment,
  totpCode,
});
