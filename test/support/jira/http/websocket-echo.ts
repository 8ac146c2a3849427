import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { type Frame, FrameReader, OPCODES, writeFrame } from './websocket-frames.ts';

const HANDSHAKE_SALT = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

export type Handshake = {
  /** Value of Sec-WebSocket-Key. */
  key: string;
  headers: readonly (readonly [name: string, value: string])[];
  greeting: string;
  /** Bytes that arrived behind the request. */
  head: Buffer;
};

/** Takes over a connection after the upgrade: greets, then sends back whatever comes (RFC 6455). */
export function startEcho(socket: Duplex, handshake: Handshake): void {
  const accept = createHash('sha1').update(`${handshake.key}${HANDSHAKE_SALT}`).digest('base64');
  const lines = [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${accept}`,
    ...handshake.headers.map(([name, value]) => `${name}: ${value}`),
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  socket.write(writeFrame(OPCODES.text, Buffer.from(handshake.greeting)));

  const reader = new FrameReader();
  const receive = (chunk: Buffer) => {
    try {
      for (const frame of reader.push(chunk)) answer(socket, frame);
    } catch {
      socket.destroy();
    }
  };
  socket.on('data', receive);
  socket.on('end', () => socket.end());
  if (handshake.head.length > 0) receive(handshake.head);
}

function answer(socket: Duplex, frame: Frame): void {
  switch (frame.opcode) {
    case OPCODES.close:
      socket.end(writeFrame(OPCODES.close, frame.payload));
      return;
    case OPCODES.ping:
      socket.write(writeFrame(OPCODES.pong, frame.payload));
      return;
    case OPCODES.pong:
      return;
    default:
      socket.write(writeFrame(frame.opcode, frame.payload, frame.final));
  }
}
