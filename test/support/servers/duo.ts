import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { makeCertificate } from './nginx.ts';

type Parameters = Readonly<Record<string, string>>;
type Keys = { readonly integrationKey: string; readonly secretKey: string };
type Answer = { readonly status: number; readonly body: unknown };

export type DuoRequest = {
  readonly method: string;
  readonly path: string;
  readonly parameters: Parameters;
  /** The connection has an answer, or was given up. */
  readonly ended: Promise<void>;
};

/** What came of asking a person: `result` and `status` as Duo says them. */
type Verdict = { readonly result: 'waiting' | 'allow' | 'deny'; readonly status: string };

export type DuoPushRecord = {
  readonly txid: string;
  readonly username: string;
  readonly parameters: Parameters;
  verdict: Verdict;
};

/** `auth`: is asked. `allow`: bypasses Duo. The others are turned away. */
export type DuoUserStanding = 'auth' | 'allow' | 'deny' | 'locked_out';

export type DuoBehaviour =
  | 'well'
  /** Takes every question and answers none. */
  | 'stall'
  | 'error500'
  /** A page instead of data. */
  | 'garbage'
  /** 429 */
  | 'busy'
  /** Half an answer, and the connection is gone. */
  | 'break-off'
  /** Says this, whatever the question. */
  | { readonly response: unknown; readonly status?: number };

export type TestDuo = {
  /** `127.0.0.1:<port>` */
  readonly host: string;
  /** Its certificate, which is its own authority. */
  readonly ca: string;
  readonly requests: readonly DuoRequest[];
  readonly pushes: readonly DuoPushRecord[];
  /** The person scanned what `enroll` answered. */
  activate(username: string): void;
  /** The person has had Duo all along. */
  giveDevice(username: string): void;
  setStanding(username: string, standing: DuoUserStanding): void;
  acceptPasscode(username: string, passcode: string): void;
  /** The person's answer to a push; the latest that waits, unless told. */
  approve(txid?: string): void;
  deny(txid?: string): void;
  expire(txid?: string): void;
  behave(behaviour: DuoBehaviour): void;
  close(): Promise<void>;
};

type Device = {
  device: string;
  type: 'phone';
  name: string;
  display_name: string;
  number: string;
  capabilities: string[];
};

type User = {
  readonly userId: string;
  readonly devices: Device[];
  readonly passcodes: Set<string>;
  activationCode: string | undefined;
  standing: DuoUserStanding;
};

/** What Duo's cloud does behind its Auth API, as far as the gate asks. */
class DuoState {
  readonly users = new Map<string, User>();
  readonly pushes: DuoPushRecord[] = [];

  user(username: string): User {
    const user = this.users.get(username) ?? newUser();
    this.users.set(username, user);
    return user;
  }

  activate(username: string): void {
    const user = this.users.get(username);
    if (user?.activationCode === undefined) throw new Error('There is no activation to scan.');
    user.activationCode = undefined;
    user.devices.push(newPhone());
  }

  settle(txid: string | undefined, verdict: Verdict): void {
    const push = this.pushes.findLast(
      (candidate) =>
        candidate.verdict.result === 'waiting' && (txid === undefined || candidate.txid === txid),
    );
    if (push === undefined) throw new Error('No push waits.');
    push.verdict = verdict;
  }

  preauth({ username = '' }: Parameters): Answer {
    const user = this.users.get(username);
    if (user?.standing === 'allow') return ok({ result: 'allow', status_msg: 'Bypass' });
    if (user !== undefined && user.standing !== 'auth') return ok({ result: 'deny', status_msg: 'Denied' });
    if (user === undefined || user.devices.length === 0) {
      return ok({ result: 'enroll', status_msg: 'Enroll', enroll_portal_url: 'https://duo.test/portal' });
    }
    return ok({ result: 'auth', status_msg: 'Account is active', devices: user.devices });
  }

