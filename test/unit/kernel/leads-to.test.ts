import { describe, expect, it } from 'vitest';
import { canonicalPath, leadsTo, possiblePaths } from '../../../proxy/kernel/canonical-path.ts';

const leads = (rawPath: string) => leadsTo(possiblePaths(rawPath), '/rest/tsv');

describe('whether a target leads to a place that is ours', () => {
  it.each([
    '/rest/tsv',
    '/rest/tsv/',
    '/rest/tsv/1.0/authenticate',
    '/REST/Tsv/1.0',
    '//rest/tsv',
    '/rest//tsv/1.0',
    '/rest/./tsv',
    '/rest/x/../tsv',
    '/rest/x/..;/tsv',
    '/rest/x/..;a=b/tsv',
    '/..;/rest/tsv',
    '/..;/..;/rest/tsv',
    '/;/rest/tsv',
    '/;a/;b/rest;c/tsv;d/1.0;e',
    '/rest/tsv;/1.0',
    '/rest/tsv;jsession/1.0',
    '/rest;a=b/tsv',
    '/rest/%74%73%76',
    '/%72est/tsv',
    '/rest/%2e/tsv',
    '/rest/x/%2e%2e/tsv',
    '/rest/x/.%2e/tsv',
    '/rest/x/%2E%2e;/tsv',
    '/rest%2ftsv',
    '/rest%2Ftsv',
    '/rest%5ctsv',
    '/rest\\tsv',
    '\\rest\\tsv',
    '/rest/x\\..\\tsv',
    '/rest%3bx/tsv',
    '/rest/tsv%3b/1.0',
    '/rest;%2fx/tsv',
    '/rest;%5cx/tsv',
    '/rest/x;%2f../tsv',
    '/rest/%2574sv',
    '/rest%252ftsv',
    '/rest/x/%252e%252e/tsv',
    '/rest%253bx/tsv',
    '/s/abc/_/rest/tsv/1.0',
    '/s/abc/_;x/rest/tsv',
    '/s/abc/%5f/rest/tsv',
    '/s/abc/_//rest/tsv',
    '/s/a/_/s/b/_/rest/tsv',
    '/s/a/_/x/../rest/tsv',
    '/S/a/_/Rest/Tsv',
    '/login.jsp%3f/../rest/tsv',
    '/login.jsp;x=y/../rest/tsv',
  ])('says yes for %s', (raw) => {
    expect(leads(raw)).toBe(true);
  });

  it.each([
    '/',
    '/rest',
    '/rest/',
    '/rest/tsvx',
    '/rest/api/2/search',
    '/rest/ts',
    '/browse/REST-TSV',
    '/rest/api/2/issue/rest/tsv',
    '/secure/attachment/1/rest%20tsv',
    '/a/rest/tsv',
  ])('says no for %s', (raw) => {
    expect(leads(raw)).toBe(false);
  });
});

/** A small generator of our own, so that a failure comes back in every run (mulberry32). */
function createDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

/** One of the ways to write a path that Tomcat takes for the same one. */
function respell(path: string, dice: (sides: number) => number): string {
  const encode = (letter: string) => `%${letter.charCodeAt(0).toString(16)}`;
  const segments = path
    .slice(1)
    .split('/')
    .map((segment) => {
      const letters = [...segment].map((letter) => (dice(4) === 0 ? encode(letter) : letter)).join('');
      const parameter = ['', '', ';', ';a=b', ';a;b', ';%2f', ';..', ';/..;'][dice(7)] ?? '';
      return letters + parameter;
    });
  const glue = ['/', '/', '//', '/./', '/x/../', '/x/..;/', '/%2e/', '/x;y/%2e%2e;z/', '/;/'];
  const start = ['', '', '', '/s/1.0/_', '/..', '/x/..', '/s/a;b/_;c'][dice(7)] ?? '';
  return start + segments.map((segment) => (glue[dice(glue.length)] ?? '/') + segment).join('');
}

describe('ten thousand other spellings of one path', () => {
  const dice = createDice(20_260_301);
  const spellings = Array.from({ length: 10_000 }, () => respell('/rest/tsv/1.0/authenticate', dice));

  it('all lead there', () => {
    expect(spellings.filter((spelling) => !leads(spelling))).toEqual([]);
  });

  it('are that path, or its forwarder, or no canonical path at all', () => {
    for (const path of new Set(spellings.map(canonicalPath))) {
      if (path !== undefined) expect(path).toMatch(/^(?:\/s\/1\.0\/_)?\/rest\/tsv\/1\.0\/authenticate$/);
    }
  });

  it('are that path when only letters of it are escaped', () => {
    for (let round = 0; round < 1_000; round += 1) {
      const spelling = '/rest/tsv/1.0/authenticate'.replace(/[a-z]/g, (letter) =>
        dice(2) === 0 ? `%${letter.charCodeAt(0).toString(16)}` : letter,
      );
      expect(canonicalPath(spelling)).toBe('/rest/tsv/1.0/authenticate');
    }
  });
});
