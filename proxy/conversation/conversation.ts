import { z } from 'zod';

/**
 * One login after its password, on the way to being verified. Kept in the shared store under a keyed hash of its id;
 * the id itself (256 random bits) is known to the client alone.
 */
export const conversationSchema = z.object({
  step: z.enum(['VERIFICATION', 'ENROLLMENT']),
  person: z.object({
    userKey: z.string(),
    username: z.string(),
    displayName: z.string(),
    /** Where Jira tells it. */
    email: z.string().default(''),
    locale: z.string().default(''),
  }),
  /**
   * `browser`: the Jira session that the browser holds, by its keyed hash.
   * `held`: a session that was opened for a REST client and is kept from it until it is verified (sealed).
   */
  session: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('browser'), sessionKey: z.string() }),
    z.object({ kind: z.literal('held'), sealed: z.string() }),
  ]),
  /** What is being set up besides a login; absent: the login itself. */
  purpose: z.enum(['voluntary', 'update', 'add']).optional(),
  generation: z.string(),
  /** Since when the person is enrolled; only for verification. */
  enrolledSince: z.string().optional(),
  /** Methods that count in it, where the policy wants certain ones. */
  methods: z.array(z.string()).readonly().optional(),
  /** Of a setup: the person's groups in Jira, by which the policy says what is wanted before a first factor. */
  groups: z.array(z.string()).readonly().default([]),
  /** Where a REST client wanted to go. */
  next: z.string().optional(),
  expiresAt: z.number(),
});

export type Conversation = z.output<typeof conversationSchema>;
export type ConversationPurpose = NonNullable<Conversation['purpose']>;

/** A session at Jira that was opened by a password check, before it is handed out. */
export const heldSessionSchema = z.object({ sessionId: z.string(), setCookies: z.array(z.string()) });
export type HeldSession = z.output<typeof heldSessionSchema>;
