import type { WaveDay, WaveDays } from '../../../proxy/policy/index.ts';

export function createFakeWaveDays(): WaveDays {
  const lines = new Map<string, { readonly rule: string; readonly line: WaveDay; readonly at: Date }>();
  return {
    write: async (day, counts, at) => {
      for (const [rule, count] of counts) {
        const key = `${day} ${rule}`;
        const known = lines.get(key);
        if (known === undefined || known.at <= at) lines.set(key, { rule, at, line: { day, ...count } });
      }
    },
    countedSince: async (at, rules) =>
      rules.every((rule) => [...lines.values()].some((line) => line.rule === rule && line.at >= at)),
    since: async (day, rules) => {
      const found = [...lines.values()]
        .filter(({ rule, line }) => rules.includes(rule) && line.day >= day)
        .sort((a, b) => a.line.day.localeCompare(b.line.day));
      const days = new Map<string, WaveDay[]>();
      for (const { rule, line } of found) days.set(rule, [...(days.get(rule) ?? []), line]);
      return days;
    },
  };
}
