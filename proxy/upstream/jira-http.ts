import { Agent as HttpAgent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { AppError } from '../kernel/app-error.ts';

/** The gate's own questions to Jira: small, buffered, bounded in time and size. Never a user's traffic. */
export type JiraRequest = {
  readonly method: string;
  /** Path and query below the context path. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

export type JiraResponse = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly setCookies: readonly string[];
  readonly text: string;
};

export type JiraHttp = (request: JiraRequest) => Promise<JiraResponse>;

const answerWithin = 10_000;
const largestAnswer = 4 * 1024 * 1024;

export type JiraAgents = { readonly http: HttpAgent; readonly https: HttpsAgent };

/** Connections to Jira are kept; each carries one request at a time. */
export function createJiraAgents(): JiraAgents {
  const options = { keepAlive: true, maxSockets: 512, maxFreeSockets: 64, scheduling: 'lifo' } as const;
  return { http: new HttpAgent(options), https: new HttpsAgent(options) };
}

/** @throws AppError `jira_unavailable` when Jira does not answer in time, breaks off, or answers with a server error. */
export function createJiraHttp(jiraUrl: URL, publicOrigin: string, agents: JiraAgents): JiraHttp {
  const secure = jiraUrl.protocol === 'https:';
  const base = jiraUrl.pathname.replace(/\/$/, '');
  return ({ method, path, headers, body }) =>
    new Promise((resolve, reject) => {
      const fail = (detail: string, cause?: unknown) =>
        reject(new AppError('jira_unavailable', `${method} ${path.split('?')[0]}: ${detail}`, { cause }));
      const outgoing = (secure ? httpsRequest : httpRequest)({
        host: jiraUrl.hostname.replace(/^\[|\]$/g, ''),
        port: jiraUrl.port,
        method,
        path: base + path,
        agent: secure ? agents.https : agents.http,
        headers: {
          host: new URL(publicOrigin).host,
          accept: 'application/json',
          'x-atlassian-token': 'no-check',
          'content-length': String(Buffer.byteLength(body ?? '')),
          ...headers,
        },
        signal: AbortSignal.timeout(answerWithin),
      });
      outgoing.on('error', (error) => fail(error.message, error));
      outgoing.on('response', (incoming) => {
        const chunks: Buffer[] = [];
        let size = 0;
        incoming.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size > largestAnswer) outgoing.destroy(new Error('the answer is too large'));
        });
        incoming.on('error', (error) => fail(error.message, error));
        incoming.on('end', () => {
          const status = incoming.statusCode ?? 0;
          if (status >= 500) return fail(`status ${status}`);
          resolve({
            status,
            headers: incoming.headers,
            setCookies: incoming.headers['set-cookie'] ?? [],
            text: Buffer.concat(chunks).toString('utf8'),
          });
        });
      });
      outgoing.end(body);
    });
}
