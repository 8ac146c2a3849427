import type { IncomingMessage } from 'node:http';

/**
 * What the client can do with an answer: a `page` navigation follows a redirect to a page of ours; everything else
 * gets a JSON 401 (Jira's scripts take an HTML redirect for data and break).
 */
export type RequestClass = 'page' | 'xhr' | 'rest' | 'asset' | 'upgrade';

const assetDestinations = new Set([
  'audio',
  'font',
  'image',
  'script',
  'style',
  'track',
  'video',
  'manifest',
]);

export function classify(req: IncomingMessage, path: string | undefined): RequestClass {
  const header = (name: string) => {
    const value = req.headers[name];
    return Array.isArray(value) ? value.join(',') : (value ?? '');
  };
  if (header('upgrade').toLowerCase() === 'websocket') return 'upgrade';
  if (path?.startsWith('/rest/') === true) return 'rest';
  if (header('x-requested-with').toLowerCase() === 'xmlhttprequest') return 'xhr';
  const mode = header('sec-fetch-mode');
  if (mode === 'navigate') return 'page';
  if (assetDestinations.has(header('sec-fetch-dest'))) return 'asset';
  if (mode !== '') return 'xhr';
  return header('accept').includes('text/html') ? 'page' : 'xhr';
}
