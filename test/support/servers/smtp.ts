import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export type ReceivedMail = {
  /** Of the envelope (RCPT TO): who really gets it, whatever the header says. */
  readonly to: readonly string[];
  /** Of the envelope (MAIL FROM). */
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** By lower-case name, unfolded and not decoded; of a header that came twice both, with `\n` in between. */
  readonly headers: ReadonlyMap<string, string>;
};

/** `refuse` refuses every recipient for good (550), `stall` never greets, `drop` ends connections at once. */
export type SmtpBehaviour = 'well' | 'refuse' | 'stall' | 'drop';

export type SmtpOptions = {
  /** Without it nobody has to log in, nor can. */
  readonly auth?: { readonly user: string; readonly pass: string };
  /** With the expired test certificate that smtp-server brings along, for `localhost`: nobody should trust it. */
  readonly tls?: 'off' | 'starttls' | 'smtps';
};

export type TestSmtp = {
  /** For `SmtpMailer`, with the right credentials in it. */
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  /** The first that fits, come or yet to come. */
  waitForMail(predicate?: (mail: ReceivedMail) => boolean): Promise<ReceivedMail>;
  behave(how: SmtpBehaviour): void;
  clear(): void;
  close(): Promise<void>;
};

type SmtpConnection = SMTPServer['connections'] extends Set<infer One> ? One : never;

const waitAtMost = 10_000;

/** Starts a mail server that keeps all that it gets. */
export async function startSmtp(options: SmtpOptions = {}): Promise<TestSmtp> {
  const mails: ReceivedMail[] = [];
  const arrivals = new EventTarget();
  let behaviour: SmtpBehaviour = 'well';
  const smtp = new SMTPServer({
    ...accessOptions(options),
    logger: false,
    disableReverseLookup: true,
    closeTimeout: 100,
    onConnect: ({ id }, callback) => {
      if (behaviour === 'drop') hangUp((connection) => connection.id === id);
      else if (behaviour !== 'stall') callback();
    },
    onRcptTo: (_address, _session, callback) => {
      callback(behaviour === 'refuse' ? replyError(550, 'No such user here') : null);
    },
    onData: (stream, { envelope }, callback) => {
      const keep = async () => {
        const content: Buffer[] = [];
        for await (const chunk of stream) content.push(chunk as Buffer);
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        mails.push({ to, from, ...(await readMessage(Buffer.concat(content))) });
        arrivals.dispatchEvent(new Event('mail'));
      };
      keep().then(() => callback(), callback);
    },
  });
  // Clients that break off are what some tests are about.
  smtp.on('error', () => {});
  const hangUp = (chosen: (connection: SmtpConnection) => boolean) => {
    for (const connection of smtp.connections) {
      // In the middle of a TLS handshake Node crashes when the socket below is destroyed.
      if (chosen(connection) && !connection._upgrading) connection._socket.destroy();
    }
  };
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  return {
    url: urlOf(options, (smtp.server.address() as AddressInfo).port),
    mails,
    waitForMail: async (predicate = () => true) => {
      const signal = AbortSignal.timeout(waitAtMost);
      for (;;) {
        const found = mails.find(predicate);
        if (found !== undefined) return found;
        await once(arrivals, 'mail', { signal });
      }
    },
    behave: (how) => {
      behaviour = how;
    },
    clear: () => {
      mails.length = 0;
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => smtp.close(resolve));
      hangUp(() => true);
      await closed;
    },
  };
}

function accessOptions({ auth, tls = 'off' }: SmtpOptions): SMTPServerOptions {
  return {
    secure: tls === 'smtps',
    allowInsecureAuth: true,
    authOptional: auth === undefined,
    disabledCommands: [...(auth === undefined ? ['AUTH'] : []), ...(tls === 'starttls' ? [] : ['STARTTLS'])],
    onAuth: ({ username, password }, _, callback) => {
      const right = auth !== undefined && username === auth.user && password === auth.pass;
      if (right) callback(null, { user: username });
      else callback(replyError(535, 'Authentication credentials invalid'));
    },
  };
}

function urlOf({ auth, tls }: SmtpOptions, port: number): string {
  const login = auth ? `${encodeURIComponent(auth.user)}:${encodeURIComponent(auth.pass)}@` : '';
  return `${tls === 'smtps' ? 'smtps' : 'smtp'}://${login}127.0.0.1:${port}`;
}

function replyError(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

async function readMessage(content: Buffer): Promise<Omit<ReceivedMail, 'to' | 'from'>> {
  const { subject = '', text = '', html = '', headers } = await PostalMime.parse(content);
  const values = Map.groupBy(headers, ({ key }) => key);
  const joined = [...values].map(([key, all]) => [key, all.map(({ value }) => value).join('\n')] as const);
  return { subject, text, html, headers: new Map(joined) };
}
