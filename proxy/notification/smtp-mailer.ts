import { createTransport, type NodemailerError, type SMTPTransportOptions } from 'nodemailer';
import addressparser from 'nodemailer/lib/addressparser';
import { DeliveryError } from './delivery-error.ts';
import type { Mail, Mailer } from './mailer.ts';

export type SmtpMailerOptions = {
  /**
   * `smtp://` (port 587 unless given; STARTTLS whenever the server offers it) or `smtps://` (port 465), with
   * percent-encoded credentials in it if the server wants any. Nothing may follow the port.
   */
  readonly url: string;
  /** One address, with or without a name: `Two-Step <two-step@example.com>`. */
  readonly from: string;
  /** For a whole mail, from the name look-up to the server's last word. */
  readonly timeoutMs: number;
};

type Mailbox = Mail['to'];

/**
 * Exactly one address. Quoted local parts and address literals are refused with all that could be read as a
 * second address or a new line (RFC 5322 §3.4.1: the specials).
 */
const oneAddress = /^[^\p{Cc}\s"(),:;<>@[\\\]]+@[^\p{Cc}\s"(),:;<>@[\\\]]+$/u;
/** RFC 5321 §4.5.3.1.3: a path has 256 octets, its angle brackets included. */
const longestAddress = 254;
const controlCharacter = /\p{Cc}/u;

/** The library says so of what it finds wrong with a message before or without the server. */
const refusedCodes: readonly unknown[] = ['EENVELOPE', 'EMESSAGE', 'EAUTH'];
const timeoutCodes: readonly unknown[] = ['ETIMEDOUT', 'ETIMEOUT'];

/**
 * Sends mail through the site's SMTP server, with one connection for each mail. No pool: a pooled connection
 * that the server has closed meanwhile fails the next login's mail, one that stalls holds up the mails queued
 * behind it, and the few mails a gate sends do not repay that with the handshakes they would save.
 */
export class SmtpMailer implements Mailer {
  readonly #transport: ReturnType<typeof openTransport>;
  readonly #from: Mailbox;
  readonly #timeoutMs: number;
  readonly #underWay = new Set<AbortController>();
  #closed = false;

  /** @throws Error when the URL or the sender is not well-formed; the message quotes neither. */
  constructor({ url, from, timeoutMs }: SmtpMailerOptions) {
    this.#transport = openTransport(url, timeoutMs);
    this.#from = readSender(from);
    this.#timeoutMs = timeoutMs;
  }

  async send(mail: Mail): Promise<void> {
    const message = compose(this.#from, mail);
    await this.#within((signal) => this.#transport.sendMail({ ...message, signal }));
  }

  async check(): Promise<void> {
    await this.#within(() => this.#transport.verify());
  }

  async #within(work: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
    if (this.#closed) throw new DeliveryError('unreachable');
    const attempt = new AbortController();
    this.#underWay.add(attempt);
    // The library's own time-outs start anew with every reply: a server that trickles passes them all.
    const timer = setTimeout(() => attempt.abort(new DeliveryError('timeout')), this.#timeoutMs);
    try {
      await Promise.race([work(attempt.signal), whenAborted(attempt.signal)]);
    } catch (error) {
      throw attempt.signal.aborted ? attempt.signal.reason : toDeliveryError(error);
    } finally {
      clearTimeout(timer);
      this.#underWay.delete(attempt);
    }
  }

  close(): void {
    this.#closed = true;
    for (const attempt of this.#underWay) attempt.abort(new DeliveryError('unreachable'));
    this.#transport.close();
  }
}

function openTransport(url: string, timeoutMs: number) {
  return createTransport({
    ...readServer(url),
    tls: { rejectUnauthorized: true },
    dnsTimeout: timeoutMs,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    socketCloseTimeout: 1_000,
    // No part of a mail is ever fetched: a name or a link in it must not read a file or reach into the network.
    disableFileAccess: true,
    disableUrlAccess: true,
    maxRecipients: 1,
  });
}

/**
 * Not left to the library: that takes every query parameter for an option, `tls.rejectUnauthorized=false`
 * among them.
 */
function readServer(text: string): SMTPTransportOptions {
  const url = URL.parse(text);
  if (url?.protocol !== 'smtp:' && url?.protocol !== 'smtps:') throw new Error('not an SMTP URL');
  if (url.hostname === '') throw new Error('an SMTP URL without a server');
  if (url.search !== '' || url.hash !== '' || !['', '/'].includes(url.pathname)) {
    throw new Error('an SMTP URL with more than credentials, server and port');
  }
  const secure = url.protocol === 'smtps:';
  return {
    secure,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    ...(url.username === '' ? {} : { auth: { user: decode(url.username), pass: decode(url.password) } }),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error('an SMTP URL whose credentials are not percent-encoded');
  }
}

function readSender(text: string): Mailbox {
  const [sender, ...more] = controlCharacter.test(text) ? [] : addressparser(text, { flatten: true });
  if (sender === undefined || more.length > 0 || !isOneAddress(sender.address)) {
    throw new Error('the sender of mails has to be one address');
  }
  return { address: sender.address, name: sender.name };
}

/** @throws DeliveryError `rejected` for what could add a header or a recipient. */
function compose(from: Mailbox, { to, subject, text, html }: Mail) {
  if (!isOneAddress(to.address) || controlCharacter.test(to.name) || controlCharacter.test(subject)) {
    throw new DeliveryError('rejected');
  }
  return {
    // As objects, which are never parsed for further addresses.
    from: { ...from },
    to: { address: to.address, name: to.name },
    subject,
    text,
    html,
    // RFC 3834 §5: keeps absence notes from being sent back.
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

function isOneAddress(text: string): boolean {
  return Buffer.byteLength(text) <= longestAddress && oneAddress.test(text);
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** RFC 5321 §4.2.1: a reply 5yz refuses for good, a reply 4yz only for now. */
function toDeliveryError(thrown: unknown): DeliveryError {
  const { code, originalCode, responseCode }: Partial<NodemailerError> =
    thrown instanceof Error ? thrown : {};
  if (responseCode) return new DeliveryError(responseCode >= 500 ? 'rejected' : 'unreachable', responseCode);
  const status = originalCode ?? code;
  if (timeoutCodes.includes(code) || timeoutCodes.includes(status))
    return new DeliveryError('timeout', status);
  return new DeliveryError(refusedCodes.includes(code) ? 'rejected' : 'unreachable', status);
}
