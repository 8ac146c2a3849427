import type { RandomBytes } from '../kernel/clock.ts';

/** Crockford's base32: no I, L, O and U, so that nothing is misread from paper. Each letter holds 5 bits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const lettersInGroup = 5;

/** A random code in groups of five letters (25 bits each): `XXXXX-XXXXX-…`. */
export function createPaperCode(groups: number, randomBytes: RandomBytes): string {
  const letters = [...randomBytes(groups * lettersInGroup)].map((byte) => alphabet[byte % alphabet.length]);
  return group(letters.join(''));
}

/** What was typed, in the form in which codes are made: case, blanks, dashes and look-alikes do not matter. */
export function readPaperCode(groups: number, input: string): string | undefined {
  if (input.length > 100) return undefined;
  const letters = input
    .normalize('NFKC')
    .toUpperCase()
    // Japanese keyboards have hyphens of their own.
    .replace(/[\s\-‐-―−ー]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return letters.length === groups * lettersInGroup &&
    [...letters].every((letter) => alphabet.includes(letter))
    ? group(letters)
    : undefined;
}

function group(letters: string): string {
  return (letters.match(/.{5}/g) ?? []).join('-');
}
