import { describe, expect, test } from 'vitest';
import { factorModules } from '../../../proxy/authenticators/registry.ts';
import { catalogue, chooseLanguage, languages } from '../../../proxy/ui/index.ts';

describe('the language of a page', () => {
  test.each([
    ['de_DE', '', 'de'],
    ['fr', '', 'fr'],
    ['es-MX', '', 'es'],
    ['ja_JP', 'de', 'ja'],
    ['EN_uk', 'de', 'en'],
    [' de_DE ', '', 'de'],
  ])('is the one chosen in Jira (%j, though the browser asks for %j)', (jira, browser, language) => {
    expect(chooseLanguage(jira, browser)).toBe(language);
  });

  test.each([
    ['', 'fr', 'fr'],
    ['', 'fr-CA, en;q=0.5', 'fr'],
    ['', 'en;q=0.5, ja', 'ja'],
    ['', 'nl, pt;q=0.9, es;q=0.8, de;q=0.7', 'es'],
    ['', 'de;q=0.8, fr;q=0.8', 'de'],
    ['', 'de;q=0, fr;q=0.1', 'fr'],
    ['', 'DE-at', 'de'],
    ['', 'ja ;q=0.4 , es; q=0.6', 'es'],
    ['', 'fr;level=1;q=0.2, de;q=0.3', 'de'],
    ['pt_BR', 'de', 'de'],
    ['-1', 'ja', 'ja'],
  ])('is, without one for Jira’s %j, the first that the browser asks for: %j', (jira, browser, language) => {
    expect(chooseLanguage(jira, browser)).toBe(language);
  });

  test.each([
    ['', ''],
    ['', '*'],
    ['', ',,;q=,'],
    ['', 'nl'],
    ['', 'de;q=0'],
    ['', 'nl, fr;q=0.0, de;q=0.000'],
    ['__proto__', 'constructor, toString;q=0.9'],
    ['deutsch', 'french'],
    ['', `${' '.repeat(10_000)}de`],
    ['', `${'x,'.repeat(100_000)}de`],
    ['\0', '\0'],
  ])('is English for %j and %j', (jira, browser) => {
    expect(chooseLanguage(jira.slice(0, 300), browser)).toBe('en');
  });
});

type Leaf = { readonly path: string; readonly value: unknown };

/** Every text, and every function that makes one, by its path. */
function leavesOf(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${path}.${key}`));
}

const number = 7;
const file = { code: 'CODE', backupCodes: ['ONE', 'TWO'], username: 'USER', site: 'SITE', date: 'DATE' };
const takesNumber = /\.(secondsInWords|remember|attemptsLeft|sendWait|tooManyFromAddress|codesLeft|life)$/;

function argumentsOf(path: string): unknown[] {
  if (path.endsWith('.file')) return [file];
  if (path.includes('.notices.'))
    return [{ factor: 'FACTOR', left: number, name: 'NAME', by: 'BY', until: 'UNTIL' }];
  if (path.endsWith('.sentTo')) return ['PLACE', number];
  return takesNumber.test(path) || path === '.codesLow.text' ? [number] : ['FIRST', 'SECOND'];
}

function said({ path, value }: Leaf): string {
  const result = typeof value === 'function' ? value(...argumentsOf(path)) : value;
  return typeof result === 'string' ? result : JSON.stringify(result);
}

const told = /\b(?:CODE|ONE|TWO|USER|SITE|DATE|FACTOR|NAME|PLACE|FIRST|SECOND)\b|(?<!\d)7(?!\d)/g;
const toldIn = (text: string) => [...new Set(text.match(told) ?? [])].sort();

const sources = [
  { name: 'the pages and mails', all: catalogue },
  ...factorModules.map(({ method, pages }) => ({ name: method, all: pages.words })),
];

describe.each(sources)('the words of $name', ({ all }) => {
  const english = leavesOf(all.en);

  test.each(languages.filter((language) => language !== 'en'))('are all there in %s', (language) => {
    const paths = leavesOf(all[language]).map(({ path }) => path);
    expect(paths.sort()).toEqual(english.map(({ path }) => path).sort());
  });

  test.each(languages)('in %s are empty only where English has none', (language) => {
    const empty = (leaves: Leaf[]) =>
      leaves.filter((leaf) => said(leaf).trim() === '').map(({ path }) => path);
    expect(empty(leavesOf(all[language]))).toEqual(empty(english));
  });

  test.each(languages)('in %s leave out nothing that they are told', (language) => {
    const byPath = new Map(leavesOf(all[language]).map((leaf) => [leaf.path, leaf]));
    for (const leaf of english.filter(({ value }) => typeof value === 'function')) {
      const other = byPath.get(leaf.path);
      expect(toldIn(other === undefined ? '' : said(other)), leaf.path).toEqual(toldIn(said(leaf)));
    }
  });

  test.each(languages)('in %s are of the same kind: texts, functions, kinds of messages', (language) => {
    const kindsOf = (leaves: Leaf[]) =>
      Object.fromEntries(
        leaves.map(({ path, value }) => [path, path.endsWith('.kind') ? value : typeof value]),
      );
    expect(kindsOf(leavesOf(all[language]))).toEqual(kindsOf(english));
  });
});
