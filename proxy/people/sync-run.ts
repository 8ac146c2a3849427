/**
 * Where a synchronization stands, so that another gate can go on with it.
 *
 * `people`: pages of the user search for a text. Where Jira cuts a search off, the texts that begin with it are asked
 * for instead, so there is a list of those still to come.
 * `groups`: names of groups, in the same way. `members`: of the group at that place in the list of names.
 * `missing`: people of whom nothing was heard, one by one.
 */
export type SyncPosition =
  | { readonly phase: 'people'; readonly texts: readonly string[]; readonly startAt: number }
  | { readonly phase: 'groups'; readonly texts: readonly string[]; readonly names: readonly string[] }
  | { readonly phase: 'members'; readonly names: readonly string[]; readonly startAt: number }
  | { readonly phase: 'missing' };

/** `interrupted`: will be gone on with. `refused`: Jira does not let these credentials ask. */
export type SyncState = 'running' | 'interrupted' | 'refused' | 'finished';

export type SyncRun = {
  readonly state: SyncState;
  readonly startedAt: Date;
  readonly finishedAt: Date | undefined;
  readonly position: SyncPosition;
  readonly peopleRead: number;
  readonly groupsRead: number;
  /** What went wrong, in a few words; empty where nothing did. */
  readonly error: string;
  /** Whether a gate is at work on it, so that nobody else may begin. */
  readonly heldUntil: Date | undefined;
};

export type SyncProgress = Pick<SyncRun, 'position' | 'peopleRead' | 'groupsRead'>;

export type SyncEnd = {
  readonly state: 'interrupted' | 'refused' | 'finished';
  readonly error: string;
};

/**
 * The latest synchronization, over all gates. Whoever holds it goes on with it, and holds it by saying so again.
 * Every method throws AppError `store_unavailable` when the database does not answer.
 */
export interface PeopleSyncRuns {
  latest(): Promise<SyncRun | undefined>;
  /**
   * Takes hold of the latest run that did not come to its end, or begins a new one; `undefined` when another gate holds
   * it, or when one finished or was refused after `unlessSince`. A run that began before `freshSince` is begun anew.
   */
  claim(wish: {
    readonly owner: string;
    readonly now: Date;
    readonly holdUntil: Date;
    readonly freshSince: Date;
    readonly unlessSince: Date | undefined;
  }): Promise<SyncRun | undefined>;
  /** `false` when somebody else holds it by now. */
  progress(owner: string, holdUntil: Date, progress: SyncProgress): Promise<boolean>;
  end(owner: string, at: Date, end: SyncEnd): Promise<void>;
}
