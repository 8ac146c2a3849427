export { addressMatcher, networkNames, plainAddress } from './address-ranges.ts';
export type { Config, Enforcement, SettingSource } from './config.ts';
export { describeSettings, type SettingDescription } from './describe-settings.ts';
export { loadOrCreateKeyFile, writeKeyFile } from './key-file.ts';
export { type LoadResult, loadConfig } from './load.ts';
