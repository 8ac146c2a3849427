import type { PolicyDocument } from './policy-document.ts';

/**
 * Rules that count none of the methods that this site takes: nobody could show one, so such a list would count for
 * nothing. One that stands already is left alone, or a setting of the gates would keep administrators from changing
 * anything else.
 */
export function unavailableMethods(
  draft: PolicyDocument,
  standing: PolicyDocument,
  siteMethods: readonly string[],
): readonly string[] {
  const before = new Set(withoutAny(standing, siteMethods).map(({ key }) => key));
  return withoutAny(draft, siteMethods)
    .filter(({ key }) => !before.has(key))
    .map(
      ({ place, methods }) =>
        `${place}.methods: this site has none of ${methods.join(', ')} (TSV_METHODS is ${siteMethods.join(', ')})`,
    );
}

function withoutAny({ rules, default: last }: PolicyDocument, siteMethods: readonly string[]) {
  const all = [
    ...rules.map((rule, at) => ({ ...rule, place: `rules.${at}`, id: `rule ${rule.id}`, about: rule.match })),
    { ...last, place: 'default', id: 'default', about: {} },
  ];
  return all.flatMap(({ id, place, mode, methods, about }) =>
    mode === 'off' || methods === undefined || methods.some((method) => siteMethods.includes(method))
      ? []
      : [{ place, methods, key: JSON.stringify([id, mode, methods, about]) }],
  );
}
