import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FactorMemory } from '../../../proxy/authenticators/index.ts';
import { minute } from '../../../proxy/kernel/clock.ts';
import { createKeyedHash } from '../../../proxy/kernel/keyed-hash.ts';
import { SecretBox } from '../../../proxy/kernel/secret-box.ts';
import { buildKeyRing } from '../../support/builders/index.ts';
import { givenFactorTools } from './given-factor-tools.ts';

const slot = ['challenge', 'flow', 'JIRAUSER1'];

describe('what a factor remembers', () => {
  let given: ReturnType<typeof givenFactorTools>;
  beforeEach(() => {
    given = givenFactorTools();
  });

  it('is there until it is taken, and is taken once, by one of twenty', async () => {
    await given.memory.put(slot, 'value', minute);
    expect(await given.memory.look(slot)).toBe('value');
    expect(await given.memory.look(slot)).toBe('value');
    const taken = await Promise.all(Array.from({ length: 20 }, () => given.memory.take(slot)));
    expect(taken.filter((one) => one === 'value')).toHaveLength(1);
    expect(taken.filter((one) => one === undefined)).toHaveLength(19);
    expect(await given.memory.look(slot)).toBeUndefined();
  });

  it('is one value for each slot, the last one', async () => {
    await given.memory.put(slot, 'first', minute);
    await given.memory.put(slot, 'second', minute);
    expect(await given.memory.take(slot)).toBe('second');
    expect(await given.memory.take(slot)).toBeUndefined();
  });

  it.each([
    [['challenge', 'flow', 'JIRAUSER2']],
    [['challenge', 'other', 'JIRAUSER1']],
    [['challenge', 'flow']],
    [['challenge', 'flowJIRAUSER1']],
    [['challengeflow', 'JIRAUSER1']],
    [['challenge', 'flow', 'JIRAUSER1', '']],
    [['']],
  ])('is not what stands in the slot %j', async (other) => {
    await given.memory.put(slot, 'value', minute);
    expect(await given.memory.look(other)).toBeUndefined();
    expect(await given.memory.take(other)).toBeUndefined();
    expect(await given.memory.look(slot)).toBe('value');
  });

  it('ends by the gate’s clock, to the millisecond, whatever the store thinks of it', async () => {
    // A store that keeps everything for ever: Redis has a clock of its own.
    const set = given.shared.set.bind(given.shared);
    vi.spyOn(given.shared, 'set').mockImplementation((key, value) => set(key, value, 1_000 * minute));
    await given.memory.put(slot, 'value', minute);
    given.clock.pass(minute - 1);
    expect(await given.memory.look(slot)).toBe('value');
    given.clock.pass(1);
    expect(await given.memory.look(slot)).toBeUndefined();
    expect(await given.memory.take(slot)).toBeUndefined();
  });

  it('is gone from the store when it has ended', async () => {
    const set = vi.spyOn(given.shared, 'set');
    await given.memory.put(slot, 'value', minute);
    expect(set.mock.calls.map(([, , ttl]) => ttl)).toEqual([minute]);
  });

  it('stands sealed in the store, under a name that tells nothing', async () => {
    const set = vi.spyOn(given.shared, 'set');
    await given.memory.put(['sent code', 'flow', 'alice'], 'SECRET-VALUE', minute);
    const written = JSON.stringify(set.mock.calls);
    for (const word of ['SECRET-VALUE', 'alice', 'sent code']) expect(written).not.toContain(word);
    expect(written).toContain('s1:test:');
  });

  it('does not open in another slot, nor with another key', async () => {
    const set = vi.spyOn(given.shared, 'set');
    await given.memory.put(slot, 'of one', minute);
    await given.memory.put(['other'], 'of the other', minute);
    const [[, sealed = ''] = [], [otherKey = ''] = []] = set.mock.calls;
    await given.shared.set(otherKey, sealed, minute);
    await expect(given.memory.look(['other'])).rejects.toThrow();
    const foreign = buildKeyRing('foreign');
    const { hash, shared, clock } = given;
    const theirs = new FactorMemory(shared, new SecretBox(foreign), hash, clock.read);
    await expect(theirs.look(slot)).rejects.toThrow('key ring');
    const strangers = new FactorMemory(shared, given.box, createKeyedHash(foreign), clock.read);
    expect(await strangers.look(slot)).toBeUndefined();
  });

  it('counts up within a window that the first one opens', async () => {
    expect(await given.memory.count(slot, minute)).toBe(1);
    given.clock.pass(minute - 1);
    expect(await given.memory.count(slot, minute)).toBe(2);
    expect(await given.memory.count(['other'], minute)).toBe(1);
    given.clock.pass(1);
    expect(await given.memory.count(slot, minute)).toBe(1);
  });

  it('counts beside a value without touching it', async () => {
    await given.memory.put(slot, 'value', minute);
    expect(await given.memory.count(slot, minute)).toBe(1);
    expect(await given.memory.take(slot)).toBe('value');
    expect(await given.memory.count(slot, minute)).toBe(2);
  });

  it('cannot be told while the store is away', async () => {
    const away = () => Promise.reject(new Error('the store is away'));
    for (const method of ['get', 'take', 'set', 'increment'] as const) {
      vi.spyOn(given.shared, method).mockImplementation(away);
    }
    await expect(given.memory.put(slot, 'x', minute)).rejects.toThrow('the store is away');
    await expect(given.memory.look(slot)).rejects.toThrow('the store is away');
    await expect(given.memory.take(slot)).rejects.toThrow('the store is away');
    await expect(given.memory.count(slot, minute)).rejects.toThrow('the store is away');
  });
});
