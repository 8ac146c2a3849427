export type RequestTarget = {
  /** Decoded and normalised, context path included. */
  readonly path: string;
  /** Without the question mark, as it came. */
  readonly query: string;
  /** The value of the last `;jsessionid=` in the path. */
  readonly pathSessionId: string | undefined;
};

/** What the connector refuses raw in a path; `[ ] |` are let through by its configuration. */
const FORBIDDEN_RAW = /["<>\\^`{}\s\u0080-\uffff]|\p{Cc}/u;

/**
 * Reads a request target the way Tomcat does: path parameters are cut from every segment, then the escapes
 * are decoded, then `//`, `.` and `..` are resolved. Undefined stands for 400.
 */
export function parseRequestTarget(raw: string, host: string | undefined): RequestTarget | undefined {
  const target = withoutOrigin(raw, host);
  if (target === undefined || !target.startsWith('/')) return undefined;
  const mark = target.indexOf('?');
  const rawPath = mark < 0 ? target : target.slice(0, mark);
  const query = mark < 0 ? '' : target.slice(mark + 1);
  if (FORBIDDEN_RAW.test(rawPath)) return undefined;

  let pathSessionId: string | undefined;
  const bare = rawPath.replace(/;([^/]*)/g, (_, parameters: string) => {
    for (const parameter of parameters.split(';')) {
      if (parameter.startsWith('jsessionid=')) pathSessionId = parameter.slice('jsessionid='.length);
    }
    return '';
  });
  const decoded = decodePath(bare);
  const path = decoded === undefined ? undefined : normalise(decoded);
  return path === undefined ? undefined : { path, query, pathSessionId };
}

/** The absolute form counts when it names the host of the request. */
function withoutOrigin(raw: string, host: string | undefined): string | undefined {
  const absolute = /^https?:\/\/([^/?]*)(.*)$/i.exec(raw);
  if (!absolute) return raw;
  if (absolute[1]?.toLowerCase() !== host?.toLowerCase()) return undefined;
  const rest = absolute[2] ?? '';
  return rest.startsWith('/') ? rest : `/${rest}`;
}

function decodePath(path: string): string | undefined {
  if (/%(2f|5c|00)/i.test(path)) return undefined;
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function normalise(path: string): string | undefined {
  const segments: string[] = [];
  const parts = path.split('/').slice(1);
  for (const part of parts) {
    if (part === '' || part === '.') continue;
    if (part !== '..') segments.push(part);
    else if (segments.pop() === undefined) return undefined;
  }
  const last = parts.at(-1);
  const endsInSlash = last === '' || last === '.' || last === '..';
  return `/${segments.join('/')}${endsInSlash && segments.length > 0 ? '/' : ''}`;
}
