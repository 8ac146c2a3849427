import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DuoAuthApi, type DuoAuthApiOptions } from '../../../proxy/authenticators/duo-push/duo-auth-api.ts';
import { DuoUnavailable } from '../../../proxy/authenticators/duo-push/duo-client.ts';
import { minute } from '../../../proxy/kernel/clock.ts';
import { type DuoBehaviour, startDuo, type TestDuo } from '../../support/servers/duo.ts';

const keys = {
  integrationKey: 'DIXXXXXXXXXXXXXXXXXX',
  secretKey: 'deadbeefdeadbeefdeadbeefdeadbeefdeadbeef',
};
const address = '203.0.113.9';
/** Long enough for a machine with a lot to do, shorter than a test may take. */
const patient = 10_000;
const hasty = 300;

describe("Duo's Auth API", () => {
  let duo: TestDuo;
  let api: DuoAuthApi;
  const connect = (options: Partial<DuoAuthApiOptions> = {}) =>
    new DuoAuthApi({ ...keys, host: duo.host, ca: duo.ca, timeoutMs: patient, ...options });
  const given = (username: string) => {
    duo.giveDevice(username);
    return username;
  };

  beforeEach(async () => {
    duo = await startDuo(keys);
    api = connect();
  });
  afterEach(() => duo.close());

  it('takes a person from nothing to a phone that can be pushed to', async () => {
    expect(await api.standingOf('alice')).toEqual({ kind: 'enroll' });
    const activation = await api.enroll('alice');
    expect(activation.activationUrl).toMatch(/^https:/);
    expect(activation.expiresAt).toBeGreaterThan(Date.now());
    expect(await api.standingOf('alice')).toEqual({ kind: 'enroll' });
    duo.activate('alice');
    expect(await api.standingOf('alice')).toEqual({ kind: 'ready' });
  });

  it('gives no second activation to somebody Duo knows', async () => {
    await api.enroll('alice');
    await expect(api.enroll('alice')).rejects.toThrow(DuoUnavailable);
  });

  it.each(["a b&c=d/ü?+%~!'()*", 'EXAMPLE\\alice', 'alice@example.com'])(
    'asks for %s by that very name',
    async (name) => {
      expect(await api.standingOf(given(name))).toMatchObject({ kind: 'ready' });
      expect(duo.requests[0]?.parameters).toEqual({ username: name });
    },
  );

  it.each(['allow', 'deny', 'locked_out'] as const)(
    'refuses somebody whose standing is %s',
    async (standing) => {
      duo.setStanding(given('alice'), standing);
      expect(await api.standingOf('alice')).toEqual({ kind: 'refused' });
    },
  );

  it('shows on the phone what is asked, and from where', async () => {
    const txid = await api.push(given('alice'), address);
    expect(duo.pushes).toMatchObject([{ txid, username: 'alice' }]);
    expect(duo.pushes[0]?.parameters).toEqual({
      username: 'alice',
      factor: 'push',
      device: 'auto',
      async: '1',
      type: 'Jira login',
      ipaddr: address,
    });
  });

  it.each([
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8::1', undefined],
    ['', undefined],
  ])('says where %j is as %s: Duo takes no other form', async (from, ipaddr) => {
    await api.push(given('alice'), from);
    await api.checkPasscode('alice', '1234567', from);
    expect(duo.requests.map(({ parameters }) => parameters.ipaddr)).toEqual([ipaddr, ipaddr]);
  });

  it.each([
    ['approve', 'approved'],
    ['deny', 'denied'],
    ['expire', 'timed_out'],
  ] as const)('waits for the person: %s is %s', async (answer, kind) => {
    const txid = await api.push(given('alice'), address);
    expect(await api.statusOf(txid)).toEqual({ kind: 'waiting' });
    duo[answer]();
    expect(await api.statusOf(txid)).toEqual({ kind });
  });

  it('keeps two pushes apart', async () => {
    const [first, second] = [await api.push(given('alice'), address), await api.push(given('bob'), address)];
    duo.approve(second);
    expect(await api.statusOf(first)).toEqual({ kind: 'waiting' });
    expect(await api.statusOf(second)).toEqual({ kind: 'approved' });
  });

  it('does not know a push that was none', async () => {
    await expect(api.statusOf('OTHER')).rejects.toThrow(DuoUnavailable);
  });

  it('takes a passcode once, and no other', async () => {
    duo.acceptPasscode(given('alice'), '1234567');
    duo.acceptPasscode(given('bob'), '7654321');
    expect(await api.checkPasscode('alice', '7654321', address)).toBe(false);
    expect(await api.checkPasscode('alice', '1234567', address)).toBe(true);
    expect(await api.checkPasscode('alice', '1234567', address)).toBe(false);
  });

  it('never takes a bypass at Duo for a yes', async () => {
    duo.setStanding(given('alice'), 'allow');
    duo.acceptPasscode('alice', '1234567');
    expect(await api.statusOf(await api.push('alice', address))).toEqual({ kind: 'denied' });
    expect(await api.checkPasscode('alice', '1234567', address)).toBe(false);
  });

  it('lets nobody in who is locked out at Duo', async () => {
    duo.setStanding(given('alice'), 'locked_out');
    duo.acceptPasscode('alice', '1234567');
    expect(await api.statusOf(await api.push('alice', address))).toEqual({ kind: 'denied' });
    expect(await api.checkPasscode('alice', '1234567', address)).toBe(false);
  });

  it('is ready for somebody with a token alone, which has passcodes', async () => {
    duo.behave({ response: { result: 'auth', devices: [{ device: 'DH', type: 'token', name: '0' }] } });
    expect(await api.standingOf('alice')).toEqual({ kind: 'ready' });
  });

  it('has somebody without a device enroll', async () => {
    duo.behave({ response: { result: 'auth', devices: [] } });
    expect(await api.standingOf('alice')).toEqual({ kind: 'enroll' });
  });

  it.each([
    { result: 'waiting', status: 'allow' },
    { result: 'deny', status: 'allow' },
  ])('does not take %j for a right passcode', async (response) => {
    duo.behave({ response });
    expect(await api.checkPasscode('alice', '1234567', address)).toBe(false);
  });

  describe('of which nothing is known', () => {
    const all = (client: DuoAuthApi): [string, () => Promise<unknown>][] => [
      ['standingOf', () => client.standingOf('alice')],
      ['enroll', () => client.enroll('carol')],
      ['push', () => client.push('alice', address)],
      ['checkPasscode', () => client.checkPasscode('alice', '1234567', address)],
    ];
    const status = (client: DuoAuthApi) => client.statusOf('TX');
    const nothingIsKnown = async (calls: [string, () => Promise<unknown>][]) => {
      for (const [name, call] of calls) await expect(call(), name).rejects.toThrow(DuoUnavailable);
    };

    it('for another secret key, another integration key, and a clock that is off', async () => {
      given('alice');
      for (const options of [
        { secretKey: keys.secretKey.replace('d', 'e') },
        { integrationKey: 'DIYYYYYYYYYYYYYYYYYY' },
        { clock: () => Date.now() - 6 * minute },
      ]) {
        await expect(connect(options).standingOf('alice')).rejects.toThrow(DuoUnavailable);
      }
    });

    it.each<DuoBehaviour>(['error500', 'garbage', 'busy', 'break-off'])(
      'when Duo answers with %s',
      async (how) => {
        duo.behave(how);
        await nothingIsKnown([...all(api), ['statusOf', () => status(api)]]);
        // One question each: a call that waits and asks again would outlast its time.
        expect(duo.requests).toHaveLength(5);
      },
    );

    it('when Duo does not answer in time, and hangs up', async () => {
      duo.behave('stall');
      await nothingIsKnown(all(connect({ timeoutMs: hasty })));
      // Otherwise every question to a silent Duo would leave a connection behind.
      await Promise.all(duo.requests.map(({ ended }) => ended));
    });

    it('but that a push still waits when the look at it takes too long', async () => {
      duo.behave('stall');
      const oneMinute = connect({ timeoutMs: minute });
      expect(await oneMinute.statusOf('TX')).toEqual({ kind: 'waiting' });
      await duo.requests[0]?.ended;
    });

    it('when nobody is there', async () => {
      await duo.close();
      await nothingIsKnown([...all(api), ['statusOf', () => status(api)]]);
    });

    it('when somebody else answers: the certificate is not one of those that vouch for Duo', async () => {
      const strict = connect({ ca: undefined });
      await nothingIsKnown([...all(strict), ['statusOf', () => status(strict)]]);
      expect(duo.requests).toHaveLength(0);
    });

    it.each([
      { result: 'allow', status: 'trusted_network' },
      { result: 'allow' },
      { result: 'maybe', status: 'allow' },
      'allow',
      null,
    ])('when %j is what Duo says of a push or a passcode', async (response) => {
      duo.behave({ response });
      await expect(status(api)).rejects.toThrow(DuoUnavailable);
      await expect(api.checkPasscode('alice', '1234567', address)).rejects.toThrow(DuoUnavailable);
    });

    it.each(['javascript:alert(1)', 'http://duo.test/iphone', ''])(
      'when an activation leads to %j',
      async (activation_url) => {
        const rest = { user_id: 'U', activation_code: 'duo://C', expiration: 1_900_000_000 };
        duo.behave({ response: { ...rest, activation_url: 'https://duo.test/iphone' } });
        expect(await api.enroll('alice')).toMatchObject({ expiresAt: 1_900_000_000_000 });
        duo.behave({ response: { ...rest, activation_url } });
        await expect(api.enroll('alice')).rejects.toThrow(DuoUnavailable);
      },
    );

    it.each([201, 302, 500])('when status %s comes with something that looks like a yes', async (code) => {
      duo.behave({ response: { result: 'allow', status: 'allow' }, status: code });
      await expect(status(api)).rejects.toThrow(DuoUnavailable);
    });

    it('when the answer has no end', async () => {
      duo.behave({ response: { result: 'deny', status: 'x'.repeat(1024 * 1024) } });
      await expect(status(api)).rejects.toThrow(DuoUnavailable);
    });

    it('for a name that cannot be sent', async () => {
      await expect(api.standingOf('\ud800')).rejects.toThrow(DuoUnavailable);
    });

    it('and the error says neither names nor codes nor keys', async () => {
      const errors: unknown[] = [];
      for (const how of ['well', 'error500', 'garbage'] as const) {
        duo.behave(how);
        errors.push(await api.checkPasscode('nobody', '1234567', address).catch((error) => error));
      }
      for (const error of errors) {
        const said = JSON.stringify(error, Object.getOwnPropertyNames(error));
        expect(error).toBeInstanceOf(DuoUnavailable);
        expect(said).not.toMatch(/nobody|1234567|203\.0|deadbeef|DIXX|hotel/);
      }
    });
  });
});
