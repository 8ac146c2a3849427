import { describe, expect, test } from 'vitest';
import { factorModules } from '../../../proxy/authenticators/registry.ts';
import { loadAssets } from '../../../proxy/ui/index.ts';

describe('the assets', () => {
  const { files, version } = loadAssets();
  const textOf = (name: string) => files.get(name)?.body.toString() ?? '';

  test('are a style sheet and a script for every page, the same for the console, and a script for security keys', () => {
    const sheets = ['two-step.css', 'console.css'];
    const scripts = ['two-step.js', 'console.js', 'web-authn.js'];
    expect(new Set(files.keys())).toEqual(new Set([...sheets, ...scripts]));
    for (const name of sheets) expect(files.get(name)?.contentType).toBe('text/css; charset=utf-8');
    for (const name of scripts) {
      expect(files.get(name)?.contentType).toBe('text/javascript; charset=utf-8');
    }
  });

  test('hold every script that a factor needs', () => {
    const needed = factorModules.flatMap(({ pages }) => (pages.script === undefined ? [] : [pages.script]));
    expect(needed).toEqual(['web-authn.js']);
    for (const name of needed) expect(files.has(name)).toBe(true);
  });

  test('hold the library for security keys before the script that uses it', () => {
    const script = textOf('web-authn.js');
    expect(script.indexOf('SimpleWebAuthnBrowser')).toBeGreaterThan(-1);
    expect(script.indexOf('startAuthentication')).toBeLessThan(script.indexOf('data-web-authn'));
  });

  test('have strong ETags of their own and a version fit for a URL', () => {
    const etags = [...files.values()].map(({ etag }) => etag);
    for (const etag of etags) expect(etag).toMatch(/^"[\w-]{16}"$/);
    expect(new Set(etags).size).toBe(files.size);
    expect(version).toMatch(/^[\w-]{16}$/);
    expect(loadAssets().version).toBe(version);
  });

  test('fetch nothing from anywhere else', () => {
    // The library names its own documentation in a warning for programmers.
    const documentation = /https:\/\/simplewebauthn\.dev\/docs\//g;
    for (const name of files.keys()) {
      expect(textOf(name).replace(documentation, '')).not.toMatch(/https?:|url\(|@import/);
    }
    expect(textOf('web-authn.js')).not.toMatch(/\bfetch\b|XMLHttpRequest|WebSocket|\bimport\b|sendBeacon/);
  });

  test('stay small', () => {
    const most = {
      'two-step.css': 20_000,
      'two-step.js': 6_000,
      'console.css': 18_000,
      'console.js': 2_500,
      'web-authn.js': 20_000,
    };
    for (const [name, length] of Object.entries(most)) expect(textOf(name).length).toBeLessThan(length);
  });
});
