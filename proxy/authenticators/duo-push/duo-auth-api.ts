import { isIPv4 } from 'node:net';
import { z } from 'zod';
import { type Clock, second } from '../../kernel/clock.ts';
import { type DuoAccess, type DuoCall, type DuoReply, sendToDuo } from './duo-api-library.ts';
import {
  type DuoActivation,
  type DuoClient,
  type DuoPush,
  type DuoStanding,
  DuoUnavailable,
} from './duo-client.ts';

export type DuoAuthApiOptions = {
  readonly integrationKey: string;
  readonly secretKey: string;
  /** `api-xxxxxxxx.duosecurity.com` */
  readonly host: string;
  /** Milliseconds for each call as a whole. */
  readonly timeoutMs: number;
  /** PEM. Trusted besides Duo's own authorities, at sites whose way out has a certificate of its own. */
  readonly ca?: string | undefined;
  /** Duo refuses calls whose date is more than five minutes off. */
  readonly clock?: Clock;
};

/** Duo holds a look at a push open until something happens; whoever asks has a page to answer long before. */
const longestLook = 2.5 * second;

const standingAnswer = z.discriminatedUnion('result', [
  z.object({ result: z.literal('auth'), devices: z.array(z.unknown()) }),
  z.object({ result: z.enum(['allow', 'deny', 'enroll']) }),
]);

const enrollAnswer = z.object({
  // Becomes a link on a page.
  activation_url: z.url({ protocol: /^https$/ }),
  /** Seconds since the epoch. */
  expiration: z.int().positive(),
});

const pushAnswer = z.object({ txid: z.string().min(1) });
const verdict = z.object({ result: z.enum(['allow', 'deny', 'waiting']), status: z.string() });

/** Duo's Auth API, version 2 (duo.com/docs/authapi). */
export class DuoAuthApi implements DuoClient {
  readonly #access: DuoAccess;
  readonly #timeoutMs: number;

  constructor({ timeoutMs, clock = Date.now, ...access }: DuoAuthApiOptions) {
    this.#access = { ...access, clock };
    this.#timeoutMs = timeoutMs;
  }

  /** `/preauth` */
  async standingOf(username: string): Promise<DuoStanding> {
    const standing = await this.#post('preauth', { username }, standingAnswer);
    switch (standing.result) {
      case 'enroll':
        return { kind: 'enroll' };
      case 'allow':
      case 'deny':
        return { kind: 'refused' };
      case 'auth':
        break;
      default:
        return standing satisfies never;
    }
    return { kind: standing.devices.length === 0 ? 'enroll' : 'ready' };
  }

  /** `/enroll`. The activation lives as long as Duo has it live: a day. */
  async enroll(username: string): Promise<DuoActivation> {
    const answer = await this.#post('enroll', { username }, enrollAnswer);
    return { activationUrl: answer.activation_url, expiresAt: answer.expiration * second };
  }

  /** `/auth` with `async`: Duo answers before the person does. */
  async push(username: string, address: string): Promise<string> {
    const parameters = {
      username,
      factor: 'push',
      device: 'auto',
      async: '1',
      type: 'Jira login',
      ...whereFrom(address),
    };
    return (await this.#post('auth', parameters, pushAnswer)).txid;
  }

  /** `/auth_status`. Our own time-out is no error: Duo has nothing new to tell. */
  async statusOf(transaction: string): Promise<DuoPush> {
    const reply = await this.#send({
      method: 'GET',
      path: '/auth/v2/auth_status',
      parameters: { txid: transaction },
      timeoutMs: Math.min(this.#timeoutMs, longestLook),
    });
    if (reply.kind === 'silence') return { kind: 'waiting' };
    return { kind: outcomeOf(read('auth_status', reply, verdict)) };
  }

  /** `/auth`, answered at once. */
  async checkPasscode(username: string, passcode: string, address: string): Promise<boolean> {
    const parameters = { username, factor: 'passcode', passcode, ...whereFrom(address) };
    return outcomeOf(await this.#post('auth', parameters, verdict)) === 'approved';
  }

  async #post<Answer>(endpoint: string, parameters: DuoCall['parameters'], answer: z.ZodType<Answer>) {
    const path = `/auth/v2/${endpoint}`;
    const reply = await this.#send({ method: 'POST', path, parameters, timeoutMs: this.#timeoutMs });
    return read(endpoint, reply, answer);
  }

  async #send(call: DuoCall): Promise<DuoReply> {
    try {
      return await sendToDuo(this.#access, call);
    } catch (error) {
      if (error instanceof DuoUnavailable) throw error;
      // A name that cannot be encoded, a host that is none: nothing was asked. What it was is not repeated.
      throw new DuoUnavailable(`${call.path}: the call cannot be made`);
    }
  }
}

/** Duo takes a dotted quad and nothing else; without one it says nothing about the place. */
function whereFrom(address: string): { ipaddr?: string } {
  const quad = address.replace(/^::ffff:/i, '');
  return isIPv4(quad) ? { ipaddr: quad } : {};
}

/** The answer inside Duo's envelope. What Duo sent is never repeated in an error: it may hold codes. */
function read<Answer>(endpoint: string, reply: DuoReply, answer: z.ZodType<Answer>): Answer {
  if (reply.kind === 'silence') throw new DuoUnavailable(`${endpoint}: no answer in time`);
  const envelope = z.object({ stat: z.literal('OK'), response: answer }).safeParse(parseJson(reply.text));
  if (reply.status === 200 && envelope.success) return envelope.data.response;
  const failure = z.object({ stat: z.literal('FAIL'), code: z.int() }).safeParse(parseJson(reply.text));
  const code = failure.success ? `, code ${failure.data.code}` : '';
  throw new DuoUnavailable(`${endpoint}: not understood: status ${reply.status}${code}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Only a plain "allow" is the person's own yes. "bypass" says that Duo let them through without asking. */
function outcomeOf({ result, status }: z.infer<typeof verdict>): DuoPush['kind'] {
  switch (result) {
    case 'waiting':
      return 'waiting';
    case 'deny':
      return status === 'timeout' ? 'timed_out' : 'denied';
    case 'allow':
      if (status === 'allow') return 'approved';
      if (status === 'bypass') return 'denied';
      throw new DuoUnavailable('auth: allowed for a reason that is not understood');
    default:
      return result satisfies never;
  }
}
