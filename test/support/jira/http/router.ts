import type { Exchange } from './exchange.ts';

export type PathValues = Readonly<Record<string, string | undefined>>;
export type Handler = (exchange: Exchange, values: PathValues) => void | Promise<void>;
export type Route = {
  /** `*` takes every method, as actions and plain pages do. */
  readonly method: string;
  readonly pattern: RegExp;
  readonly handle: Handler;
};

export type RouteMatch =
  | { readonly kind: 'found'; readonly handle: Handler; readonly values: PathValues }
  | { readonly kind: 'other-methods'; readonly allowed: readonly string[] }
  | { readonly kind: 'none' };

/**
 * @param path `:name` stands for a segment, `{2|latest}` for one of these, `*` at the end for the rest.
 */
export function route(method: string, path: string, handle: Handler): Route {
  const source = path
    .replaceAll('.', '\\.')
    .replace(/\{([^}]*)\}/g, '(?:$1)')
    .replace(/:(\w+)/g, (whole, name: string, offset: number, text: string) =>
      text[offset - 1] === '?' ? whole : `(?<${name}>[^/]+)`,
    )
    .replace(/\*$/, '(?<rest>.*)');
  return { method, pattern: new RegExp(`^${source}/?$`), handle };
}

export function matchRoute(routes: readonly Route[], method: string, path: string): RouteMatch {
  const allowed: string[] = [];
  for (const { method: wanted, pattern, handle } of routes) {
    const found = pattern.exec(path);
    if (!found) continue;
    if (wanted === '*' || wanted === method || (wanted === 'GET' && method === 'HEAD')) {
      return { kind: 'found', handle, values: { ...found.groups } };
    }
    allowed.push(wanted);
  }
  return allowed.length > 0 ? { kind: 'other-methods', allowed } : { kind: 'none' };
}
