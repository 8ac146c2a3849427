import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createJiraAgents, createJiraHttp, type JiraHttp } from '../../../proxy/upstream/index.ts';

export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
};

export type Script = (asked: Asked) => {
  readonly status: number;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: string;
};

export type ScriptedJira = {
  readonly http: JiraHttp;
  /** All that it was asked, in order. */
  readonly asked: Asked[];
  script: Script;
  close(): Promise<void>;
};

/** A small HTTP server that answers as the test says, and the gate's own client for it. */
export async function startScriptedJira(contextPath = ''): Promise<ScriptedJira> {
  const asked: Asked[] = [];
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const one = {
      method: req.method ?? '',
      path: req.url ?? '',
      headers: req.headers,
      body: Buffer.concat(chunks).toString(),
    };
    asked.push(one);
    const { status, headers = {}, body = '' } = jira.script(one);
    res.writeHead(status, headers).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}${contextPath}`);
  const agents = createJiraAgents();
  const jira: ScriptedJira = {
    http: createJiraHttp(url, 'https://jira.example.com', agents),
    asked,
    script: () => ({ status: 404 }),
    close: async () => {
      agents.http.destroy();
      agents.https.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return jira;
}
