import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { DeliveryError } from '../../../proxy/notification/delivery-error.ts';
import type { Mail } from '../../../proxy/notification/mailer.ts';
import { SmtpMailer } from '../../../proxy/notification/smtp-mailer.ts';
import { freePort } from '../../support/servers/index.ts';
import { type SmtpOptions, startSmtp } from '../../support/servers/smtp.ts';

const from = 'Two-Step <two-step@example.com>';
const mail: Mail = {
  to: { address: 'alice@example.com', name: 'Alice Müller, "the boss"' },
  subject: 'Your code – 123 456',
  text: 'Grüße\n.\nMAIL FROM:<x@example.com>\n..\n',
  html: '<p>Grüße</p>',
};

const rejected = { name: 'DeliveryError', reason: 'rejected' };
const unreachable = { name: 'DeliveryError', reason: 'unreachable' };
const late = { name: 'DeliveryError', reason: 'timeout' };

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

function mailerTo(url: string, timeoutMs = 5_000): SmtpMailer {
  const mailer = new SmtpMailer({ url, from, timeoutMs });
  endings.push(() => mailer.close());
  return mailer;
}

async function givenSmtp(options: SmtpOptions = {}) {
  const smtp = await startSmtp(options);
  endings.push(() => smtp.close());
  return smtp;
}

/** A server that answers in its own way; `hungUp` settles when the client has gone. */
async function givenServer(talk: (socket: Socket) => void) {
  const hungUp = Promise.withResolvers<void>();
  const sockets: Socket[] = [];
  const server: Server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.once('close', () => hungUp.resolve());
    talk(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  endings.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, hungUp: hungUp.promise };
}

describe('asking the server', () => {
  it('sends nothing, and finds out about credentials', async () => {
    const smtp = await givenSmtp({ auth: { user: 'gate', pass: 'secret' } });
    await mailerTo(smtp.url).check();
    expect(smtp.mails).toEqual([]);
    await expect(mailerTo(smtp.url.replace('secret', 'other')).check()).rejects.toMatchObject(rejected);
  });

  it('ends where nobody answers, or not in time', async () => {
    const nobody = mailerTo(`smtp://127.0.0.1:${await freePort()}`);
    await expect(nobody.check()).rejects.toMatchObject(unreachable);
    const silent = await givenServer(() => undefined);
    await expect(mailerTo(silent.url, 300).check()).rejects.toMatchObject(late);
  });
});

describe('a mail', () => {
  it('arrives whole, for one person, from the configured sender', async () => {
    const smtp = await givenSmtp();
    await mailerTo(smtp.url).send(mail);
    const got = await smtp.waitForMail();
    expect(got).toMatchObject({
      to: ['alice@example.com'],
      from: 'two-step@example.com',
      subject: mail.subject,
    });
    expect(got.text.trim()).toBe(mail.text.trim());
    expect(got.html.trim()).toBe(mail.html);
    expect(got.headers.get('from')).toBe('"Two-Step" <two-step@example.com>');
    expect(smtp.mails).toHaveLength(1);
  });

  it('says that a machine sent it, and holds nothing that tells its sender of its reading', async () => {
    const smtp = await givenSmtp();
    await mailerTo(smtp.url).send(mail);
    const { headers } = await smtp.waitForMail();
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect([...headers.keys()].sort()).toEqual([
      'auto-submitted',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ]);
  });

  it.each([
    ['a new line in the display name', { to: { ...mail.to, name: 'A\r\nBcc: eve@example.com' } }],
    ['a bare line feed in the display name', { to: { ...mail.to, name: 'A\nBcc: eve@example.com' } }],
    ['a new line in the subject', { subject: 'A\r\nBcc: eve@example.com' }],
    ['a bare carriage return in the subject', { subject: 'A\rBcc: eve@example.com' }],
    ['two addresses in one', { to: { address: 'a@example.com, b@example.com', name: '' } }],
    ['two addresses with a semicolon', { to: { address: 'a@example.com;b@example.com', name: '' } }],
    ['a named address in an address', { to: { address: 'Eve <eve@example.com>', name: '' } }],
    ['a group', { to: { address: 'g:eve@example.com;', name: '' } }],
    ['a command in the address', { to: { address: 'a@example.com>\r\nRCPT TO:<b@example.com', name: '' } }],
    ['two at signs', { to: { address: 'a@example.com@evil.example', name: '' } }],
    ['a quoted local part', { to: { address: '"a@evil.example"@example.com', name: '' } }],
    ['no address', { to: { address: '', name: 'Alice' } }],
    ['a name without a server', { to: { address: 'alice', name: '' } }],
    ['an address longer than SMTP allows', { to: { address: `${'a'.repeat(250)}@example.com`, name: '' } }],
  ])('is not sent with %s', async (_what, part) => {
    const smtp = await givenSmtp();
    const mailer = mailerTo(smtp.url);
    // Without a status: it was not left to the library or to the server to find this out.
    const refused = { ...rejected, message: 'not delivered: rejected' };
    await expect(mailer.send({ ...mail, ...part })).rejects.toMatchObject(refused);
    expect(smtp.mails).toEqual([]);
  });
});

