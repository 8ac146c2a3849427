import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export type Asset = { body: Buffer; contentType: string; etag: string };
export type Assets = {
  files: ReadonlyMap<string, Asset>;
  /** Short hash over all files: put it in their URLs and let browsers keep them for ever. */
  version: string;
};

/** What each file that we serve is put together from, in this order. */
const sources = {
  'two-step.css': {
    contentType: 'text/css; charset=utf-8',
    parts: ['theme', 'page', 'buttons', 'forms', 'messages', 'enrollment', 'states', 'api', 'print'].map(
      (part) => `styles/${part}.css`,
    ),
  },
  'two-step.js': { contentType: 'text/javascript; charset=utf-8', parts: ['two-step.js'] },
};

const read = (path: string) => readFileSync(new URL(`./assets/${path}`, import.meta.url));
const hash = (bodies: readonly Buffer[]) => {
  const sum = createHash('sha256');
  for (const body of bodies) sum.update(body);
  return sum.digest('base64url').slice(0, 16);
};

/** Reads the style sheet and the browser script into memory. Throws when one is missing from the installation. */
export function loadAssets(): Assets {
  const files = new Map<string, Asset>();
  for (const [name, { contentType, parts }] of Object.entries(sources)) {
    const body = Buffer.concat(parts.map(read));
    files.set(name, { body, contentType, etag: `"${hash([body])}"` });
  }
  return { files, version: hash([...files.values()].map(({ body }) => body)) };
}
