const units = [
  ['hora', 3600],
  ['minuto', 60],
  ['segundo', 1],
] as const;

/** 252 → "4 minutos y 12 segundos". Parts of a second count as a whole one, so that nobody is told to come too early. */
export function secondsInWords(seconds: number): string {
  let rest = Math.max(0, Math.ceil(seconds));
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
  }
  const last = parts.pop() ?? '0 segundos';
  return parts.length === 0 ? last : `${parts.join(', ')} y ${last}`;
}
