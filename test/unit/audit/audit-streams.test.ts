import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type AuditEvent,
  type AuditRow,
  SyslogReceiver,
  WebhookReceiver,
} from '../../../proxy/audit/index.ts';
import { syslogMessage } from '../../../proxy/audit/streams/syslog-message.ts';
import { chained } from '../../support/fakes/index.ts';
import { waitFor } from '../../support/gate/index.ts';
import { startAuditWebhook } from '../../support/servers/audit-webhook.ts';
import { certificate } from '../../support/servers/duo.ts';
import { startSyslog } from '../../support/servers/syslog.ts';

const event: AuditEvent = {
  ...{
    type: 'factor.failed',
    outcome: 'failure',
    reason: 'wrong code',
    address: '192.0.2.1',
    requestId: 'r1',
  },
  ...{ actor: { userKey: 'K1', username: 'Zoë "]\\' }, target: { userKey: 'K1', username: 'a\nb' } },
};
const rows: AuditRow[] = [];
for (let at = 0; at < 50; at += 1) rows.push(chained(event, at, rows.at(-1)));
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

describe('a row as a syslog message', () => {
  it('is RFC 5424: a header, structured data with three characters escaped, one line of UTF-8', () => {
    const [row] = rows;
    if (row === undefined) throw new Error('there are rows');
    const message = syslogMessage(row, 'gate 1');
    expect(message).toMatch(
      /^<108>1 1970-01-01T00:00:00\.000000Z gate1 two-step-gate \d+ factor\.failed \[twoStepAudit@32473 /,
    );
    expect(message).toContain('actorName="Zoë \\"\\]\\\\"');
    expect(message).toContain(' seq="1"');
    expect(message).toContain(`hash="${row.hash}"`);
    expect(message).not.toMatch(/\n/);
    expect(message).toContain('] \uFEFFfactor.failed failure of a b by Zoë');
    expect(syslogMessage({ ...row, outcome: 'success' }, '')).toMatch(/^<109>1 \S+ - /);
  });
});

describe('a syslog server', () => {
  const given = async (kind: 'udp' | 'tcp') => {
    const server = await startSyslog(kind);
    closers.push(server.close);
    return { server, receiver: new SyslogReceiver({ url: server.url, timeoutMs: 2_000 }) };
  };
  const sequence = (messages: readonly string[]) =>
    messages.map((message) => Number(/ seq="(\d+)"/.exec(message)?.[1]));
  const all = rows.map(({ seq }) => seq);

  it.each(['udp', 'tcp'] as const)('gets every row over %s, in order and whole', async (kind) => {
    const { server, receiver } = await given(kind);
    await receiver.deliver(rows);
    await waitFor(() => server.messages.length === rows.length);
    expect(sequence(server.messages)).toEqual(all);
    expect(server.messages.every((message) => message.endsWith('wrong code'))).toBe(true);
  });

  it('that breaks off over tcp has not got them', async () => {
    const { server, receiver } = await given('tcp');
    server.cutAfter(500);
    await expect(receiver.deliver(rows)).rejects.toThrow();
    server.cutAfter(undefined);
    await receiver.deliver(rows);
    expect(sequence(server.messages).slice(-50)).toEqual(all);
  });

  it('that is away over tcp has not got them', async () => {
    const { server, receiver } = await given('tcp');
    await server.close();
    closers.length = 0;
    await expect(receiver.deliver(rows)).rejects.toThrow('ECONNREFUSED');
  });

  it('gets every row over tls, once its authority is known', async () => {
    const credentials = certificate();
    const server = await startSyslog('tls', credentials);
    closers.push(server.close);
    const stranger = new SyslogReceiver({ url: server.url, timeoutMs: 2_000 });
    await expect(stranger.deliver(rows)).rejects.toThrow(/self-signed/);
    expect(server.messages).toEqual([]);
    const receiver = new SyslogReceiver({ url: server.url, ca: credentials.cert, timeoutMs: 2_000 });
    await receiver.deliver(rows);
    expect(sequence(server.messages)).toEqual(all);
  });

  it('that speaks no tls gets nothing over tls', async () => {
    const { server } = await given('tcp');
    const url = new URL(server.url.href.replace('tcp:', 'tls:'));
    await expect(new SyslogReceiver({ url, timeoutMs: 500 }).deliver(rows)).rejects.toThrow();
    expect(server.messages).toEqual([]);
  });
});

describe('a webhook', () => {
  const secret = randomBytes(24);
  const given = async (key = secret) => {
    const server = await startAuditWebhook(key);
    closers.push(server.close);
    const options = { url: server.url, secret, timeoutMs: 1_000, clock: Date.now };
    return { server, receiver: new WebhookReceiver(options) };
  };

  it('gets rows signed, and the same rows again under the same id', async () => {
    const { server, receiver } = await given();
    await receiver.deliver(rows);
    await receiver.deliver(rows);
    await receiver.deliver(rows.slice(1));
    const [first, again, other] = server.batches;
    expect(first?.rows).toEqual(rows);
    expect(again?.id).toBe(first?.id);
    expect(other?.id).not.toBe(first?.id);
  });

  it.each([500, 404, 307])('that answers %d has not got them', async (status) => {
    const { server, receiver } = await given();
    server.answer(status);
    await expect(receiver.deliver(rows)).rejects.toThrow(String(status));
    expect(server.asked()).toBe(1);
  });

  it('with another secret takes none', async () => {
    const { receiver } = await given(randomBytes(24));
    await expect(receiver.deliver(rows)).rejects.toThrow('401');
  });
});
