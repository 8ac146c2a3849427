const units = [
  ['Stunde', 'Stunden', 3600],
  ['Minute', 'Minuten', 60],
  ['Sekunde', 'Sekunden', 1],
] as const;

/** 252 → "4 Minuten 12 Sekunden"; rounded up as in English. The same after "in", "noch" and "bis zu". */
export function secondsInWords(seconds: number): string {
  let rest = Math.max(0, Math.ceil(seconds));
  const parts: string[] = [];
  for (const [one, many, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${count === 1 ? one : many}`);
  }
  return parts.join(' ') || '0 Sekunden';
}
