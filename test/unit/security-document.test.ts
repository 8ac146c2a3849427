import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);

it('docs/security.md names every file of test/security, and no other', () => {
  const files = readdirSync(new URL('test/security/', root)).map((name) => name.replace('.test.ts', ''));
  const text = readFileSync(new URL('docs/security.md', root), 'utf8');
  const attacks = text.slice(text.indexOf('## Attacks tried'), text.indexOf('## Generated tests'));
  const named = [...attacks.matchAll(/^\|.*\|([^|]+)\|$/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name),
  );
  expect(named.toSorted()).toEqual(files.toSorted());
});
