import { once } from 'node:events';
import { createServer, type IncomingMessage, request as startRequest } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands between a gate and the stand-in, and may alter the header of a reply. */
export async function startAlteringProxy(
  jiraPort: number,
  alter: (path: string, reply: IncomingMessage) => void,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((req, res) => {
    const { method, headers, url = '/' } = req;
    const onward = startRequest({
      host: '127.0.0.1',
      port: jiraPort,
      method,
      headers,
      path: url,
      agent: false,
    });
    onward.on('error', () => res.destroy());
    onward.on('response', (reply) => {
      alter(url, reply);
      res.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(res);
    });
    req.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
