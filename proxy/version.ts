import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const described = z.object({ version: z.string() });

/** Which version runs, as `package.json` says. It stands one folder above the sources, two above what was compiled. */
export function readVersion(): string {
  const places = ['../package.json', '../../package.json'].map((path) => new URL(path, import.meta.url));
  const place = places.find((path) => existsSync(path));
  return place === undefined ? 'unknown' : described.parse(JSON.parse(readFileSync(place, 'utf8'))).version;
}
