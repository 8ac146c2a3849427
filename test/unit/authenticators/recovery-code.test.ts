import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createRecoveryCode, readRecoveryCode } from '../../../proxy/authenticators/recovery-code/index.ts';

describe('a recovery code', () => {
  it('has 20 letters of Crockford’s alphabet in four groups', () => {
    for (let round = 0; round < 200; round += 1) {
      expect(createRecoveryCode(randomBytes)).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(?:-[0-9A-HJKMNP-TV-Z]{5}){3}$/);
    }
  });

  it('uses every letter equally often', () => {
    const counts = new Map<string, number>();
    for (const byte of Array.from({ length: 256 }, (_, at) => at)) {
      const letter = createRecoveryCode(() => Buffer.alloc(20, byte)).charAt(0);
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    expect([...counts.values()]).toEqual(Array.from({ length: 32 }, () => 8));
  });

  it('asks for fresh bytes each time', () => {
    const codes = Array.from({ length: 200 }, () => createRecoveryCode(randomBytes));
    expect(new Set(codes).size).toBe(200);
  });

  it('is read back as it was made', () => {
    const code = createRecoveryCode(randomBytes);
    expect(readRecoveryCode(code)).toBe(code);
  });
});

describe('what somebody types for a recovery code', () => {
  const code = '01A2B-3C4D5-E6F7G-8H9JK';

  it.each([
    '01a2b-3c4d5-e6f7g-8h9jk',
    '01A2B3C4D5E6F7G8H9JK',
    ' 01A2B 3C4D5 E6F7G 8H9JK ',
    '0 1 A 2 B-3 C 4 D 5-E 6 F 7 G-8 H 9 J K',
    '01A2B–3C4D5—E6F7G‐8H9JK',
    'O1A2B-3C4D5-E6F7G-8H9JK',
    'oIA2B-3C4D5-E6F7G-8H9JK',
    '0lA2B-3C4D5-E6F7G-8H9JK',
    '０１Ａ２Ｂ-3C4D5-E6F7G-8H9JK',
    '01A2B\n3C4D5\r\nE6F7G\t8H9JK',
  ])('is the code in %j', (input) => {
    expect(readRecoveryCode(input)).toBe(code);
  });

  it.each([
    '',
    '123456',
    '01A2B-3C4D5-E6F7G-8H9J',
    '01A2B-3C4D5-E6F7G-8H9JKM',
    'U1A2B-3C4D5-E6F7G-8H9JK',
    '01A2B-3C4D5-E6F7G-8H9J*',
    '01A2B-3C4D5-E6F7G-8H9J\0',
    '01A2B-3C4D5-E6F7G-8H9JЖ',
    `${code}${' '.repeat(100)}`,
    'A'.repeat(10_000),
  ])('is none in %j', (input) => {
    expect(readRecoveryCode(input)).toBeUndefined();
  });
});
