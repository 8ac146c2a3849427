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
  const site = req.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new AppError('cross_origin', 'Sec-Fetch-Site names another site');
  }
}
