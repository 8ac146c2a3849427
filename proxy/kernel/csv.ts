/** One line of a CSV file (RFC 4180). */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * What begins like a formula, spreadsheets run: names are as people made them. An apostrophe in front makes it a text
 * (OWASP, CSV injection). Blanks before it do not hide it from a spreadsheet, nor from this.
 */
export function csvCell(text: string): string {
  const plain = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
