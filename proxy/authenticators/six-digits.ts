/** Six digits as they were typed, of whichever width a keyboard makes them; people type blanks between. */
export function readSixDigits(typed: string): string | undefined {
  if (typed.length > 32) return undefined;
  const code = typed.normalize('NFKC').replace(/[\s-]/g, '');
  return /^[0-9]{6}$/.test(code) ? code : undefined;
}
