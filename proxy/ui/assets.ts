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
    parts: [
      'theme',
      'page',
      'buttons',
      'forms',
      'messages',
      'enrollment',
      'states',
      'lists',
      'api',
      'print',
    ].map((part) => `styles/${part}.css`),
  },
  'two-step.js': { contentType: 'text/javascript; charset=utf-8', parts: ['two-step.js'] },
  'console.css': {
    contentType: 'text/css; charset=utf-8',
    parts: ['frame', 'lists', 'forms', 'people', 'charts', 'policies', 'small'].map(
      (part) => `styles/console-${part}.css`,
    ),
  },
  'console.js': { contentType: 'text/javascript; charset=utf-8', parts: ['console.js'] },
  'web-authn.js': {
    contentType: 'text/javascript; charset=utf-8',
    parts: [{ library: '@simplewebauthn/browser' }, 'web-authn.js'],
  },
};

type Part = string | { readonly library: string };

function read(part: Part): Buffer {
  if (typeof part === 'string') return readFileSync(new URL(`./assets/${part}`, import.meta.url));
  // Its bundle for pages stands beside the door of the package, which is the only path that it names.
  const door = import.meta.resolve(part.library);
  return readFileSync(new URL('../dist/bundle/index.umd.min.js', door));
}

const hash = (bodies: readonly Buffer[]) => {
  const sum = createHash('sha256');
  for (const body of bodies) sum.update(body);
  return sum.digest('base64url').slice(0, 16);
};

/** Reads the style sheet and the browser script into memory. Throws when one is missing from the installation. */
export function loadAssets(): Assets {
  const files = new Map<string, Asset>();
  for (const [name, { contentType, parts }] of Object.entries(sources)) {
    const body = Buffer.concat(parts.map((part) => read(part)));
    files.set(name, { body, contentType, etag: `"${hash([body])}"` });
  }
  return { files, version: hash([...files.values()].map(({ body }) => body)) };
}
