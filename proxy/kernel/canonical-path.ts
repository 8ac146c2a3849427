/**
 * What a request target means. Two questions, answered in opposite directions (both against what Tomcat does:
 * it cuts `;parameters` from every segment, decodes once, folds `//` and resolves dot segments):
 *
 * - `canonicalPath`: the one path a target can mean, or nothing where it could mean more than one. What is *allowed*
 *   (own pages, exempt resources, login endpoints) matches only this.
 * - `possiblePaths`: every path that a server might take the target for. What is *forbidden* matches any of these
 *   (`leadsTo`).
 */

/** Bytes that stand for themselves in a canonical path: RFC 3986 §3.3 `pchar` without `;` and `%`. */
const plainPath = /^(?:\/[A-Za-z0-9\-._~!$&'()*+,=:@%]*)+$/;
/** `%` followed by a byte that changes how the path is read, now or when Jira forwards it: control bytes, `# % . / ; ? \`, DEL. */
const ambiguousEscape = /%(?![0-9A-Fa-f]{2})|%(?:[01][0-9A-Fa-f]|2[35EeFf]|3[BbFf]|5[Cc]|7[Ff])/;

/** The decoded path when there is exactly one way to read it; `undefined` for every odd spelling. */
export function canonicalPath(rawPath: string): string | undefined {
  if (!plainPath.test(rawPath) || ambiguousEscape.test(rawPath)) return undefined;
  if (rawPath.includes('//')) return undefined;
  if (rawPath.split('/').some((segment) => segment === '.' || segment === '..')) return undefined;
  if (!rawPath.includes('%')) return rawPath;
  try {
    return decodeURIComponent(rawPath);
  } catch {
    return undefined; // not UTF-8
  }
}

/** Every path that a server might read the target as: lower case, without parameters, dots resolved. */
export function possiblePaths(rawPath: string): ReadonlySet<string> {
  const once = decodeLoosely(rawPath);
  const paths = new Set<string>();
  for (const spelling of new Set([rawPath, once, decodeLoosely(once)])) {
    // A parameter ends at the next slash, and for some servers at a backslash too.
    const cut = [spelling.replace(/;[^/\\]*/g, ''), spelling.replace(/;[^/]*/g, '')];
    for (const variant of [spelling, ...cut, ...cut.map(decodeLoosely)]) {
      paths.add(resolveSegments(variant).toLowerCase());
    }
  }
  return paths;
}

/**
 * Whether one of the readings is `place` or lies below it (a lower-case path without a trailing slash). Jira forwards
 * `/s/<anything>/_/X` to `X`, so a place also counts behind a `/_`.
 */
export function leadsTo(paths: ReadonlySet<string>, place: string): boolean {
  for (const path of paths) {
    if (path === place || path.startsWith(`${place}/`)) return true;
    if (path.endsWith(`/_${place}`) || path.includes(`/_${place}/`)) return true;
  }
  return false;
}

function decodeLoosely(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function resolveSegments(path: string): string {
  const kept: string[] = [];
  for (const segment of path.replaceAll('\\', '/').split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') kept.pop();
    else kept.push(segment);
  }
  return `/${kept.join('/')}`;
}
