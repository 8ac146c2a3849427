import { Socket } from 'node:net';
import { beforeEach, describe, expect, it } from 'vitest';
import { Tunnels } from '../../../proxy/gate/tunnels.ts';

describe('an open WebSocket', () => {
  let tunnels: Tunnels;
  const open = (userKey: string | undefined, sessionKey: string | undefined) => {
    const socket = new Socket();
    tunnels.add(socket, { userKey, sessionKey });
    return socket;
  };
  beforeEach(() => {
    tunnels = new Tunnels();
  });

  it("ends with the sessions of its person, and others' do not", () => {
    const sockets = [open('alice', 's1'), open('alice', 's2'), open('bob', 's3'), open(undefined, 's4')];
    tunnels.closeOfUser('alice');
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, true, false, false]);
  });

  it('ends with its session', () => {
    const sockets = [
      open('alice', 's1'),
      open('alice', 's2'),
      open(undefined, 's1'),
      open(undefined, undefined),
    ];
    tunnels.closeOfSession('s1');
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, false, true, false]);
  });

  it('ends with the gate', () => {
    const sockets = [open('alice', 's1'), open(undefined, undefined)];
    tunnels.closeAll();
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, true]);
  });
});
