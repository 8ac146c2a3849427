import { randomUUID } from 'node:crypto';
import type { HelpRequest } from '../../../proxy/user-help/index.ts';
import type { GateHere } from './gate-here.ts';
import { Visitor } from './visitor.ts';

export type HelpedPerson = { readonly userKey: string; readonly username: string };

/** An administrator with a second factor, who has shown it within the last ten minutes. */
export type TestAdministrator = {
  readonly secret: string;
  readonly actor: HelpRequest['actor'];
  /** What they ask for, for somebody; `changes` to ask for it otherwise. */
  asks(target: HelpedPerson, changes?: Partial<HelpRequest>): HelpRequest;
};

/** Sets the stand-in Jira's administrator up. */
export async function givenAdministrator(
  gate: GateHere,
  now: number,
  contextPath = '',
): Promise<TestAdministrator> {
  const { secret } = await new Visitor(gate.url, contextPath).enroll('admin', 'admin-password', now);
  const actor = { userKey: 'JIRAUSER10100', username: 'admin', displayName: 'Ada Admin' };
  return {
    ...{ secret, actor },
    asks: (target, changes = {}) => ({
      actor,
      target: async () => personOf(target),
      reason: 'lost the phone',
      proof: { kind: 'elevated' },
      origin: { address: '127.0.0.1', requestId: randomUUID() },
      ...changes,
    }),
  };
}

/** As Jira's look-up answers. */
function personOf({ userKey, username }: HelpedPerson) {
  return {
    userKey,
    username,
    displayName: `The ${username}`,
    email: `${username}@example.com`,
    locale: 'en_US',
  };
}

/** One of the stand-in Jira's crowd. */
export function crowdPerson(number: number): HelpedPerson {
  return { userKey: `JIRAUSER${30_000 + number}`, username: `user${number}` };
}