describe('a mail server', () => {
  it('that refuses the recipient has the mail rejected, and its words stay out of the error', async () => {
    const smtp = await givenSmtp();
    smtp.behave('refuse');
    const error: unknown = await mailerTo(smtp.url)
      .send(mail)
      .catch((thrown) => thrown);
    expect(error).toBeInstanceOf(DeliveryError);
    expect(error).toMatchObject({ ...rejected, message: 'not delivered: rejected (550)' });
    expect(error).not.toHaveProperty('cause');
  });

  it('that refuses for now may be tried again', async () => {
    const { url } = await givenServer((socket) => socket.end('421 busy\r\n'));
    await expect(mailerTo(url).send(mail)).rejects.toMatchObject({
      ...unreachable,
      message: 'not delivered: unreachable (421)',
    });
  });

  it('that is not there is unreachable', async () => {
    const mailer = mailerTo(`smtp://127.0.0.1:${await freePort()}`);
    await expect(mailer.send(mail)).rejects.toMatchObject({
      ...unreachable,
      message: 'not delivered: unreachable (ECONNREFUSED)',
    });
  });

  it('that drops the connection is unreachable', async () => {
    const smtp = await givenSmtp();
    smtp.behave('drop');
    await expect(mailerTo(smtp.url).send(mail)).rejects.toMatchObject(unreachable);
  });

  it('that says nothing is given up', async () => {
    const smtp = await givenSmtp();
    smtp.behave('stall');
    await expect(mailerTo(smtp.url, 200).send(mail)).rejects.toMatchObject(late);
  });

  it('that trickles its answer for ever is given up, and left', async () => {
    const { url, hungUp } = await givenServer((socket) => {
      socket.write('220 hello\r\n');
      const drop = setInterval(() => socket.write('250-more\r\n'), 20);
      socket.once('close', () => clearInterval(drop));
    });
    await expect(mailerTo(url, 200).send(mail)).rejects.toMatchObject(late);
    await hungUp;
  });

  it('serves the next mail after one that failed', async () => {
    const smtp = await givenSmtp();
    const mailer = mailerTo(smtp.url);
    smtp.behave('drop');
    await expect(mailer.send(mail)).rejects.toMatchObject(unreachable);
    smtp.behave('well');
    await mailer.send(mail);
    expect(smtp.mails).toHaveLength(1);
  });

  it('gets the credentials of the URL, whatever characters they have', async () => {
    const smtp = await givenSmtp({ auth: { user: 'gate@example.com', pass: 'p:ä/ß@%?#' } });
    await mailerTo(smtp.url).send(mail);
    expect(smtp.mails).toHaveLength(1);
  });

  it('that does not know the credentials has the mail rejected', async () => {
    const smtp = await givenSmtp({ auth: { user: 'gate', pass: 'right' } });
    const mailer = mailerTo(smtp.url.replace('right', 'wrong'));
    await expect(mailer.send(mail)).rejects.toMatchObject({
      ...rejected,
      message: 'not delivered: rejected (535)',
    });
    const nobody = mailerTo(smtp.url.replace('gate:right@', ''));
    await expect(nobody.send(mail)).rejects.toMatchObject(rejected);
    expect(smtp.mails).toEqual([]);
  });

  it.each(['smtps', 'starttls'] as const)('that nobody vouches for gets no mail over %s', async (tls) => {
    const smtp = await givenSmtp({ tls });
    const error: unknown = await mailerTo(smtp.url)
      .send(mail)
      .catch((thrown) => thrown);
    expect(error).toMatchObject(unreachable);
    expect(String(error)).toMatch(/CERT|SIGNATURE/);
    expect(smtp.mails).toEqual([]);
  });
});

describe('a mailer', () => {
  it('breaks off what is under way when it is closed, and sends nothing afterwards', async () => {
    const smtp = await givenSmtp();
    smtp.behave('stall');
    const mailer = mailerTo(smtp.url);
    const underWay = mailer.send(mail);
    mailer.close();
    await expect(underWay).rejects.toMatchObject(unreachable);
    smtp.behave('well');
    await expect(mailer.send(mail)).rejects.toMatchObject(unreachable);
    expect(smtp.mails).toEqual([]);
  });

  it.each([
    'mail.example.com',
    'http://mail.example.com',
    'smtp://',
    'smtp://mail.example.com?tls.rejectUnauthorized=false',
    'smtp://mail.example.com/path',
    'smtp://gate:50%@mail.example.com',
  ])('is not made for the URL %s, and does not repeat it', (url) => {
    expect(() => new SmtpMailer({ url, from, timeoutMs: 1 })).toThrow(/^(?!.*example).*SMTP URL/);
  });

  it.each(['', 'nobody', 'a@example.com, b@example.com', 'A <a@example.com>\r\nBcc: b@example.com'])(
    'is not made for the sender %j',
    (sender) => {
      const make = () => new SmtpMailer({ url: 'smtp://127.0.0.1', from: sender, timeoutMs: 1 });
      expect(make).toThrow('the sender of mails has to be one address');
    },
  );
});
