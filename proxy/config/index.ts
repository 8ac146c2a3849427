export { addressMatcher, networkNames, plainAddress } from './address-ranges.ts';
export type { Config, Enforcement } from './config.ts';
export { loadOrCreateKeyFile } from './key-file.ts';
export { type LoadResult, loadConfig } from './load.ts';
