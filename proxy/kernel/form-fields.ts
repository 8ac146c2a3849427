/** More fields than Tomcat reads (`maxParameterCount`); whoever sends more hides something. */
const mostFields = 10_000;

export type FieldSearch = 'found' | 'absent' | 'too_many';

/**
 * Whether a query string or a form body (`application/x-www-form-urlencoded`) has a field of this name in any
 * spelling that a servlet container decodes: `%6fs_password`, more than once, after `;`. One pass over the text.
 */
export function searchField(encoded: string, field: string): FieldSearch {
  // Each letter may be three, and nothing that is longer can come to be the name.
  const longestName = field.length * 3;
  let fields = 0;
  let start = 0;
  let equals = -1;
  for (let at = 0; at <= encoded.length; at += 1) {
    const code = at === encoded.length ? ampersand : encoded.charCodeAt(at);
    if (code === equalsSign && equals === -1) equals = at;
    if (code !== ampersand && code !== semicolon) continue;
    if (at > start || at < encoded.length) fields += 1;
    if (fields > mostFields) return 'too_many';
    const end = equals === -1 ? at : equals;
    if (end - start <= longestName && decodeName(encoded.slice(start, end)) === field) return 'found';
    start = at + 1;
    equals = -1;
  }
  return 'absent';
}

const ampersand = 0x26;
const semicolon = 0x3b;
const equalsSign = 0x3d;

function decodeName(name: string): string {
  return name
    .replaceAll('+', ' ')
    .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
