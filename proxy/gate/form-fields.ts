/** More fields than Tomcat reads (`maxParameterCount`); whoever sends more hides something. */
const mostFields = 10_000;

export type FieldSearch = 'found' | 'absent' | 'too_many';

/**
 * Whether a query string or a form body (`application/x-www-form-urlencoded`) has a field of this name in any
 * spelling that a servlet container decodes: `+`, `%6fs_password`, more than once. Linear in the length.
 */
export function searchField(encoded: string, field: string): FieldSearch {
  let start = 0;
  for (let count = 0; start < encoded.length; count += 1) {
    if (count === mostFields) return 'too_many';
    const end = endOfPair(encoded, start);
    const equals = encoded.indexOf('=', start);
    const name = encoded.slice(start, equals === -1 || equals > end ? end : equals);
    if (name.length >= field.length && decodeName(name) === field) return 'found';
    start = end + 1;
  }
  return 'absent';
}

function endOfPair(encoded: string, start: number): number {
  for (let at = start; at < encoded.length; at += 1) {
    const code = encoded.charCodeAt(at);
    if (code === 0x26 || code === 0x3b) return at; // `&` and `;`
  }
  return encoded.length;
}

function decodeName(name: string): string {
  if (!/[%+\s]/.test(name)) return name;
  return name
    .replaceAll('+', ' ')
    .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .trim();
}
