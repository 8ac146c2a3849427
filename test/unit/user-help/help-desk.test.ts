import { beforeEach, describe, expect, it, vi } from 'vitest';
import { minute } from '../../../proxy/kernel/clock.ts';
import { readReason } from '../../../proxy/user-help/index.ts';
import { admin, alice, givenHelp } from './given-help.ts';

type Given = Awaited<ReturnType<typeof givenHelp>>;

/** Everything that an administrator can do for somebody, held to what holds for all of it. */
const actions = {
  'a reset': (given: Given, changes = {}) =>
    given.reset.reset({ ...given.asks(changes), scope: { kind: 'all' } }),
  'an exemption': (given: Given, changes = {}) => given.exemptions.grant(given.asks(changes)),
  'a help-desk code': (given: Given, changes = {}) => given.issuing.issue(given.asks(changes)),
  'an unlocking': (given: Given, changes = {}) => given.access.unlock(given.asks(changes)),
  'forgetting browsers': (given: Given, changes = {}) => given.access.revokeDevices(given.asks(changes)),
  'ending sessions': (given: Given, changes = {}) => given.access.revokeSessions(given.asks(changes)),
} as const;
const refusals = ['self', 'actor_not_enrolled', 'unknown_user', 'wrong_code', 'locked', 'bad_reason'];

describe.each(Object.entries(actions))('%s', (_name, act) => {
  let given: Given;
  beforeEach(async () => {
    given = await givenHelp();
  });
  const expectDone = async (changes = {}) => expect(refusals).not.toContain((await act(given, changes)).kind);

  it('is done, audited with the reason, and told to the person', async () => {
    await expectDone();
    const done = given.audit.events.find(({ reason }) => reason.endsWith('lost the phone'));
    expect(done).toMatchObject({
      outcome: 'success',
      actor: { username: 'admin' },
      target: { username: 'alice' },
    });
    expect(given.notifier.told.map(({ person, notice }) => [person.email, notice.by])).toEqual([
      ['alice@example.com', 'Ada Admin'],
    ]);
  });

  it('is refused on oneself, for nobody, and without a reason, and the code stays good', async () => {
    expect(await act(given, { target: async () => admin })).toEqual({ kind: 'self' });
    expect(await act(given, { target: async () => undefined })).toEqual({ kind: 'unknown_user' });
    expect(await act(given, { reason: ' x\u0000 ' })).toEqual({ kind: 'bad_reason' });
    expect(await act(given, { reason: 'x'.repeat(201) })).toEqual({ kind: 'bad_reason' });
    expect(given.ledger.inARow(admin.userKey)).toBe(0);
    await expectDone();
  });

  it('is refused for an administrator without a factor, or with one they do not have', async () => {
    const target = vi.fn(async () => alice);
    const other = { kind: 'code', method: 'WEBAUTHN', input: {} };
    expect(await act(given, { target, proof: other })).toEqual({ kind: 'actor_not_enrolled' });
    await given.rows.remove(admin.userKey);
    expect(await act(given, { target })).toEqual({ kind: 'actor_not_enrolled' });
    const elevated = { kind: 'elevated' };
    expect(await act(given, { target, proof: elevated })).toEqual({ kind: 'actor_not_enrolled' });
    expect(target).not.toHaveBeenCalled();
  });

  it('is refused with a wrong code, which is counted, and with a used one', async () => {
    const { proof } = given.asks();
    expect(await act(given, { proof: given.wrongCode })).toEqual({ kind: 'wrong_code' });
    expect(given.ledger.inARow(admin.userKey)).toBe(1);
    expect(await given.rows.find(alice.userKey)).toBeDefined();
    await expectDone({ proof });
    await given.enroll(alice, 's1:x:y');
    expect(await act(given, { proof })).toEqual({ kind: 'wrong_code' });
  });

  it('is locked after ten wrong codes, whatever is shown then', async () => {
    for (let round = 0; round < 10; round += 1) await act(given, { proof: given.wrongCode });
    const locked = { kind: 'locked', until: given.clock.read() + 15 * minute };
    expect(await act(given)).toEqual(locked);
    expect(await act(given, { proof: { kind: 'elevated' } })).toEqual(locked);
  });

  it('wants no code of whoever was asked for one just now', async () => {
    await expectDone({ proof: { kind: 'elevated' } });
  });

  it('is audited when it is refused, with no word of what was typed', async () => {
    await act(given, { proof: given.wrongCode });
    await act(given, { reason: '' });
    const [wrong, reason] = given.audit.events;
    expect(wrong).toMatchObject({ outcome: 'failure', reason: 'wrong_code', target: { username: 'alice' } });
    expect(reason).toMatchObject({ outcome: 'failure', reason: 'bad_reason', target: undefined });
  });
});

describe("an administrator's reason", () => {
  it.each([
    ['  lost\nthe phone ', 'lost the phone'],
    ['a\u202Eb\u0007c', 'a b c'],
    ['abc', 'abc'],
    ['x'.repeat(200), 'x'.repeat(200)],
    ['ab', undefined],
    ['x'.repeat(201), undefined],
    ['\n\n\n\n', undefined],
    ['x'.repeat(1_000_000), undefined],
  ])('is one line of 3 to 200 characters: %j', (typed, read) => {
    expect(readReason(typed)).toBe(read);
  });

  it('keeps letters beyond the basic plane whole', () => {
    expect(readReason('𝒳'.repeat(200))).toBe('𝒳'.repeat(200));
    expect(readReason('𝒳'.repeat(201))).toBeUndefined();
  });
});
