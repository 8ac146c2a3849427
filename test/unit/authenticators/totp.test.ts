import { generateSync } from 'otplib';
import { describe, expect, it } from 'vitest';
import { readSixDigits } from '../../../proxy/authenticators/six-digits.ts';
import {
  createTotpSecret,
  matchTotp,
  stepEndsAt,
  totpUri,
} from '../../../proxy/authenticators/totp/index.ts';

/** RFC 6238 appendix B: the ASCII text "12345678901234567890" in base32. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const codeAt = (seconds: number) => generateSync({ secret, epoch: seconds });

describe('a one-time code', () => {
  // The last six digits of the eight that the RFC gives for SHA-1.
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %s seconds is %s', (seconds, code) => {
    expect(matchTotp(secret, code, seconds * 1_000)).toEqual({ step: Math.floor(seconds / 30) });
  });

  const step = 59_000_000;
  it.each([0, 1, 14.5, 29, 29.999])(
    'is good one step either side and no further, %s s into a step',
    (into) => {
      const now = (step * 30 + into) * 1_000;
      const matched = [-3, -2, -1, 0, 1, 2, 3].map((away) =>
        matchTotp(secret, codeAt((step + away) * 30), now),
      );
      expect(matched).toEqual([
        undefined,
        undefined,
        { step: step - 1 },
        { step },
        { step: step + 1 },
        undefined,
        undefined,
      ]);
    },
  );

  it('is not good for another secret', () => {
    const now = step * 30_000;
    expect(matchTotp(createTotpSecret(), codeAt(step * 30), now)).toBeUndefined();
  });

  it('can match no more once its step has ended, with gates a step apart', () => {
    const code = codeAt(step * 30);
    const lastMatch = (step + 2) * 30_000 - 1;
    expect(matchTotp(secret, code, lastMatch)).toEqual({ step });
    expect(matchTotp(secret, code, lastMatch + 1)).toBeUndefined();
    expect(stepEndsAt(step)).toBeGreaterThanOrEqual(lastMatch + 30_000);
  });
});

describe('what somebody types for a code', () => {
  it.each([
    ['123456', '123456'],
    [' 123 456 ', '123456'],
    ['123-456', '123456'],
    ['1 2 3 4 5 6', '123456'],
    ['123\u00a0456', '123456'],
    ['\t000000\n', '000000'],
    // What a Japanese keyboard makes.
    ['１２３４５６', '123456'],
    ['１２３　４５６', '123456'],
  ])('%j is read as %s', (input, code) => {
    expect(readSixDigits(input)).toBe(code);
  });

  it.each([
    ['nothing', ''],
    ['five digits', '12345'],
    ['seven digits', '1234567'],
    ['letters', '12345a'],
    ['an exponent', '1e5'],
    ['a sign', '+12345'],
    ['a point', '12345.'],
    ['hexadecimal', '0x1234'],
    ['Arabic digits', '٤٥٦٤٥٦'],
    ['NUL', '123456\0'],
    ['10 000 digits', '1'.repeat(10_000)],
    ['10 000 blanks', `123456${' '.repeat(10_000)}`],
    ['null', 'null'],
    ['two codes', '123456,123456'],
  ])('is no code with %s', (_what, input) => {
    expect(readSixDigits(input)).toBeUndefined();
  });
});

describe('a new secret', () => {
  it('has 160 bits in base32 and is never the same', () => {
    const secrets = Array.from({ length: 200 }, createTotpSecret);
    for (const one of secrets) expect(one).toMatch(/^[A-Z2-7]{32}$/);
    expect(new Set(secrets).size).toBe(200);
  });

  it('stands in the URI for the app, with who it is for', () => {
    const uri = new URL(totpUri('Jira (jira.example.com)', 'alice@example.com', secret));
    expect(uri.protocol).toBe('otpauth:');
    expect(uri.host).toBe('totp');
    expect(decodeURIComponent(uri.pathname)).toBe('/Jira (jira.example.com):alice@example.com');
    expect(uri.searchParams.get('secret')).toBe(secret);
    expect(uri.searchParams.get('issuer')).toBe('Jira (jira.example.com)');
    // Anything else than the defaults some apps ignore, and then show wrong codes.
    for (const [name, usual] of [
      ['algorithm', 'SHA1'],
      ['digits', '6'],
      ['period', '30'],
    ] as const) {
      expect([null, usual]).toContain(uri.searchParams.get(name));
    }
  });

  it('is not spoilt by a name that looks like a part of the URI', () => {
    const uri = new URL(totpUri('Jira', 'x?secret=AAAA&issuer=evil#', secret));
    expect(uri.searchParams.getAll('secret')).toEqual([secret]);
    expect(uri.hash).toBe('');
  });
});
