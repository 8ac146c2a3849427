import type { Conversation, ConversationService } from '../conversation/index.ts';
import { type JiraClient, newSessionCookieHeader } from '../upstream/index.ts';

/** Ends the Jira session that a conversation holds, if it holds one: nobody got it, and nobody will. */
export async function closeHeldSession(
  { session }: Conversation,
  { conversations, jira }: { conversations: ConversationService; jira: JiraClient },
): Promise<void> {
  if (session.kind !== 'held') return;
  const { setCookies } = conversations.openSession(session.sealed);
  await jira.endSession({ cookie: newSessionCookieHeader(setCookies) });
}
