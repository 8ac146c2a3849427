import type { FactorContext, FactorPerson } from '../../../proxy/authenticators/index.ts';
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

/** The same person, as factors know them. */
export function buildPerson(changes: Partial<FactorPerson> = {}): FactorPerson {
  const { userKey, username, displayName, email, locale } = buildPrincipal();
  return { userKey, username, displayName, email, locale, ...changes };
}

/** Somebody at a factor, in one flow. */
export function buildContext(
  person: Partial<FactorPerson> = {},
  changes: Partial<Omit<FactorContext, 'person'>> = {},
): FactorContext {
  return { person: buildPerson(person), flow: 'flow 1', address: '192.0.2.1', ...changes };
}

export function buildCaller(changes: Partial<Principal> = {}): Caller & { readonly kind: 'person' } {
  return { kind: 'person', principal: buildPrincipal(changes) };
}

export function buildConversation(
  changes: Partial<Omit<Conversation, 'expiresAt'>> = {},
): Omit<Conversation, 'expiresAt'> {
  return {
    step: 'VERIFICATION',
    person: buildPerson(),
    session: { kind: 'browser', sessionKey: 'session key' },
    generation: 'generation 1',
    groups: [],
    ...changes,
  };
}