  /** Duo makes the person; there is no second activation for one that it knows, with or without a device. */
  enroll({ username = '' }: Parameters): Answer {
    if (this.users.has(username)) return invalid('username already exists');
    const user = this.user(username);
    const code = id();
    user.activationCode = `duo://${code}`;
    return ok({
      activation_barcode: `https://duo.test/qr?value=${code}`,
      activation_code: user.activationCode,
      activation_url: `https://duo.test/iphone/${code}`,
      expiration: Math.floor(Date.now() / 1_000) + 86_400,
      user_id: user.userId,
      username,
    });
  }

  auth(parameters: Parameters): Answer {
    const user = this.users.get(parameters.username ?? '');
    if (user === undefined) return invalid('username');
    if (parameters.factor === 'passcode') return this.#passcode(user, parameters);
    // A push without `async` would hold the answer back until the person gave theirs: the gate never wants that.
    if (parameters.factor !== 'push' || parameters.async !== '1') return invalid('factor');
    const device = user.devices.find(
      (candidate) => parameters.device === 'auto' || parameters.device === candidate.device,
    );
    if (device === undefined && user.standing === 'auth') return invalid('device');
    const txid = id();
    const verdict = unaskedVerdict(user) ?? { result: 'waiting', status: 'pushed' };
    this.pushes.push({ txid, username: parameters.username ?? '', parameters, verdict });
    return ok({ txid });
  }

  #passcode(user: User, { passcode }: Parameters): Answer {
    if (!passcode) return invalid('passcode');
    const unasked = unaskedVerdict(user);
    if (unasked !== undefined) return ok(unasked);
    return ok(user.passcodes.delete(passcode) ? yes : no);
  }

  /** Duo holds this answer back until something happens. Here it comes at once, so that no test has to wait. */
  authStatus({ txid }: Parameters): Answer {
    const push = this.pushes.find((candidate) => candidate.txid === txid);
    return push === undefined ? invalid('txid') : ok({ ...push.verdict, status_msg: 'As it stands' });
  }
}

const yes: Verdict = { result: 'allow', status: 'allow' };
const no: Verdict = { result: 'deny', status: 'deny' };

/** What Duo says without asking the person. */
function unaskedVerdict({ standing }: User): Verdict | undefined {
  if (standing === 'auth') return undefined;
  return standing === 'allow' ? { result: 'allow', status: 'bypass' } : { result: 'deny', status: standing };
}

