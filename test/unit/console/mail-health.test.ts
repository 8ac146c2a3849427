import { describe, expect, it } from 'vitest';
import { MailHealth } from '../../../admin/console/overview/mail-health.ts';
import { minute } from '../../../proxy/kernel/clock.ts';
import { createFakeClock } from '../../support/fakes/index.ts';

function given(check: () => Promise<void>) {
  const clock = createFakeClock(0);
  const mail = new MailHealth({ mailer: { check }, clock: clock.read, steadyClock: clock.read });
  return { clock, mail };
}

describe('what is known of the mail server', () => {
  it('is nothing where none is set', async () => {
    const mail = new MailHealth({ mailer: undefined, clock: () => 0, steadyClock: () => 0 });
    expect(await mail.state()).toBe('off');
  });

  it('is asked once a minute', async () => {
    let [asked, answers] = [0, true];
    const { clock, mail } = given(async () => {
      asked += 1;
      if (!answers) throw new Error('away');
    });
    expect([await mail.state(), await mail.state(), asked]).toEqual(['up', 'up', 1]);
    answers = false;
    clock.pass(minute);
    expect([await mail.state(), asked]).toEqual(['down', 2]);
  });

  it('is not waited for', async () => {
    let answer: () => void = () => undefined;
    const { mail } = given(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    expect(await mail.state()).toBe('unknown');
    answer();
    expect(await mail.state()).toBe('up');
  });
});
