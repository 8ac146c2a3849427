import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeAt, type GateHere, secretIn, startGateHere, Visitor } from '../support/gate/index.ts';
import { type StandInJira, startStandInJira } from '../support/jira/index.ts';
import { createDatabase, type TestDatabase } from '../support/servers/index.ts';

describe('how far the second factor is enforced', () => {
  let jira: StandInJira;
  let database: TestDatabase;
  const gates = new Map<string, GateHere>();

  beforeAll(async () => {
    database = await createDatabase();
    jira = await startStandInJira();
    for (const mode of ['mandatory', 'optional', 'monitor']) {
      gates.set(
        mode,
        await startGateHere({ JIRA_URL: jira.url, DATABASE_URL: database.url, TSV_ENFORCEMENT: mode }),
      );
    }
  });
  afterAll(async () => {
    for (const gate of gates.values()) await gate.close();
    await jira?.close();
    await database?.drop();
  });

  const visit = async (mode: string, name: string) => {
    const visitor = new Visitor(gates.get(mode)?.url ?? '');
    await visitor.logIn(name, `${name}-password`);
    return visitor;
  };

  it('asks nobody who has no second factor where it is optional, and lets them set one up', async () => {
    const alice = await visit('optional', 'alice');
    expect((await alice.open('/browse/DEMO-1')).status).toBe(200);
    const setup = await alice.open(
      '/plugins/servlet/two-step/enroll?destination=%2Fbrowse%2FDEMO-2&method=app',
    );
    const done = await alice.answerForm(setup, { code: codeAt(secretIn(setup.text), Date.now()) });
    expect((await alice.follow(done)).text).toMatch(/[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}/);
    expect((await alice.open('/browse/DEMO-1')).status).toBe(200);

    const again = await visit('optional', 'alice');
    expect((await again.open('/browse/DEMO-1')).headers.location).toContain('/two-step/challenge');
    expect((await again.open('/plugins/servlet/two-step/enroll')).headers.location).toContain('/challenge');
  });

  it('asks nobody where it is only watched', async () => {
    const bob = await visit('monitor', 'bob');
    expect((await bob.open('/browse/DEMO-1')).status).toBe(200);
    expect((await bob.open('/plugins/servlet/two-step/challenge')).headers.location).toBe('/');
  });

  it('asks everybody where it is mandatory', async () => {
    const bob = await visit('mandatory', 'bob');
    expect((await bob.open('/browse/DEMO-1')).headers.location).toContain('/two-step/enroll');
  });
});
