import { describe, expect, test } from 'vitest';
import { loadAssets } from '../../../proxy/ui/index.ts';

describe('the assets', () => {
  const { files, version } = loadAssets();

  test('are one style sheet and one script', () => {
    expect([...files.keys()]).toEqual(['two-step.css', 'two-step.js']);
    expect(files.get('two-step.css')?.contentType).toBe('text/css; charset=utf-8');
    expect(files.get('two-step.js')?.contentType).toBe('text/javascript; charset=utf-8');
  });

  test('have strong ETags of their own and a version fit for a URL', () => {
    const etags = [...files.values()].map(({ etag }) => etag);
    for (const etag of etags) expect(etag).toMatch(/^"[\w-]{16}"$/);
    expect(new Set(etags).size).toBe(2);
    expect(version).toMatch(/^[\w-]{16}$/);
    expect(loadAssets().version).toBe(version);
  });

  test('fetch nothing from anywhere else', () => {
    for (const { body } of files.values()) expect(body.toString()).not.toMatch(/https?:|url\(|@import/);
  });

  test('stay small', () => {
    expect(files.get('two-step.css')?.body.length).toBeLessThan(20_000);
    expect(files.get('two-step.js')?.body.length).toBeLessThan(5_000);
  });
});
