import { startStandInJira } from '../jira/index.ts';
import { createDatabase } from '../servers/index.ts';
import { startTap, type Tap } from '../servers/tap.ts';
import { SetClock, startGateHere } from './gate-here.ts';
import type { Site } from './site.ts';
import { Visitor } from './visitor.ts';

export type TappedSite = Site & {
  readonly tap: Tap;
  /** Somebody who has shown both factors. */
  readonly alice: Visitor;
  /** Somebody who has shown the password only. */
  readonly bob: Visitor;
  /** Forgets what Jira was sent so far. */
  forget(): void;
};

/** A site whose gate reaches Jira over a wire that writes every byte down. */
export async function startTappedSite(env: Record<string, string> = {}): Promise<TappedSite> {
  const clock = new SetClock();
  const database = await createDatabase();
  const jira = await startStandInJira();
  const tap = await startTap(jira.port);
  const JIRA_URL = `http://127.0.0.1:${tap.port}`;
  const gate = await startGateHere({ JIRA_URL, DATABASE_URL: database.url, ...env }, clock.read);
  const alice = new Visitor(gate.url);
  await alice.enroll('alice', 'alice-password', clock.now);
  const bob = new Visitor(gate.url);
  await bob.logIn('bob', 'bob-password');
  return {
    jira,
    tap,
    gate,
    clock,
    alice,
    bob,
    forget: () => {
      jira.control.clearRequests();
      tap.clear();
    },
    close: async () => {
      await gate.close();
      await tap.close();
      await jira.close();
      await database.drop();
    },
  };
}