/** Starts a server that speaks Duo's Auth API, version 2, to whoever signs with these keys. */
export async function startDuo(keys: Keys): Promise<TestDuo> {
  const { key, cert } = certificate();
  const state = new DuoState();
  const requests: DuoRequest[] = [];
  let behaviour: DuoBehaviour = 'well';
  const server = createServer({ key, cert }, async (request, response) => {
    const url = new URL(request.url ?? '/', 'https://duo.test');
    const body = await text(request).catch(() => '');
    const parameters = Object.fromEntries(
      request.method === 'POST' ? new URLSearchParams(body) : url.searchParams,
    );
    const method = request.method ?? '';
    const ended = new Promise<void>((resolve) => response.once('close', resolve));
    requests.push({ method, path: url.pathname, parameters, ended });
    if (misbehave(behaviour, response)) return;
    const refused = refusal(keys, request, url.pathname, parameters);
    reply(response, refused ?? route(state, method, url.pathname, parameters));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    ca: cert,
    requests,
    pushes: state.pushes,
    activate: (username) => state.activate(username),
    giveDevice: (username) => void state.user(username).devices.push(newPhone()),
    setStanding: (username, standing) => {
      state.user(username).standing = standing;
    },
    acceptPasscode: (username, passcode) => void state.user(username).passcodes.add(passcode),
    approve: (txid) => state.settle(txid, yes),
    deny: (txid) => state.settle(txid, no),
    expire: (txid) => state.settle(txid, { result: 'deny', status: 'timeout' }),
    behave: (next) => {
      behaviour = next;
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function route(state: DuoState, method: string, path: string, parameters: Parameters): Answer {
  switch (`${method} ${path}`) {
    case 'POST /auth/v2/preauth':
      return state.preauth(parameters);
    case 'POST /auth/v2/enroll':
      return state.enroll(parameters);
    case 'POST /auth/v2/auth':
      return state.auth(parameters);
    case 'GET /auth/v2/auth_status':
      return state.authStatus(parameters);
    default:
      return failure(404, 40401, 'Resource not found');
  }
}

/** Signature version 2, worked out from what arrived (duo.com/docs/authapi, "Authentication"). */
function refusal(
  keys: Keys,
  request: IncomingMessage,
  path: string,
  parameters: Parameters,
): Answer | undefined {
  const { date = '', host = '', authorization = '' } = request.headers;
  const [user = '', signature = ''] = Buffer.from(authorization.replace(/^Basic /, ''), 'base64')
    .toString('utf8')
    .split(':');
  if (user !== keys.integrationKey) return failure(401, 40102, 'Invalid integration key');
  const parts = [date, request.method ?? '', host.toLowerCase(), path, canonical(parameters)];
  const expected = createHmac('sha512', keys.secretKey).update(parts.join('\n')).digest('hex');
  if (signature !== expected) return failure(401, 40103, 'Invalid signature in request credentials');
  const away = Math.abs(Date.now() - Date.parse(date));
  return away <= 5 * 60_000 ? undefined : failure(401, 40105, 'Bad request timestamp');
}

function canonical(parameters: Parameters): string {
  const encode = (value: string) =>
    encodeURIComponent(value).replace(
      /[!'()*]/g,
      (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  return Object.keys(parameters)
    .sort()
    .map((name) => `${encode(name)}=${encode(parameters[name] ?? '')}`)
    .join('&');
}

/** Whether the question has been dealt with. */
function misbehave(behaviour: DuoBehaviour, response: ServerResponse): boolean {
  if (typeof behaviour === 'object') {
    reply(response, { ...ok(behaviour.response), status: behaviour.status ?? 200 });
    return true;
  }
  switch (behaviour) {
    case 'well':
      return false;
    case 'stall':
      return true;
    case 'error500':
      reply(response, failure(500, 50000, 'Internal error'));
      return true;
    case 'busy':
      reply(response, failure(429, 42901, 'Too Many Requests'));
      return true;
    case 'garbage':
      response.end('<html>Welcome to the hotel</html>');
      return true;
    case 'break-off':
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"stat":', () => response.destroy());
      return true;
    default:
      return behaviour satisfies never;
  }
}

function reply(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function ok(response: unknown): Answer {
  return { status: 200, body: { stat: 'OK', response } };
}

function failure(status: number, code: number, message: string, detail?: string): Answer {
  return { status, body: { stat: 'FAIL', code, message, ...(detail && { message_detail: detail }) } };
}

function invalid(what: string): Answer {
  return failure(400, 40002, 'Invalid request parameters', what);
}

function newUser(): User {
  return { userId: id(), devices: [], passcodes: new Set(), activationCode: undefined, standing: 'auth' };
}

function newPhone(): Device {
  return {
    device: id(),
    type: 'phone',
    name: '',
    display_name: 'Android (XXX-XXX-0123)',
    number: 'XXX-XXX-0123',
    capabilities: ['auto', 'push', 'sms', 'phone', 'mobile_otp'],
  };
}

function id(): string {
  return randomBytes(10).toString('hex').toUpperCase();
}

/** Self-signed, for localhost. */
export function certificate(): { key: string; cert: string } {
  const directory = mkdtempSync(join(tmpdir(), 'duo-'));
  try {
    makeCertificate(directory);
    const read = (name: string) => readFileSync(join(directory, name), 'utf8');
    return { key: read('key.pem'), cert: read('certificate.pem') };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
