const units = [
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** 252 → "4 minutes 12 seconds". Parts of a second count as a whole one, so that nobody is told to come too early. */
export function secondsInWords(seconds: number): string {
  let rest = Math.max(0, Math.ceil(seconds));
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
  }
  return parts.join(' ') || '0 seconds';
}
