import { beforeEach, describe, expect, it } from 'vitest';
import { EmailCodeAuthenticator } from '../../../proxy/authenticators/email-code/email-code-authenticator.ts';
import { SmsCodeAuthenticator } from '../../../proxy/authenticators/sms-code/sms-code-authenticator.ts';
import { minute } from '../../../proxy/kernel/clock.ts';
import { buildContext } from '../../support/builders/index.ts';
import { givenFactorTools } from './given-factor-tools.ts';

const alice = { userKey: 'JIRAUSER1', email: 'jane.doe@example.com', locale: '' };
const context = buildContext(alice);
const login = buildContext(alice, { flow: 'flow of a login' });
const number = '+49 171 1234567';

describe('a code by text message', () => {
  let given: ReturnType<typeof givenFactorTools>;
  let sms: SmsCodeAuthenticator;
  const codeIn = (text = '') => /#(\d{6})$/.exec(text)?.[1] ?? '';
  const lastCode = () => codeIn(given.texts.at(-1)?.text);
  const start = (typed: string) => sms.setup.start?.(context, { number: typed });
  const setUp = async () => {
    await start(number);
    const result = await sms.setup.confirm(context, { code: lastCode() });
    if (result.kind === 'wrong') throw new Error(result.reason);
    await given.enrollments.addFactor(alice.userKey, result.factor, new Date(0));
  };
  beforeEach(async () => {
    given = givenFactorTools();
    sms = new SmsCodeAuthenticator(given.tools, given.tools.sms);
    await given.enroll(alice.userKey);
  });

  it('binds the number that it was sent to, and the site in its last line', async () => {
    expect(await sms.setup.offer(context)).toMatchObject({ to: undefined, sent: false });
    expect(await start(number)).toEqual({ kind: 'started' });
    expect(given.texts[0]?.number).toBe('+491711234567');
    expect(given.texts[0]?.text).toMatch(/\n\n@jira\.example\.com #\d{6}$/);
    expect(await sms.setup.offer(context)).toEqual({ to: '+49 ••• 4567', sent: true, minutes: 5 });
  });

  it('goes to nowhere that is no number', async () => {
    expect(await start('0171 1234567')).toEqual({ kind: 'unusable' });
    expect(await sms.setup.start?.(context, {})).toEqual({ kind: 'unusable' });
    expect(given.texts).toEqual([]);
  });

  it('to one number does not confirm another', async () => {
    await start(number);
    const code = lastCode();
    await start('+49 171 7654321');
    expect(await sms.setup.confirm(context, { code })).toMatchObject({ kind: 'wrong' });
    const other = buildContext(alice, { flow: 'flow 2' });
    expect(await sms.setup.confirm(other, { code: lastCode() })).toEqual({
      ...{ kind: 'wrong', reason: 'setup was not started' },
    });
  });

  it('is asked for at the number that was confirmed, and shows it masked', async () => {
    await setUp();
    expect(await sms.list(alice.userKey)).toMatchObject([{ detail: '+49 ••• 4567' }]);
    expect(await sms.start(login)).toEqual({ kind: 'started' });
    expect(await sms.prompt(login)).toEqual({ to: '+49 ••• 4567', sent: true, minutes: 5 });
    const code = lastCode();
    expect(await sms.verify(context, { code })).toMatchObject({ kind: 'wrong' });
    expect(await sms.verify(login, { code })).toEqual({ kind: 'right' });
    expect(await sms.verify(login, { code })).toMatchObject({ kind: 'wrong' });
  });

  it('to the number that is confirmed is no proof for another number in a setup', async () => {
    await setUp();
    await sms.start(context);
    const code = lastCode();
    await given.memory.put(['typed number', context.flow, alice.userKey], '+491717654321', minute);
    expect(await sms.setup.confirm(context, { code })).toMatchObject({ kind: 'wrong' });
  });

  it('is none of somebody without a number', async () => {
    expect(await sms.start(login)).toEqual({ kind: 'unusable' });
    expect(await sms.verify(login, { code: '123456' })).toMatchObject({ reason: 'no telephone' });
    expect(given.texts).toEqual([]);
  });
});

describe('a code by mail', () => {
  let given: ReturnType<typeof givenFactorTools>;
  let mail: EmailCodeAuthenticator;
  const lastCode = () =>
    /(\d{3}) (\d{3})/
      .exec(given.mails.at(-1)?.text ?? '')
      ?.slice(1)
      .join('') ?? '';
  const setUp = async () => {
    await mail.setup.start?.(context, {});
    const result = await mail.setup.confirm(context, { code: lastCode() });
    if (result.kind === 'wrong') throw new Error(result.reason);
    await given.enrollments.addFactor(alice.userKey, result.factor, new Date(0));
  };
  beforeEach(async () => {
    given = givenFactorTools();
    mail = new EmailCodeAuthenticator(given.tools, given.tools.mailer);
    await given.enroll(alice.userKey);
  });

  it('goes to the address that Jira has, and stands in no subject', async () => {
    expect(await mail.start(context)).toEqual({ kind: 'started' });
    const [sent] = given.mails;
    expect(sent?.to.address).toBe(alice.email);
    expect(sent?.subject).not.toMatch(/\d/);
    expect(sent?.html).toContain(lastCode().slice(0, 3));
    expect(await mail.prompt(context)).toEqual({ to: 'j•••@example.com', sent: true, minutes: 10 });
  });

  it('goes nowhere without an address', async () => {
    const nowhere = buildContext({ ...alice, email: '' });
    expect(await mail.start(nowhere)).toEqual({ kind: 'unusable' });
    expect(await mail.prompt(nowhere)).toMatchObject({ to: '', sent: false });
    expect(given.mails).toEqual([]);
  });

  it('is worth nothing when the address has changed since', async () => {
    await setUp();
    await mail.start(login);
    const code = lastCode();
    const moved = buildContext({ ...alice, email: 'mallory@example.com' }, { flow: login.flow });
    expect(await mail.verify(moved, { code })).toMatchObject({ kind: 'wrong' });
    expect(await mail.verify(login, { code })).toEqual({ kind: 'right' });
  });

  it('is asked for of those who set it up, and of nobody else', async () => {
    await mail.start(login);
    expect(await mail.verify(login, { code: lastCode() })).toMatchObject({ reason: 'no e-mail code' });
  });

  it('that cannot be sent is told as such', async () => {
    given.delivery.works = false;
    expect(await mail.start(context)).toEqual({ kind: 'failed' });
  });

  it('comes in a mail that a display name cannot spoil', async () => {
    const hostile = '"><script>alert(1)</script>\r\nBcc: mallory@example.com';
    await mail.start(buildContext({ ...alice, displayName: hostile }));
    expect(given.mails[0]?.to.name).not.toMatch(/[\r\n]/);
    expect(given.mails[0]?.html).not.toContain('<script>');
  });
});
