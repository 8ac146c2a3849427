import { describe, expect, it } from 'vitest';
import { createKeyedHash, sameString } from '../../../proxy/kernel/keyed-hash.ts';
import { buildKeyRing } from '../../support/builders/index.ts';

const hash = createKeyedHash(buildKeyRing('a'));

describe('the keyed hash', () => {
  it('is the same for the same input, and 256 bits long', () => {
    expect(hash('session', 'abc')).toBe(hash('session', 'abc'));
    expect(Buffer.from(hash('session', 'abc'), 'base64url')).toHaveLength(32);
  });

  it('differs by purpose, by part and by where one part ends', () => {
    const all = [
      hash('session', 'abc'),
      hash('conversation', 'abc'),
      hash('session', 'abd'),
      hash('session', 'ab', 'c'),
      hash('session', 'a', 'bc'),
      hash('session', 'abc', ''),
      hash('session'),
      hash('session","abc'),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('differs by key', () => {
    expect(createKeyedHash(buildKeyRing('b'))('session', 'abc')).not.toBe(hash('session', 'abc'));
  });

  it('stays the same while a new key stands in front of the old one', () => {
    expect(createKeyedHash(buildKeyRing('new', 'a'))('session', 'abc')).toBe(hash('session', 'abc'));
    expect(createKeyedHash(buildKeyRing('new'))('session', 'abc')).not.toBe(hash('session', 'abc'));
  });

  it('needs a key', () => {
    expect(() => createKeyedHash([])).toThrow('at least one key');
  });
});

describe('the comparison of two secrets', () => {
  it.each([
    ['abc', 'abc', true],
    ['', '', true],
    ['abc', 'abd', false],
    ['abc', 'abcd', false],
    ['abc', '', false],
    ['ü', 'u', false],
    ['\u00e9', 'e\u0301', false],
  ])('says of "%s" and "%s": %s', (a, b, same) => {
    expect(sameString(a, b)).toBe(same);
  });
});
