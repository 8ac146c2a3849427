import type { SafePath } from '../../proxy/kernel/safe-path.ts';
import type { ComponentChildren, Message } from '../../proxy/ui/index.ts';
import type { Administrator } from './console-entrance.ts';
import type { ConsoleLinks, LinkParameters } from './console-links.ts';
import type { Parameters } from './parameters.ts';

/** In this order they stand in the side bar. */
export const navigationGroups = ['Two-step verification', 'People', 'Rules', 'System'] as const;
export type NavigationGroup = (typeof navigationGroups)[number];

export type Crumb = { readonly label: string; readonly href: SafePath };

/** Where a form goes, with the token that only this session's pages hold. */
export type ConsoleForm = { readonly action: SafePath; readonly token: string };

/** An administrator looks at a screen. */
export type ScreenVisit = {
  readonly administrator: Administrator;
  readonly query: Parameters;
  readonly links: ConsoleLinks;
  /** For a form that posts to a screen: its path, and what its address carries. */
  form(path: string, parameters?: LinkParameters): ConsoleForm;
};

/** An administrator with a fresh proof sends a form of ours. */
export type ScreenChange = ScreenVisit & {
  readonly fields: Parameters;
  /** Whether a fresh proof was asked for before; `false` only where the form asks for a code (`asksForCode`). */
  readonly isProven: boolean;
};

export type ScreenPage = {
  readonly kind: 'page';
  readonly body: ComponentChildren;
  /** Where it differs from the screen's own. */
  readonly title?: string;
  /** Screens above this one, the overview left out. */
  readonly breadcrumbs?: readonly Crumb[];
  /** Links and buttons beside the title. */
  readonly actions?: ComponentChildren;
  readonly message?: Message | undefined;
  /** 200, or 400 where a form comes back with errors. */
  readonly status?: 200 | 400 | 404 | 409;
};

export type ScreenAnswer =
  | ScreenPage
  /** After a change: the browser comes back with GET, so that a reload repeats nothing. */
  | { readonly kind: 'redirect'; readonly to: SafePath }
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly contentType: string;
      /** Long files come in pieces, and are sent as the browser takes them. */
      readonly content: string | AsyncIterable<string>;
    };

export type Screen = {
  /** Below `/admin`, without parameters: people and records are named in the query. `/` is the overview. */
  readonly path: string;
  readonly title: string;
  /** Its place in the side bar; absent for screens that another one leads to. */
  readonly navigation?: { readonly group: NavigationGroup; readonly label: string };
  /** Of the screen that the side bar marks while this one is open. */
  readonly under?: string;
  /** Whether looking wants a fresh proof as well: where a form that somebody fills in would be lost on the way to one. */
  readonly wantsFreshProof?: boolean;
  /**
   * Whether the form itself asks this administrator for a code of theirs. Then no other proof is asked for, and `post` has
   * to look at the code (`ScreenChange.isProven`).
   */
  readonly asksForCode?: (administrator: Administrator) => Promise<boolean>;
  readonly get: (visit: ScreenVisit) => Promise<ScreenAnswer>;
  readonly post?: (change: ScreenChange) => Promise<ScreenAnswer>;
};
