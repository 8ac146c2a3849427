import type { SiteDocument, SiteDocuments } from '../../../proxy/site-documents/index.ts';

export function createFakeSiteDocuments(clock: () => number = Date.now): SiteDocuments {
  const all: SiteDocument[] = [];
  const of = (kind: string) => all.filter((one) => one.kind === kind).reverse();
  return {
    latest: async (kind) => of(kind)[0],
    find: async (kind, version) => of(kind).find((one) => one.version === version),
    history: async (kind, most, below = Number.POSITIVE_INFINITY) =>
      of(kind)
        .filter(({ version }) => version < below)
        .slice(0, most),
    append: async ({ basedOn, actor: _, ...rest }) => {
      if ((of(rest.kind)[0]?.version ?? 0) !== basedOn) return undefined;
      const document: unknown = JSON.parse(JSON.stringify(rest.document));
      all.push({ ...rest, document, version: basedOn + 1, at: new Date(clock()) });
      return basedOn + 1;
    },
  };
}
