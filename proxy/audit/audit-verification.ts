import type { AuditChain } from './audit-chain.ts';
import { bodyDigest } from './audit-digest.ts';
import type { AuditHeadFile } from './audit-head-file.ts';
import { type ExportHeader, parseExportLine } from './audit-json-lines.ts';
import type { AuditHead, AuditRow } from './audit-row.ts';
import type { AuditSearch } from './audit-search.ts';
import type { AuditPublicKey, Checkpoint, CheckpointSigner } from './checkpoint.ts';
import { AuditedEnrollments, type EnrollmentDifference } from './reconcile.ts';
import { type ChainReport, verifyChain } from './verify-chain.ts';

export type VerifyOptions = {
  /** Heads that were written down elsewhere. */
  readonly heads: readonly AuditHead[];
  readonly publicKeys: readonly AuditPublicKey[];
};

export type SiteReport = ChainReport & { readonly enrollments: readonly EnrollmentDifference[] };
export type ExportReport = ChainReport & { readonly header: ExportHeader };

export type SiteAudit = {
  readonly search: AuditSearch;
  readonly chain: AuditChain;
  readonly signer: CheckpointSigner;
  readonly headFile: AuditHeadFile;
  /** Between looking for the second time at what did not fit: the gate writes first and audits then. */
  readonly pause: () => Promise<void>;
};

/** Verifies the whole chain of a site, against what this machine remembers and against who is enrolled. */
export async function verifySite(site: SiteAudit, options: VerifyOptions): Promise<SiteReport> {
  const { search, chain, signer, headFile } = site;
  while ((await chain.chainStaged()) > 0);
  const remembered = headFile.read();
  // Before the rows: what is signed meanwhile must not look like a row that is missing.
  const checkpoints = await search.checkpoints({ firstSeq: 1 });
  const enrollments = new AuditedEnrollments();
  const report = await verifyChain({
    rows: seen(search.chain({ firstSeq: 1 }), enrollments),
    ...{ checkpoints, toEnd: true },
    publicKeys: [...signer.publicKeys, ...options.publicKeys],
    expectedHeads: [...options.heads, ...(remembered === undefined ? [] : [remembered])],
  });
  return { ...report, enrollments: await differences(site, enrollments, report.head?.seq ?? 0) };
}

async function differences(
  { search, chain, pause }: SiteAudit,
  enrollments: AuditedEnrollments,
  lastSeq: number,
): Promise<readonly EnrollmentDifference[]> {
  if (enrollments.differences(await search.enrolled()).length === 0) return [];
  await pause();
  const enrolled = await search.enrolled();
  await pause();
  while ((await chain.chainStaged()) > 0);
  for await (const row of search.chain({ firstSeq: lastSeq + 1 })) enrollments.see(row);
  return enrollments.differences(enrolled);
}

async function* seen(
  rows: AsyncIterable<AuditRow>,
  enrollments: AuditedEnrollments,
): AsyncGenerator<AuditRow> {
  for await (const row of rows) {
    enrollments.see(row);
    yield row;
  }
}

/**
 * Verifies an export, from itself alone. Without keys of one's own the header's are believed: then it is shown that
 * the export fits together, not who made it.
 *
 * @param lines opens the export; asked for twice, since what vouches for the rows comes after them
 * @throws when it is not an export, or not a whole one
 */
export async function verifyExport(
  lines: () => AsyncIterable<string>,
  { heads, publicKeys }: VerifyOptions,
): Promise<ExportReport> {
  const { header, checkpoints } = await readFrame(lines());
  const keys = publicKeys.length > 0 ? publicKeys : header.publicKeys;
  if (header.chain === undefined) return { ...(await verifyPart(rowsOf(lines()))), header };
  const { firstSeq, lastSeq, previousHash, toEnd } = header.chain;
  // Where the part claims to end: rows that are missing there are missed.
  const report = await verifyChain({
    ...{ rows: rowsOf(lines()), checkpoints, publicKeys: keys, firstSeq, previousHash, toEnd },
    expectedHeads: heads,
  });
  const last = report.head?.seq ?? firstSeq - 1;
  if (last >= lastSeq) return { ...report, header };
  const text = `the export says that it goes to row ${lastSeq}, and ends at row ${last}`;
  return { ...report, findings: [...report.findings, { kind: 'cut_end', seq: lastSeq, text }], header };
}

async function readFrame(lines: AsyncIterable<string>) {
  let header: ExportHeader | undefined;
  const checkpoints: Checkpoint[] = [];
  let [number, rows, isWhole] = [0, 0, false];
  for await (const content of lines) {
    number += 1;
    const line = parseExportLine(content, number);
    if (isWhole || (number === 1) !== 'header' in line)
      throw new Error(`line ${number} does not belong there`);
    if ('header' in line) header = line.header;
    else if ('checkpoint' in line) checkpoints.push(line.checkpoint);
    else if ('row' in line) rows += 1;
    else isWhole = line.end.rows === rows;
  }
  if (header === undefined || !isWhole) throw new Error('the export is not whole: its end is missing');
  return { header, checkpoints };
}

async function* rowsOf(lines: AsyncIterable<string>): AsyncGenerator<AuditRow> {
  let number = 0;
  for await (const content of lines) {
    number += 1;
    const line = parseExportLine(content, number);
    if ('row' in line) yield line.row;
  }
}

/** Of single rows no more can be said than that each fits its own digest. */
async function verifyPart(rows: AsyncIterable<AuditRow>): Promise<ChainReport> {
  const findings: ChainReport['findings'][number][] = [];
  let [count, prunedRows] = [0, 0];
  for await (const row of rows) {
    count += 1;
    if (row.prunedAt !== null) prunedRows += 1;
    else if (bodyDigest(row) !== row.bodyDigest) {
      findings.push({ kind: 'changed_row', seq: row.seq, text: `row ${row.seq} was changed` });
    }
  }
  const notes = ['a part by person or type: that nothing is left out, and the order, cannot be shown'];
  const unknown = { first: undefined, head: undefined, signedUpTo: undefined };
  return { findings, notes, rows: count, prunedRows, ...unknown };
}
