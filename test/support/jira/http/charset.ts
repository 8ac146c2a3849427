/** Letters, digits and a few signs of EBCDIC code page 37, enough to spell a parameter in it. */
const IBM037 = new Map<number, string>([
  [0x40, ' '],
  [0x4b, '.'],
  [0x5a, '!'],
  [0x60, '-'],
  [0x61, '/'],
  [0x6d, '_'],
  [0x7c, '@'],
]);
for (const [first, letters] of [
  [0x81, 'abcdefghi'],
  [0x91, 'jklmnopqr'],
  [0xa2, 'stuvwxyz'],
  [0xc1, 'ABCDEFGHI'],
  [0xd1, 'JKLMNOPQR'],
  [0xe2, 'STUVWXYZ'],
  [0xf0, '0123456789'],
] as const) {
  for (const [offset, letter] of [...letters].entries()) IBM037.set(first + offset, letter);
}

/** Of several charsets Tomcat takes the last. */
export function charsetOf(contentType: string | undefined): string {
  const found = [...(contentType ?? '').matchAll(/;\s*charset\s*=\s*"?([^\s;"]+)/gi)];
  return found.at(-1)?.[1]?.toLowerCase() ?? 'utf-8';
}

/** Decodes as the Java platform would; an unknown charset is read as UTF-8. */
export function decodeBytes(bytes: Uint8Array, charset: string): string {
  if (charset === 'ibm037' || charset === 'cp037') {
    return [...bytes].map((byte) => IBM037.get(byte) ?? '\u001a').join('');
  }
  try {
    return new TextDecoder(charset, { ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  }
}
