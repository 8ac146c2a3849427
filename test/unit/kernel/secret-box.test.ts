import { describe, expect, it } from 'vitest';
import { isSealed, SecretBox } from '../../../proxy/kernel/secret-box.ts';
import { buildKeyRing } from '../../support/builders/index.ts';

const box = new SecretBox(buildKeyRing('a'));
const place = ['AO_ED669C_TOTP_USER_ENROLLMENT', 'SECRET', 'JIRAUSER1'];
const sealed = box.seal('a secret', place);

/** The sealed value with its bytes changed. */
function withBody(change: (body: Buffer) => Buffer): string {
  const [version, keyId, body = ''] = sealed.split(':');
  return [version, keyId, change(Buffer.from(body, 'base64url')).toString('base64url')].join(':');
}

describe('a sealed secret', () => {
  it('opens at its place', () => {
    expect(box.open(sealed, place)).toBe('a secret');
    expect(isSealed(sealed)).toBe(true);
    expect(isSealed('JBSWY3DPEHPK3PXP')).toBe(false);
  });

  it.each(['', 'ü€😀', 'x'.repeat(5_000)])('opens to the very text that was sealed (%#)', (text) => {
    expect(box.open(box.seal(text, place), place)).toBe(text);
  });

  it('looks different every time, and shows nothing of the text', () => {
    expect(new Set(Array.from({ length: 100 }, () => box.seal('a secret', place))).size).toBe(100);
    expect(sealed).not.toContain(Buffer.from('a secret').toString('base64url').slice(0, 6));
  });

  it.each([
    ['person', ['AO_ED669C_TOTP_USER_ENROLLMENT', 'SECRET', 'JIRAUSER2']],
    ['column', ['AO_ED669C_TOTP_USER_ENROLLMENT', 'RECOVERY_CODE', 'JIRAUSER1']],
    ['table', ['other_table', 'SECRET', 'JIRAUSER1']],
    ['split of the same letters', ['AO_ED669C_TOTP_USER_ENROLLMENT', 'SECRETJIRA', 'USER1']],
    ['shorter context', ['AO_ED669C_TOTP_USER_ENROLLMENT', 'SECRET']],
    ['context joined into one', [place.join('","')]],
  ])('does not open when it was moved to another %s', (_what, context) => {
    expect(() => box.open(sealed, context)).toThrow();
  });

  it('does not open with another key of the same id', () => {
    const [entry] = buildKeyRing('b');
    const other = new SecretBox([{ id: 'a', key: entry?.key ?? Buffer.alloc(0) }]);
    expect(() => other.open(sealed, place)).toThrow();
  });

  it('does not open under another key id with the same key', () => {
    const [entry] = buildKeyRing('a');
    const key = entry?.key ?? Buffer.alloc(0);
    const both = new SecretBox([
      { id: 'a', key },
      { id: 'b', key },
    ]);
    expect(both.open(sealed, place)).toBe('a secret');
    expect(() => both.open(sealed.replace('s1:a:', 's1:b:'), place)).toThrow();
  });

  it('does not open after any one bit was changed', () => {
    const bits = (Buffer.from(sealed.split(':')[2] ?? '', 'base64url').length ?? 0) * 8;
    expect(bits).toBeGreaterThan(28 * 8);
    for (let bit = 0; bit < bits; bit += 1) {
      const changed = withBody((body) => {
        body[bit >> 3] = (body[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        return body;
      });
      expect(() => box.open(changed, place)).toThrow();
    }
  });

  it('does not open when it was cut, at whatever length', () => {
    const whole = Buffer.from(sealed.split(':')[2] ?? '', 'base64url').length;
    for (let length = 0; length < whole; length += 1) {
      expect(() =>
        box.open(
          withBody((body) => body.subarray(0, length)),
          place,
        ),
      ).toThrow();
      expect(() =>
        box.open(
          withBody((body) => body.subarray(whole - length)),
          place,
        ),
      ).toThrow();
    }
  });

  it.each(['', 's1', 's1:a', 's2:a:AAAA', 'a secret', ':::', sealed.replace('s1:', 's0:')])(
    'refuses "%s", which is no sealed value',
    (value) => {
      expect(() => box.open(value, place)).toThrow();
    },
  );
});

describe('a rotated key ring', () => {
  const rotated = new SecretBox(buildKeyRing('new', 'a'));

  it('seals with its first key and opens what the older one sealed', () => {
    expect(rotated.seal('x', place)).toMatch(/^s1:new:/);
    expect(rotated.open(sealed, place)).toBe('a secret');
  });

  it('no longer opens what was sealed with a key that was taken out', () => {
    expect(() => new SecretBox(buildKeyRing('new')).open(sealed, place)).toThrow('not in the key ring');
  });

  it('has at least one key', () => {
    expect(() => new SecretBox([])).toThrow('at least one key');
  });
});
