import { z } from 'zod';

/** What one gate tells all others, so that nothing remembered outlives a revocation. */
const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), userKey: z.string() }),
  z.object({ kind: z.literal('verification'), key: z.string() }),
  /** One login of a person, under whichever ids. */
  z.object({ kind: z.literal('login'), family: z.string() }),
  /** Jira goes on with a session under a new id. */
  z.object({ kind: z.literal('moved'), from: z.string(), to: z.string() }),
  /** `over`: not only remembered wrongly, but ended. */
  z.object({ kind: z.literal('session'), key: z.string(), over: z.boolean().default(false) }),
]);

export type Revocation = z.output<typeof messageSchema>;

export function parseRevocation(message: string): Revocation | undefined {
  try {
    return messageSchema.parse(JSON.parse(message));
  } catch {
    return undefined; // a newer gate's message: not for this version
  }
}
