import type { RandomBytes } from '../kernel/clock.ts';

/** Crockford's base32: no I, L, O and U, so that nothing is misread from paper. Each letter holds 5 bits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const usualLetters = 5;

/** A random code in groups of letters (of 5 bits each): `XXXXX-XXXXX-…`. */
export function createPaperCode(
  groups: number,
  randomBytes: RandomBytes,
  lettersInGroup: number = usualLetters,
): string {
  const letters = [...randomBytes(groups * lettersInGroup)].map((byte) => alphabet[byte % alphabet.length]);
  return group(letters.join(''), lettersInGroup);
}

/** What was typed, in the form in which codes are made: case, blanks, dashes and look-alikes do not matter. */
export function readPaperCode(
  groups: number,
  input: string,
  lettersInGroup: number = usualLetters,
): string | undefined {
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
    ? group(letters, lettersInGroup)
    : undefined;
}

function group(letters: string, lettersInGroup: number): string {
  const starts = Array.from({ length: letters.length / lettersInGroup }, (_, at) => at * lettersInGroup);
  return starts.map((start) => letters.slice(start, start + lettersInGroup)).join('-');
}
