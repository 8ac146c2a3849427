import { once } from 'node:events';
import type { Socket } from 'node:net';
import { type Control, createControl } from './control.ts';
import type { StandInJiraOptions } from './options.ts';
import type { Person } from './people/person.ts';
import type { RecordedRequest } from './request-log.ts';
import { createJiraServer } from './server.ts';
import { createWorld, type World } from './world.ts';

export type SessionView = {
  readonly id: string;
  readonly userKey: string | null;
  /** Whether the password was given again for administration. */
  readonly elevated: boolean;
};

export type StandInJira = {
  /** Where it listens, context path included, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Always as they are now: a renamed person has the new name here. */
  readonly people: readonly Person[];
  readonly requests: readonly RecordedRequest[];
  readonly sessions: {
    list(): readonly SessionView[];
    find(id: string): SessionView | undefined;
    expire(id: string): void;
    readonly count: number;
  };
  readonly control: Control;
  close(): Promise<void>;
};

/** Starts a small Jira Data Center on a port of its own. Whatever happens in it is gone when it is closed. */
export async function startStandInJira(options: StandInJiraOptions = {}): Promise<StandInJira> {
  const jira = createWorld(options);
  const server = createJiraServer(jira);
  const connections = new Set<Socket>();
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  const host = options.host ?? '127.0.0.1';
  server.listen(options.port ?? 0, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The stand-in has no port');
  const origin = `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
  if (jira.settings.publicOrigin === '') jira.settings.publicOrigin = origin;

  return {
    url: `${origin}${jira.settings.contextPath}`,
    port: address.port,
    people: jira.directory.people,
    requests: jira.log.entries,
    sessions: sessionsOf(jira),
    control: createControl(jira),
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of connections) socket.destroy();
      await closed;
      await jira.attachments.close();
    },
  };
}

function sessionsOf(jira: World): StandInJira['sessions'] {
  const list = () =>
    jira.sessions.list().map(({ id, userKey, elevatedUntil }) => ({
      id,
      userKey,
      elevated: elevatedUntil > jira.settings.clock(),
    }));
  return {
    list,
    find: (id) => list().find((session) => session.id === id),
    expire: (id) => {
      jira.sessions.invalidate(id);
    },
    get count() {
      return jira.sessions.list().length;
    },
  };
}
