import type { Conversation } from '../../../proxy/conversation/index.ts';
import type { Caller, Principal } from '../../../proxy/principal/index.ts';

export function buildPrincipal(changes: Partial<Principal> = {}): Principal {
  return {
    userKey: 'JIRAUSER10100',
    username: 'alice',
    displayName: 'Alice Archer',
    email: 'alice@example.com',
    groups: ['jira-software-users'],
    locale: 'en_US',
    ...changes,
  };
}

export function buildCaller(changes: Partial<Principal> = {}): Caller & { readonly kind: 'person' } {
  return { kind: 'person', principal: buildPrincipal(changes) };
}

export function buildConversation(
  changes: Partial<Omit<Conversation, 'expiresAt'>> = {},
): Omit<Conversation, 'expiresAt'> {
  const { userKey, username, displayName } = buildPrincipal();
  return {
    step: 'VERIFICATION',
    person: { userKey, username, displayName },
    session: { kind: 'browser', sessionKey: 'session key' },
    generation: 'generation 1',
    ...changes,
  };
}
