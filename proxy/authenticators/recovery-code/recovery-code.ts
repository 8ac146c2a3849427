import type { RandomBytes } from '../../kernel/clock.ts';

/** Crockford's base32: no I, L, O and U, so that nothing is misread from paper. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 20;

/** 100 random bits as `XXXXX-XXXXX-XXXXX-XXXXX`. */
export function createRecoveryCode(randomBytes: RandomBytes): string {
  const letters = [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]);
  return group(letters.join(''));
}

/** What was typed, in the form in which codes are stored: case, blanks, dashes and look-alikes do not matter. */
export function readRecoveryCode(input: string): string | undefined {
  if (input.length > 100) return undefined;
  const letters = input
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐-―]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return letters.length === length && [...letters].every((letter) => alphabet.includes(letter))
    ? group(letters)
    : undefined;
}

function group(letters: string): string {
  return (letters.match(/.{5}/g) ?? []).join('-');
}
