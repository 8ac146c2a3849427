import type { Person } from '../audit/index.ts';

/** What administrators decide for the whole site. */
export type DocumentKind = 'policy' | 'settings';

export type SiteDocument = {
  readonly kind: DocumentKind;
  readonly version: number;
  /** As stored; whoever reads it checks its shape. */
  readonly document: unknown;
  readonly at: Date;
  readonly actorName: string;
  readonly comment: string;
};

export type NewSiteDocument = {
  readonly kind: DocumentKind;
  /** The version that was looked at when the change was made; 0 where there was none. */
  readonly basedOn: number;
  readonly document: unknown;
  /** Absent where the command line did it. */
  readonly actor: Person | undefined;
  readonly actorName: string;
  readonly comment: string;
};

/**
 * Documents with a history: a change is a new version, nothing is overwritten.
 * Every method throws AppError `store_unavailable` when the database does not answer.
 */
export interface SiteDocuments {
  latest(kind: DocumentKind): Promise<SiteDocument | undefined>;
  find(kind: DocumentKind, version: number): Promise<SiteDocument | undefined>;
  /** Latest first, below a version where one is given. */
  history(kind: DocumentKind, most: number, below?: number): Promise<readonly SiteDocument[]>;
  /** Answers the new version, or `undefined` when somebody else changed it meanwhile. */
  append(document: NewSiteDocument): Promise<number | undefined>;
}
