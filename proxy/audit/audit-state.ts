import type { AuditChain } from './audit-chain.ts';
import type { AuditHeadFile } from './audit-head-file.ts';
import type { AuditRange, AuditSearch } from './audit-search.ts';
import { type Checkpoint, type CheckpointSigner, checkpointVerifier } from './checkpoint.ts';
import { type ChainReport, verifyChain } from './verify-chain.ts';

export type AuditInspection = {
  readonly search: AuditSearch;
  readonly chain: AuditChain;
  readonly signer: CheckpointSigner;
  readonly headFile: AuditHeadFile;
};

/** How the end of the chain stands, as far as one look tells. */
export type AuditState =
  | { readonly kind: 'empty' }
  /** Nothing was signed yet. */
  | { readonly kind: 'unsigned'; readonly rows: number }
  | { readonly kind: 'signed'; readonly checkpoint: Checkpoint; readonly rowsAfter: number }
  /** `text` is for people. */
  | { readonly kind: 'broken'; readonly text: string };

/** Compares the last signature, and what this machine remembers, with the chain. Reads single rows. */
export async function readAuditState({
  search,
  chain,
  signer,
  headFile,
}: AuditInspection): Promise<AuditState> {
  const remembered = headFile.read();
  // Before the head: what is signed meanwhile must not lie beyond it.
  const checkpoint = await chain.latestCheckpoint();
  const head = await search.head();
  if (remembered !== undefined && (await chain.hashAt(remembered.seq)) !== remembered.hash) {
    return {
      kind: 'broken',
      text: `This machine remembers row ${remembered.seq} otherwise, or the audit ends before it.`,
    };
  }
  if (checkpoint === undefined) {
    return head === undefined ? { kind: 'empty' } : { kind: 'unsigned', rows: head.seq };
  }
  const { seq } = checkpoint;
  const check = checkpointVerifier(signer.publicKeys)(checkpoint);
  if (check === 'forged') return { kind: 'broken', text: `The signature of row ${seq} is not the gate’s.` };
  if (check === 'unknown_key') return { kind: 'broken', text: `Row ${seq} is signed with an unknown key.` };
  if (head === undefined || (await chain.hashAt(seq)) !== checkpoint.hash) {
    return { kind: 'broken', text: `Row ${seq} is not the one that was signed.` };
  }
  return { kind: 'signed', checkpoint, rowsAfter: head.seq - seq };
}

export type PartReport = ChainReport & {
  readonly asked: { readonly firstSeq: number; readonly lastSeq: number };
  /** The part that was looked at: the latest rows of what was asked for, where that was too much for one look. */
  readonly part: { readonly firstSeq: number; readonly lastSeq: number };
};

/** As many rows as are hashed while somebody waits. */
export const mostRowsWaitedFor = 5_000;

/** How far beyond the end a signature is looked for, so that it vouches for the last rows as well. */
const mostBeyond = 1_000;

/**
 * Verifies a part of the chain, `most` rows at most. Where a signature follows soon, the part goes on to it.
 * Answers undefined where there is no row.
 */
export async function verifyPart(
  { search, chain, signer, headFile }: AuditInspection,
  range: AuditRange,
  most: number,
): Promise<PartReport | undefined> {
  while ((await chain.chainStaged()) > 0);
  const head = (await search.head())?.seq ?? 0;
  const asked = {
    firstSeq: Math.max(1, range.firstSeq),
    lastSeq: Math.min(head, range.lastSeq ?? head),
  };
  if (asked.lastSeq < asked.firstSeq) return undefined;
  const firstSeq = Math.max(asked.firstSeq, asked.lastSeq - most + 1);
  const beyond = { firstSeq: asked.lastSeq, lastSeq: Math.min(head, asked.lastSeq + mostBeyond) };
  const [next] = await search.checkpoints(beyond);
  const part = { firstSeq, lastSeq: next?.seq ?? asked.lastSeq };
  const remembered = headFile.read();
  const isInside = remembered !== undefined && remembered.seq >= firstSeq && remembered.seq <= part.lastSeq;
  const report = await verifyChain({
    rows: search.chain(part),
    checkpoints: await search.checkpoints(part),
    publicKeys: signer.publicKeys,
    previousHash: firstSeq === 1 ? undefined : (await search.find(firstSeq - 1))?.hash,
    ...{ firstSeq, toEnd: false },
    expectedHeads: isInside ? [remembered] : [],
  });
  const last = report.head?.seq ?? 0;
  if (last >= part.lastSeq) return { ...report, asked, part };
  const missing = { kind: 'missing_rows', seq: last + 1, text: `rows after ${last} are missing` } as const;
  return { ...report, findings: [...report.findings, missing], asked, part };
}
