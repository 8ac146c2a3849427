import type { StandInJiraOptions } from '../jira/index.ts';
import { type StandInJira, startStandInJira } from '../jira/index.ts';
import { createDatabase } from '../servers/index.ts';
import { type GateHere, SetClock, startGateHere } from './gate-here.ts';

export type Site = {
  readonly jira: StandInJira;
  readonly gate: GateHere;
  readonly clock: SetClock;
  close(): Promise<void>;
};

/** A stand-in Jira, a database and a gate in the test's process: what most tests of one property need. */
export async function startSite(
  env: Record<string, string> = {},
  options: StandInJiraOptions = {},
): Promise<Site> {
  const clock = new SetClock();
  const database = await createDatabase();
  const jira = await startStandInJira(options);
  const gate = await startGateHere({ JIRA_URL: jira.url, DATABASE_URL: database.url, ...env }, clock.read);
  return {
    jira,
    gate,
    clock,
    close: async () => {
      await gate.close();
      await jira.close();
      await database.drop();
    },
  };
}
