const units = [
  ['時間', 3600],
  ['分', 60],
  ['秒', 1],
] as const;

/** 252 → 「4分12秒」. Parts of a second count as a whole one, so that nobody is told to come too early. */
export function secondsInWords(seconds: number): string {
  let rest = Math.max(0, Math.ceil(seconds));
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count}${unit}`);
  }
  return parts.join('') || '0秒';
}
