import { once } from 'node:events';
import { Agent, type IncomingMessage, request as startRequest } from 'node:http';

/** What Tomcat understood of a request, as far as the echo page says it. */
export type Understood = {
  readonly method: string;
  /** As Tomcat serves it: decoded, without parameters, dot segments resolved, behind `/s/…/_`. */
  readonly path: string;
  readonly uri: string;
  readonly query: string | null;
  readonly user: string | null;
  readonly password: string | null;
  readonly signature: string | null;
  readonly sessionId: string | null;
  readonly sessionIdFrom: 'url' | 'cookie' | null;
};

export type ProbeRequest = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
};

/** Asks a Tomcat directly, byte for byte. */
export class TomcatProbe {
  readonly #port: number;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 8 });

  constructor(port: number) {
    this.#port = port;
  }

  /** `undefined` where Tomcat refuses the request or serves nothing. */
  async ask(target: string, { method, headers, body }: ProbeRequest = {}): Promise<Understood | undefined> {
    const request = startRequest({
      host: '127.0.0.1',
      port: this.#port,
      agent: this.#agent,
      path: target,
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { ...headers, ...(body !== undefined && { 'content-length': String(body.length) }) },
    });
    request.end(body);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    let text = '';
    for await (const chunk of response) text += chunk;
    return response.statusCode === 200 ? (JSON.parse(text) as Understood) : undefined;
  }

  close(): void {
    this.#agent.destroy();
  }
}
