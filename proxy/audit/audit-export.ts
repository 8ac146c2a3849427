import type { Clock } from '../kernel/clock.ts';
import type { AuditLog, Person } from './audit.ts';
import type { AuditChain } from './audit-chain.ts';
import { auditCsv } from './audit-csv.ts';
import { noHash } from './audit-digest.ts';
import { auditJsonLines, type ExportHeader } from './audit-json-lines.ts';
import type { AuditFilter, AuditSearch } from './audit-search.ts';
import type { CheckpointSigner } from './checkpoint.ts';
import type { CheckpointWriter } from './checkpoint-writer.ts';

export type ExportRequest = {
  readonly format: 'csv' | 'jsonl';
  readonly filter: AuditFilter;
  readonly actor: Person | undefined;
  readonly address: string;
  readonly requestId: string;
};

export type ExportParts = {
  readonly search: AuditSearch;
  readonly chain: AuditChain;
  readonly checkpoints: CheckpointWriter;
  readonly signer: CheckpointSigner;
  readonly audit: AuditLog;
  readonly clock: Clock;
  /** The origin that browsers see. */
  readonly site: string;
};

/** Copies of the audit for people and for auditors. That one was made stands in the audit, and in the copy. */
export class AuditExport {
  readonly #parts: ExportParts;

  constructor(parts: ExportParts) {
    this.#parts = parts;
  }

  /** Pieces of text; nothing is kept in memory but some rows. */
  async *pieces({ format, filter, ...who }: ExportRequest): AsyncGenerator<string> {
    const { audit, chain, search } = this.#parts;
    while ((await chain.chainStaged()) > 0);
    const event = { type: 'audit.exported', outcome: 'success', reason: format, target: undefined } as const;
    await audit.record({ ...event, ...who });
    switch (format) {
      case 'csv':
        yield* auditCsv(search.stream(filter));
        return;
      case 'jsonl':
        yield* this.#jsonLines(filter);
        return;
      default:
        format satisfies never;
    }
  }

  async *#jsonLines({ from, to, ...rest }: AuditFilter): AsyncGenerator<string> {
    const { search, checkpoints } = this.#parts;
    const isPart = Object.values(rest).some((value) => value !== undefined);
    if (isPart) {
      yield* auditJsonLines(this.#header(undefined), search.stream({ from, to, ...rest }), async () => []);
      return;
    }
    await checkpoints.write(0);
    const range = await search.rangeOf(from, to);
    const head = (await search.head())?.seq ?? 0;
    const lastSeq = Math.min(range.lastSeq ?? head, head);
    const chain = {
      ...{ firstSeq: range.firstSeq, lastSeq, toEnd: range.lastSeq === undefined },
      previousHash: (await search.find(range.firstSeq - 1))?.hash ?? noHash,
    };
    // A checkpoint after the last row that was asked for still vouches for nothing that is left out.
    const part = { firstSeq: range.firstSeq, lastSeq };
    yield* auditJsonLines(this.#header(chain), search.chain(part), () => search.checkpoints(part));
  }

  #header(chain: ExportHeader['chain']): ExportHeader {
    const { signer, clock, site } = this.#parts;
    return {
      ...{ format: 'two-step-gate audit', version: 1, site, exportedAt: new Date(clock()).toISOString() },
      publicKeys: signer.publicKeys.map((key) => ({ ...key })),
      ...(chain !== undefined && { chain }),
    };
  }
}
