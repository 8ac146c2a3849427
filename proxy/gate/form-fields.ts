/**
 * Whether a query string or a form body (`application/x-www-form-urlencoded`) has a field of this name in any
 * spelling that a servlet container decodes: `+`, `%6fs_password`, more than once.
 */
export function namesField(encoded: string, field: string): boolean {
  if (encoded === '') return false;
  for (const pair of encoded.split(/[&;]/)) {
    const at = pair.indexOf('=');
    const name = at === -1 ? pair : pair.slice(0, at);
    if (name.length > 0 && decodeName(name) === field) return true;
  }
  return false;
}

function decodeName(name: string): string {
  return name
    .replaceAll('+', ' ')
    .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .trim();
}
