import { Socket } from 'node:net';
import { beforeEach, describe, expect, it } from 'vitest';
import { OpenStreams } from '../../../proxy/gate/open-streams.ts';

describe('an open WebSocket or reply', () => {
  let streams: OpenStreams;
  const open = (userKey: string | undefined, sessionKey: string | undefined, expiresAt?: number) => {
    const socket = new Socket();
    streams.add(socket, { userKey, sessionKey, expiresAt });
    return socket;
  };
  beforeEach(() => {
    streams = new OpenStreams();
  });

  it("ends with the sessions of its person, and others' do not", () => {
    const sockets = [open('alice', 's1'), open('alice', 's2'), open('bob', 's3'), open(undefined, 's4')];
    streams.closeOfUser('alice');
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, true, false, false]);
  });

  it('ends with its session', () => {
    const sockets = [
      open('alice', 's1'),
      open('alice', 's2'),
      open(undefined, 's1'),
      open(undefined, undefined),
    ];
    streams.closeOfSession('s1');
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, false, true, false]);
  });

  it('ends with the verification that it was opened with', () => {
    const sockets = [open('alice', 's1', 1_000), open('alice', 's2', 1_001), open('bob', 's3')];
    streams.closeExpired(1_000);
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, false, false]);
  });

  it('ends with the gate', () => {
    const sockets = [open('alice', 's1'), open(undefined, undefined)];
    streams.closeAll();
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, true]);
  });
});
