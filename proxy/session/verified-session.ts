import { z } from 'zod';

/** The record that a second factor was shown in one browser session. Times are milliseconds since the epoch. */
const verifiedSessionSchema = z.object({
  userKey: z.string(),
  username: z.string(),
  method: z.string(),
  /** Of a session that a remembered browser opened: the method that it is remembered for. */
  trustedFor: z.string().optional(),
  /** And since when. */
  trustedAt: z.number().optional(),
  verifiedAt: z.number(),
  expiresAt: z.number(),
  /** When it was last used, to the minute. */
  seenAt: z.number(),
  /** Stands for all sessions of the person that were verified since the last revocation. */
  generation: z.string(),
  /** Which enrollment the factor belonged to; a new enrollment does not inherit old sessions. */
  enrolledSince: z.string(),
  /** The same for all ids that one login had, where Jira changed the id on the way. */
  family: z.string(),
});

export type VerifiedSession = z.output<typeof verifiedSessionSchema>;

/** `undefined` for what another version wrote: that session has to be verified again. */
export function parseVerifiedSession(text: string): VerifiedSession | undefined {
  try {
    return verifiedSessionSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
