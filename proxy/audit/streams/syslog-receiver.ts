import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, isIPv6, type Socket } from 'node:net';
import { hostname } from 'node:os';
import { connect as connectTls } from 'node:tls';
import type { AuditRow } from '../audit-row.ts';
import type { AuditReceiver } from './audit-stream.ts';
import { syslogMessage } from './syslog-message.ts';

export type SyslogReceiverOptions = {
  /** `udp://host:514`, `tcp://host:601` or `tls://host:6514`. */
  readonly url: URL;
  /** PEM; trusted instead of the usual authorities. */
  readonly ca?: string | undefined;
  readonly timeoutMs: number;
};

const usualPorts: Readonly<Record<string, number>> = { 'udp:': 514, 'tcp:': 601, 'tls:': 6514 };

/**
 * Syslog (RFC 5424) over UDP (RFC 5426), TCP with octet counting (RFC 6587 §3.4.1) or TLS (RFC 5425).
 *
 * Syslog knows no receipt. Over TCP and TLS every batch has a connection of its own that is closed on this side first:
 * that the other side closes it in order then is as near to a receipt as there is. Over UDP there is none.
 */
export class SyslogReceiver implements AuditReceiver {
  readonly name = 'syslog';
  readonly #options: SyslogReceiverOptions;

  constructor(options: SyslogReceiverOptions) {
    this.#options = options;
  }

  async deliver(rows: readonly AuditRow[]): Promise<void> {
    const messages = rows.map((row) => Buffer.from(syslogMessage(row, hostname()), 'utf8'));
    const { url } = this.#options;
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const port = Number(url.port || usualPorts[url.protocol]);
    if (url.protocol === 'udp:') return sendDatagrams(messages, host, port);
    const framed = Buffer.concat(messages.flatMap((message) => [Buffer.from(`${message.length} `), message]));
    return this.#sendStream(framed, host, port);
  }

  async #sendStream(bytes: Buffer, host: string, port: number): Promise<void> {
    const { url, ca, timeoutMs } = this.#options;
    const signal = AbortSignal.timeout(timeoutMs);
    const isTls = url.protocol === 'tls:';
    const socket: Socket = isTls
      ? connectTls({ host, port, ...(ca !== undefined && { ca }), ...(isName(host) && { servername: host }) })
      : connect({ host, port });
    try {
      await once(socket, isTls ? 'secureConnect' : 'connect', { signal });
      const ended = once(socket, 'close', { signal });
      socket.resume().end(bytes);
      await ended;
    } catch (error) {
      if (signal.aborted) throw new Error(`the receiver took longer than ${timeoutMs} ms`);
      throw error;
    } finally {
      socket.destroy();
    }
  }
}

const isName = (host: string) => !isIPv6(host) && !/^[\d.]+$/.test(host);

async function sendDatagrams(messages: readonly Buffer[], host: string, port: number): Promise<void> {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  try {
    for (const message of messages) {
      await new Promise<void>((resolve, reject) => {
        socket.send(message, port, host, (error) => (error === null ? resolve() : reject(error)));
      });
    }
  } finally {
    socket.close();
  }
}
