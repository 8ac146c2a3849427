import { request } from 'node:https';
import { createRequire } from 'node:module';
import { stringify } from 'node:querystring';
import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import { DuoUnavailable } from './duo-client.ts';

/**
 * Duo's own package signs the calls and says which authorities vouch for Duo. Its transport is not used: it sets no
 * time limit and cannot be cancelled, sleeps for over a minute when it is told "too many requests", and never calls
 * back when an answer breaks off.
 */
type Sign = (
  integrationKey: string,
  secretKey: string,
  method: string,
  host: string,
  path: string,
  parameters: Readonly<Record<string, string>>,
  date: string,
) => string;

const load = createRequire(import.meta.url);
const { sign } = z
  .object({ sign: z.custom<Sign>((value) => typeof value === 'function') })
  .parse(load('@duosecurity/duo_api/lib/duo_sig.js'));
const { DUO_PINNED_CERT: duoAuthorities } = z
  .object({ DUO_PINNED_CERT: z.string().includes('BEGIN CERTIFICATE') })
  .parse(load('@duosecurity/duo_api/lib/constants.js'));

export type DuoAccess = {
  readonly integrationKey: string;
  readonly secretKey: string;
  /** `api-xxxxxxxx.duosecurity.com`; a port may follow. */
  readonly host: string;
  /** PEM. Trusted besides the authorities that Duo names, at sites whose way out has a certificate of its own. */
  readonly ca?: string | undefined;
  readonly clock: Clock;
};

export type DuoCall = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Milliseconds for all of it: name, connection, handshake, question and answer. */
  readonly timeoutMs: number;
};

export type DuoReply =
  | { readonly kind: 'answer'; readonly status: number; readonly text: string }
  /** Nothing, or not all of it, in time. The connection is closed. */
  | { readonly kind: 'silence' };

const largestAnswer = 1024 * 1024;

/** @throws DuoUnavailable when Duo cannot be reached, is not Duo, or breaks off. Errors say neither keys nor codes. */
export function sendToDuo(access: DuoAccess, call: DuoCall): Promise<DuoReply> {
  const signal = AbortSignal.timeout(call.timeoutMs);
  return new Promise((resolve, reject) => {
    const fail = (detail: string) => {
      if (signal.aborted) resolve({ kind: 'silence' });
      else reject(new DuoUnavailable(`${call.path}: ${detail}`));
    };
    const { options, body } = signedRequest(access, call);
    const outgoing = request({ ...options, signal });
    outgoing.on('error', (error) => fail(reasonOf(error)));
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > largestAnswer) incoming.destroy(new Error('the answer is too large'));
      });
      incoming.on('error', (error) => fail(reasonOf(error)));
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ kind: 'answer', status: incoming.statusCode ?? 0, text });
      });
    });
    outgoing.end(body);
  });
}

/** Signature version 2 of the Auth API: date, method, host, path and parameters. */
function signedRequest(access: DuoAccess, { method, path, parameters }: DuoCall) {
  const { integrationKey, secretKey, host, ca } = access;
  const { hostname, port } = new URL(`https://${host}`);
  const date = new Date(access.clock()).toUTCString();
  const encoded = stringify(parameters);
  const body = method === 'POST' ? encoded : '';
  const options = {
    hostname,
    port: port || 443,
    method,
    path: method === 'POST' || encoded === '' ? path : `${path}?${encoded}`,
    ca: ca === undefined ? duoAuthorities : [duoAuthorities, ca],
    headers: {
      date,
      host,
      accept: 'application/json',
      authorization: sign(integrationKey, secretKey, method, host, path, parameters, date),
      ...(method === 'POST' && {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': String(Buffer.byteLength(body)),
      }),
    },
  };
  return { options, body };
}

/** The system's short code for what went wrong, where it has one. */
function reasonOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
