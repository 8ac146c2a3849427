import { bodyDigest, chainHash, noHash } from './audit-digest.ts';
import type { AuditHead, AuditRow } from './audit-row.ts';
import { type AuditPublicKey, type Checkpoint, checkpointVerifier } from './checkpoint.ts';
import { PrunedRows } from './pruned-rows.ts';

export type ChainFinding = {
  readonly kind:
    | 'changed_row'
    | 'changed_hash'
    | 'missing_rows'
    | 'wrong_order'
    | 'cut_end'
    | 'rewritten'
    | 'forged_checkpoint'
    | 'unknown_key'
    | 'emptied_row';
  readonly seq: number;
  /** For people. */
  readonly text: string;
};

export type ChainReport = {
  readonly findings: readonly ChainFinding[];
  /** What could not be judged, and is no proof of anything. */
  readonly notes: readonly string[];
  readonly rows: number;
  readonly prunedRows: number;
  readonly first: number | undefined;
  readonly head: AuditHead | undefined;
  /** The last row that a signature vouches for. */
  readonly signedUpTo: number | undefined;
};

export type ChainToVerify = {
  /** Ascending. */
  readonly rows: AsyncIterable<AuditRow> | Iterable<AuditRow>;
  readonly checkpoints: readonly Checkpoint[];
  readonly publicKeys: readonly AuditPublicKey[];
  /** Of a part: the hash of the row before the first one. */
  readonly previousHash?: string | undefined;
  readonly firstSeq?: number | undefined;
  /** Whether the rows end where the chain ends: then a checkpoint beyond them is a cut. */
  readonly toEnd: boolean;
  /** Heads that are known from elsewhere: written down, in a log, in `audit-head`. */
  readonly expectedHeads?: readonly AuditHead[] | undefined;
};

/** More than anybody reads; the first ones say what happened. */
const mostFindings = 100;

/**
 * Checks a chain from its rows alone: each row's digest, each hash against the one before, the numbers, what was
 * pruned, and the heads that were signed or written down. Never throws for a wrong chain.
 */
export async function verifyChain(chain: ChainToVerify): Promise<ChainReport> {
  const check = new ChainCheck(chain);
  for await (const row of chain.rows) check.next(row);
  return check.end();
}

class ChainCheck {
  readonly #chain: ChainToVerify;
  readonly #findings: ChainFinding[] = [];
  readonly #notes: string[] = [];
  readonly #pruned = new PrunedRows();
  /** Heads still to be met, by their number. */
  readonly #awaited = new Map<number, { readonly hash: string; readonly from: string }[]>();
  #expectedSeq: number;
  #hash: string;
  #rows = 0;
  #signedUpTo: number | undefined;
  #first: number | undefined;
  readonly #signed = new Set<number>();

  constructor(chain: ChainToVerify) {
    this.#chain = chain;
    this.#expectedSeq = chain.firstSeq ?? 1;
    this.#hash = chain.previousHash ?? noHash;
    this.#readCheckpoints();
    for (const head of chain.expectedHeads ?? []) this.#await(head, 'a head that was written down');
  }

  #await({ seq, hash }: AuditHead, from: string): void {
    this.#awaited.set(seq, [...(this.#awaited.get(seq) ?? []), { hash, from }]);
  }

  #find(kind: ChainFinding['kind'], seq: number, text: string): void {
    if (this.#findings.length < mostFindings) this.#findings.push({ kind, seq, text });
  }

  #readCheckpoints(): void {
    const verify = checkpointVerifier(this.#chain.publicKeys);
    const judged = this.#chain.checkpoints.map((one) => ({ one, check: verify(one) }));
    // A later one that is right vouches for all that an unknown key signed before it.
    const lastRight = judged.reduce(
      (last, { one, check }) => (check === 'right' ? Math.max(last, one.seq) : last),
      0,
    );
    for (const { one, check } of judged) {
      if (check === 'forged') {
        this.#find(
          'forged_checkpoint',
          one.seq,
          `the checkpoint of row ${one.seq} is not signed by the gate`,
        );
        continue;
      }
      if (check === 'unknown_key' && one.seq > lastRight) {
        this.#find(
          'unknown_key',
          one.seq,
          `the checkpoint of row ${one.seq} is signed by ${one.keyId}, not a known key`,
        );
      }
      if (check === 'right') this.#signed.add(one.seq);
      this.#await(one, 'a checkpoint');
    }
  }

  next(row: AuditRow): void {
    this.#rows += 1;
    this.#first ??= row.seq;
    this.#checkNumber(row);
    this.#checkBody(row);
    const expected = chainHash(row, this.#hash);
    if (row.hash !== expected) {
      this.#find('changed_hash', row.seq, `row ${row.seq} does not follow from the row before it`);
    }
    // Goes on from what is stored, so that one change is one finding.
    this.#hash = row.hash;
    this.#expectedSeq = row.seq + 1;
    this.#meet(row);
  }

  #checkNumber({ seq }: AuditRow): void {
    if (seq === this.#expectedSeq) return;
    if (seq < this.#expectedSeq) {
      this.#find('wrong_order', seq, `row ${seq} stands after row ${this.#expectedSeq - 1}`);
      return;
    }
    const last = seq - 1;
    const which = last === this.#expectedSeq ? `row ${last}` : `rows ${this.#expectedSeq} to ${last}`;
    this.#find('missing_rows', this.#expectedSeq, `${which} missing`);
  }

  #checkBody(row: AuditRow): void {
    const problem = this.#pruned.see(row);
    if (problem !== undefined) this.#find('emptied_row', row.seq, problem);
    if (row.prunedAt === null && bodyDigest(row) !== row.bodyDigest) {
      this.#find('changed_row', row.seq, `row ${row.seq} (${row.type}, ${row.at}) was changed`);
    }
  }

  #meet({ seq, hash }: AuditRow): void {
    for (const head of this.#awaited.get(seq) ?? []) {
      if (head.hash === hash) continue;
      this.#find(
        'rewritten',
        seq,
        `row ${seq} is not the one that ${head.from} knows: the chain was rewritten`,
      );
    }
    this.#awaited.delete(seq);
    if (this.#signed.has(seq)) this.#signedUpTo = seq;
  }

  end(): ChainReport {
    const last = this.#expectedSeq - 1;
    for (const [seq, heads] of this.#awaited) this.#missed(seq, last, heads[0]?.from ?? '');
    for (const { type, seq } of this.#pruned.uncovered()) {
      const text = `row ${seq} (${type}) was emptied, and no audit.pruned event covers it`;
      if (this.#chain.toEnd) this.#find('emptied_row', seq, text);
      else this.#notes.push(`${text} in this part`);
    }
    if (this.#signedUpTo === undefined && this.#rows > 0) {
      this.#notes.push('no checkpoint vouches for these rows: whoever has the database could have made them');
    }
    return {
      findings: this.#findings,
      notes: this.#notes,
      rows: this.#rows,
      prunedRows: this.#pruned.count,
      first: this.#first,
      head: this.#rows === 0 ? undefined : { seq: last, hash: this.#hash },
      signedUpTo: this.#signedUpTo,
    };
  }

  #missed(seq: number, last: number, from: string): void {
    if (seq > last && this.#chain.toEnd) {
      this.#find('cut_end', seq, `${from} knows row ${seq}; the chain ends at row ${last}`);
    } else if (seq > last || seq < (this.#first ?? 1)) {
      this.#notes.push(`${from} of row ${seq} is outside of this part`);
    }
  }
}
