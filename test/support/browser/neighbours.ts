import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startGateProcess, testKeys } from '../gate/index.ts';
import { type StandInJira, startStandInJira } from '../jira/index.ts';
import { createDatabase, freePort } from '../servers/index.ts';
import type { Site } from './sites.ts';

/** A site whose Jira the test can reach into. */
export async function startSiteWithJira(): Promise<Site & { readonly jira: StandInJira }> {
  const database = await createDatabase();
  const port = await freePort();
  const jira = await startStandInJira({ publicUrl: `http://localhost:${port}` });
  const gate = await startGateProcess({
    PORT: String(port),
    JIRA_URL: jira.url,
    DATABASE_URL: database.url,
    TSV_ENCRYPTION_KEYS: testKeys,
  });
  return {
    url: gate.url,
    contextPath: '',
    gate,
    env: { DATABASE_URL: database.url },
    jira,
    close: async () => {
      await gate.stop();
      await jira.close();
      await database.drop();
    },
  };
}

export type Neighbour = { readonly port: number; close(): Promise<void> };

/** Somebody else's web server on this machine: an empty page at every address, without any policy. */
export async function startNeighbour(): Promise<Neighbour> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html;charset=UTF-8');
    response.end('<!doctype html><link rel="icon" href="data:,"><title>neighbour</title><body></body>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
