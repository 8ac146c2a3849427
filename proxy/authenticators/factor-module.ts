import type { Authenticator } from './authenticator.ts';
import type { FactorPages } from './factor-pages.ts';
import type { FactorTools } from './factor-tools.ts';

/** A factor's folder, as the registry knows it. */
export type FactorModule = {
  readonly method: string;
  /** `undefined` where the site has not set up what it needs. */
  create(tools: FactorTools): Authenticator | undefined;
  readonly pages: FactorPages;
};
