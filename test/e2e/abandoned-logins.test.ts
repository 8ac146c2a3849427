import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeAt, type Site, startSite, waitFor } from '../support/gate/index.ts';
import { RestVisitor } from '../support/gate/rest-visitor.ts';

const minutes = 60_000;

describe('a login by REST that nobody finishes', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(() => site?.close());

  const openAtJira = () => site.jira.sessions.list().filter(({ userKey }) => userKey !== null).length;

  it("leaves no session open at Jira, and a finished one's stays", async () => {
    const alice = new RestVisitor(site.gate.url);
    const id = await alice.begin('alice');
    const secret = await alice.startSetup(id);
    expect((await alice.confirmSetup(id, codeAt(secret, site.clock.now))).status).toBe(200);
    await new RestVisitor(site.gate.url).begin('alice');
    const bob = new RestVisitor(site.gate.url);
    const bobs = await bob.begin('bob');
    expect(openAtJira()).toBe(3);

    site.clock.pass(5.5 * minutes); // a code would have come by now; an enrollment may still
    await waitFor(() => openAtJira() === 2, 20_000, 'the end of the abandoned login');
    expect(await bob.startSetup(bobs)).toMatch(/^[A-Z2-7]{32}$/);
    site.clock.pass(10 * minutes);
    await waitFor(() => openAtJira() === 1, 20_000, 'the end of the abandoned setup');
    expect((await alice.client.ask('/rest/api/2/myself')).status).toBe(200);
  });
});
