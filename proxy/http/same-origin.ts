import type { IncomingMessage } from 'node:http';
import { AppError } from '../kernel/app-error.ts';

/**
 * Holds browsers to our own pages: what changes something may not be sent by another site. Clients that are no
 * browsers send neither header and have no cookies of a victim to misuse.
 * @throws AppError `cross_origin`
 */
export function requireSameOrigin(req: IncomingMessage, publicOrigin: string): void {
  const { origin } = req.headers;
  if (origin !== undefined && origin !== publicOrigin) {
    throw new AppError('cross_origin', 'Origin is not the public URL');
  }
  if (isForeign(req)) throw new AppError('cross_origin', 'Sec-Fetch-Site names another site');
}

/**
 * Opening a page of ours may begin a step of a login, and begun ones are counted: anybody may link to it, but no other
 * site may load it as a picture, a script or a frame, over and over.
 * @throws AppError `cross_origin`
 */
export function requireNavigation(req: IncomingMessage): void {
  const use = req.headers['sec-fetch-dest'];
  if (isForeign(req) && use !== 'document') throw new AppError('cross_origin', `a page of ours as ${use}`);
}

/** Browsers say where a request comes from (W3C Fetch Metadata); a bookmark or a typed address comes from nowhere. */
function isForeign(req: IncomingMessage): boolean {
  const site = req.headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}
