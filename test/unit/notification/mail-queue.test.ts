import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeliveryError } from '../../../proxy/notification/delivery-error.ts';
import { MailQueue, type MailQueueOptions } from '../../../proxy/notification/mail-queue.ts';
import type { Mail, Mailer } from '../../../proxy/notification/mailer.ts';

type Sending = { readonly subject: string; succeed(): void; fail(error: unknown): void };

/** Holds every mail until the test says how it ends. */
function createFakeMailer() {
  const sendings: Sending[] = [];
  const mailer: Mailer = {
    send: ({ subject }) =>
      new Promise((resolve, reject) => sendings.push({ subject, succeed: resolve, fail: reject })),
    check: async () => {},
    close: () => {},
  };
  return { mailer, sendings };
}

function buildMail(subject: string): Mail {
  return { to: { address: 'alice@example.com', name: 'Alice' }, subject, text: 'text', html: '<p>html</p>' };
}

const unreachable = new DeliveryError('unreachable');
const late = new DeliveryError('timeout');
const rejected = new DeliveryError('rejected', 550);

describe('a queue of mails', () => {
  let failures: Error[];
  let fake: ReturnType<typeof createFakeMailer>;
  const queueWith = (options: Partial<MailQueueOptions> = {}) =>
    new MailQueue({
      mailer: fake.mailer,
      onFailure: (error) => failures.push(error),
      retryAfter: [1_000, 60_000],
      mostWaiting: 3,
      ...options,
    });
  const after = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
  const subjects = () => fake.sendings.map(({ subject }) => subject);
  beforeEach(() => {
    vi.useFakeTimers();
    failures = [];
    fake = createFakeMailer();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('sends one at a time, in order', async () => {
    const queue = queueWith();
    queue.post(buildMail('one'));
    queue.post(buildMail('two'));
    await after(0);
    expect(subjects()).toEqual(['one']);
    fake.sendings[0]?.succeed();
    await after(0);
    expect(subjects()).toEqual(['one', 'two']);
    fake.sendings[1]?.succeed();
    await after(0);
    queue.post(buildMail('three'));
    await after(0);
    expect(subjects()).toEqual(['one', 'two', 'three']);
    expect(failures).toEqual([]);
  });

  it.each([unreachable, late])(
    'tries again after each pause when nobody answered ($reason)',
    async (error) => {
      const queue = queueWith();
      queue.post(buildMail('one'));
      await after(0);
      fake.sendings[0]?.fail(error);
      await after(999);
      expect(subjects()).toEqual(['one']);
      await after(1);
      expect(subjects()).toEqual(['one', 'one']);
      fake.sendings[1]?.fail(error);
      await after(59_999);
      expect(fake.sendings).toHaveLength(2);
      await after(1);
      expect(subjects()).toEqual(['one', 'one', 'one']);
      expect(failures).toEqual([]);
      fake.sendings[2]?.fail(error);
      await after(0);
      expect(failures).toEqual([error]);
      expect(subjects()).toEqual(['one', 'one', 'one']);
    },
  );

  it('lets the others pass while one rests', async () => {
    const queue = queueWith();
    queue.post(buildMail('one'));
    queue.post(buildMail('two'));
    await after(0);
    fake.sendings[0]?.fail(unreachable);
    await after(0);
    expect(subjects()).toEqual(['one', 'two']);
    fake.sendings[1]?.succeed();
    await after(1_000);
    expect(subjects()).toEqual(['one', 'two', 'one']);
  });

  it.each([rejected, new Error('a fault of our own')])('gives up at once for: $message', async (error) => {
    const queue = queueWith();
    queue.post(buildMail('one'));
    queue.post(buildMail('two'));
    await after(0);
    fake.sendings[0]?.fail(error);
    await after(0);
    expect(failures).toEqual([error]);
    expect(subjects()).toEqual(['one', 'two']);
    await after(120_000);
    expect(subjects()).toEqual(['one', 'two']);
  });

  it('takes no more than it may hold, the one under way included', async () => {
    const queue = queueWith();
    for (const subject of ['one', 'two', 'three', 'four']) queue.post(buildMail(subject));
    expect(failures.map(({ message }) => message)).toEqual(['too many mails wait']);
    await after(0);
    for (let index = 0; index < 3; index++) {
      fake.sendings[index]?.succeed();
      await after(0);
    }
    expect(subjects()).toEqual(['one', 'two', 'three']);
    queue.post(buildMail('five'));
    await after(0);
    expect(subjects()).toEqual(['one', 'two', 'three', 'five']);
  });

  it('never throws at whoever posts, not even when the failure cannot be told', async () => {
    const onFailure = () => {
      throw new Error('the log is full');
    };
    const queue = queueWith({ onFailure, mostWaiting: 1 });
    queue.post(buildMail('one'));
    expect(() => queue.post(buildMail('two'))).not.toThrow();
    await after(0);
    fake.sendings[0]?.fail(rejected);
    await after(0);
    queue.post(buildMail('three'));
    await after(0);
    expect(subjects()).toEqual(['one', 'three']);
  });

  it('does not keep the process alive by a pause', async () => {
    const timers = vi.spyOn(globalThis, 'setTimeout');
    const queue = queueWith();
    queue.post(buildMail('one'));
    await after(0);
    fake.sendings[0]?.fail(late);
    await after(0);
    const pauses = timers.mock.results.map(({ value }) => value as NodeJS.Timeout);
    expect(pauses.map((pause) => pause.hasRef())).toEqual([false]);
  });

  it('tries each waiting mail once more at its end, without a pause', async () => {
    const queue = queueWith();
    queue.post(buildMail('one'));
    queue.post(buildMail('two'));
    await after(0);
    fake.sendings[0]?.fail(unreachable);
    await after(10);
    const closed = queue.close();
    await after(0);
    expect(subjects()).toEqual(['one', 'two']);
    fake.sendings[1]?.succeed();
    await after(0);
    expect(subjects()).toEqual(['one', 'two', 'one']);
    fake.sendings[2]?.fail(unreachable);
    await closed;
    expect(failures).toEqual([unreachable]);
    await after(120_000);
    expect(fake.sendings).toHaveLength(3);
  });

  it('stops after three seconds, and tells of what it could not send', async () => {
    const queue = queueWith();
    queue.post(buildMail('one'));
    queue.post(buildMail('two'));
    const closed = queue.close();
    let done = false;
    closed.then(() => {
      done = true;
    });
    await after(2_999);
    expect(done).toBe(false);
    await after(1);
    expect(done).toBe(true);
    expect(failures).toMatchObject([{ reason: 'timeout' }, { reason: 'timeout' }]);
    fake.sendings[0]?.fail(rejected);
    await after(120_000);
    expect(subjects()).toEqual(['one']);
    expect(failures).toHaveLength(2);
  });

  it('is closed at once when nothing waits, and takes nothing afterwards', async () => {
    const queue = queueWith();
    await queue.close();
    await queue.close();
    queue.post(buildMail('one'));
    await after(0);
    expect(fake.sendings).toEqual([]);
    expect(failures.map(({ message }) => message)).toEqual(['a mail came after the queue was closed']);
  });
});
