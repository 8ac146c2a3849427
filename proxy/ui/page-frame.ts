import type { Words } from './words/en.ts';

/** Something the page has to tell: a failed attempt, an expired page, an advance notice. */
export type Message = {
  kind: 'error' | 'warning' | 'info' | 'success';
  text: string;
  /** What the person can do about it. */
  hint?: string;
};

/** Where a page's form goes, and the hidden fields that every form carries. */
export type PageForm = {
  action: string;
  /** Against forged requests; sent back as `token`. */
  token: string;
  /** Where the person wanted to go; sent back as `destination`. Must come from `kernel/safe-path`. */
  destination: string;
  /** Further hidden fields. */
  fields?: Readonly<Record<string, string>>;
};

/** What surrounds every page: the document, the header and the strip that says who is logging in. */
export type PageFrame = {
  /** BCP 47 tag of the language of `words`. */
  lang: string;
  /** The page's own title, without the site's name: usually the page's `title` in the catalogue. */
  title: string;
  /** True when the page shows an error: the document's title then says so first. */
  hasError?: boolean;
  /** URL paths of the style sheet and the browser script. */
  assets: { stylesheet: string; script: string };
  words: Words;
  signedInAs?: { displayName: string; username: string };
  logoutForm?: { action: string; token: string };
  /** Printed small below the panel. `ProblemPage` shows its own; leave it out there. */
  requestId?: string;
  /** Reload after so many seconds where scripts do not run. Only for a lockout. */
  refreshSeconds?: number;
  homeHref: string;
  /** To the person's own settings; absent for whoever is not through yet. */
  settingsHref?: string;
  /** Further browser scripts that this page needs. */
  scripts?: readonly string[];
};
