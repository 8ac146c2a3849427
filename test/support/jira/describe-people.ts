import type { Person } from './people/person.ts';

const COLUMNS: readonly (readonly [string, (person: Person) => string])[] = [
  ['username', (person) => person.username],
  ['password', (person) => person.password],
  ['access token', (person) => person.pat],
  ['name', (person) => person.displayName],
  ['remark', remark],
];

function remark(person: Person): string {
  if (!person.active) return 'inactive';
  if (person.expiredPassword) return 'password has expired';
  if (person.isSystemAdmin) return 'system administrator';
  if (person.isAdmin) return 'administrator';
  return person.key.startsWith('JIRAUSER') ? '' : `renamed, key ${person.key}`;
}

/** A plain text table of who can log in and with what. */
export function describePeople(jira: { readonly people: readonly Person[] }): string {
  const rows = jira.people.map((person) => COLUMNS.map(([, read]) => read(person)));
  const table = [COLUMNS.map(([title]) => title), ...rows];
  const widths = COLUMNS.map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
