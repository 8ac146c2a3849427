import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port that was free a moment ago. Whoever uses it must be prepared to lose it to somebody else. */
export async function freeLoopbackPort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}
