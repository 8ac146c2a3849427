import type { PolicyDocument } from './policy-document.ts';

/** The most days for which any rule in force lets people go on without a factor; `undefined` where none counts days. */
export function longestGrace({ rules, default: last }: PolicyDocument): number | undefined {
  const days = [...rules, last].flatMap(({ mode, withoutFactor }) =>
    mode === 'enforce' && withoutFactor.outcome === 'grace' ? (withoutFactor.days ?? []) : [],
  );
  return days.length === 0 ? undefined : Math.max(...days);
}
