import { isIP } from 'node:net';
import type { AuditHead, AuditRow } from './audit-row.ts';
import type { Checkpoint } from './checkpoint.ts';

/** What is asked for; all of it has to hold. */
export type AuditFilter = {
  /** A user key, or a name in any case: as the one it happened to, or the one who did it. */
  readonly user?: string | undefined;
  /** The same, only as the one who did it. */
  readonly actor?: string | undefined;
  /** `login.*` with `*` for anything; with `!` in front everything else. */
  readonly type?: string | undefined;
  readonly outcome?: 'success' | 'failure' | undefined;
  /** An address, or a range as CIDR. */
  readonly address?: string | undefined;
  /** From then on. */
  readonly from?: Date | undefined;
  /** Before then. */
  readonly to?: Date | undefined;
};

export type AuditPage = {
  /** Latest first. */
  readonly rows: readonly AuditRow[];
  /** For the next page (`beforeId`); undefined: there is none. */
  readonly next: number | undefined;
};

/** A part of the chain without gaps. */
export type AuditRange = {
  readonly firstSeq: number;
  /** Absent: to the end. */
  readonly lastSeq?: number | undefined;
};

export interface AuditSearch {
  search(filter: AuditFilter, limit: number, beforeId?: number): Promise<AuditPage>;
  /** Oldest first, read some at a time: the whole may take as long as it likes. */
  stream(filter: AuditFilter): AsyncIterable<AuditRow>;
  /** The chain itself, oldest first. */
  chain(range: AuditRange): AsyncIterable<AuditRow>;
  /**
   * The part of the chain in which everything between two times is, and a little more at its ends. What stood in an
   * open transaction for long is where it was committed, not where its time is.
   */
  rangeOf(from: Date | undefined, to: Date | undefined): Promise<AuditRange>;
  find(seq: number): Promise<AuditHead | undefined>;
  head(): Promise<AuditHead | undefined>;
  /** By their rows, ascending. */
  checkpoints(range: AuditRange): Promise<readonly Checkpoint[]>;
  /** Keys of all people with an enrollment now. */
  enrolled(): Promise<ReadonlySet<string>>;
}

/** Whether a filter's `address` can be understood; what cannot finds nothing. */
export function isAddressFilter(text: string): boolean {
  const [address = '', bits] = text.split(/\/(.*)/s);
  const version = isIP(address);
  if (version === 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** Which of the types a pattern means. */
export function typeMatcher(pattern: string): (type: string) => boolean {
  const isNot = pattern.startsWith('!');
  const parts = (isNot ? pattern.slice(1) : pattern)
    .split('*')
    .map((part) => part.replace(/[^\w-]/g, '\\$&'));
  const wanted = new RegExp(`^${parts.join('.*')}$`, 's');
  return (type) => wanted.test(type) !== isNot;
}
