const units = [
  ['heure', 3600],
  ['minute', 60],
  ['seconde', 1],
] as const;

/** 252 → "4 minutes 12 secondes"; rounded up as in English. In French nought is singular. */
export function secondsInWords(seconds: number): string {
  let rest = Math.max(0, Math.ceil(seconds));
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}${count < 2 ? '' : 's'}`);
  }
  return parts.join(' ') || '0 seconde';
}
