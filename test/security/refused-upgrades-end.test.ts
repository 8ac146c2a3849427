/**
 * Attack: use up the gate's connections for good. An upgrade takes the socket away from the HTTP server and from all its
 * time-outs; where it comes to nothing, and something is behind it that nobody reads, the end of the client is not
 * noticed either. One byte and a FIN, and the gate holds the socket as long as it lives.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../support/gate/index.ts';
import { rawRequest } from '../support/gate/raw-conversation.ts';
import { startTappedSite, type TappedSite } from '../support/gate/tapped-site.ts';

const handshake = ['Connection: Upgrade', 'Upgrade: websocket'];

describe('an upgrade that comes to nothing', () => {
  let site: TappedSite;
  /** The gate's own ends of the connections: it runs in this process. */
  const ends: Socket[] = [];
  const remember = (message: unknown) => {
    const { socket } = message as { socket: Socket };
    if (socket.localPort === site?.gate.port) ends.push(socket);
  };
  beforeAll(async () => {
    site = await startTappedSite();
    subscribe('net.server.socket', remember);
  });
  afterAll(async () => {
    unsubscribe('net.server.socket', remember);
    for (const socket of ends) socket.destroy();
    await site?.close();
  });

  it.each([
    ['refused by the gate, a byte behind the answer', '/rest/tsv/1.0/x', '', 'x'],
    ['refused by the gate, a byte behind the request', '/rest/tsv/1.0/x', 'x', ''],
    ['not switched by Jira, a byte behind the answer', '/rest/api/2/serverInfo', '', 'x'],
    ['not switched by Jira, a byte behind the request', '/rest/api/2/serverInfo', 'x', ''],
  ])('leaves no socket behind: %s', async (_, target, behind, later) => {
    const socket = connect({ port: site.gate.port, host: '127.0.0.1', allowHalfOpen: true });
    socket.on('error', () => socket.destroy());
    socket.resume();
    socket.write(rawRequest(`GET ${target}`, handshake) + behind);
    await once(socket, 'end');
    socket.end(later);
    await waitFor(() => ends.at(-1)?.destroyed === true, 5_000, "the end of the gate's socket");
    expect(ends).not.toEqual([]);
  });
});
