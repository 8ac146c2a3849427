import { z } from 'zod';
import type { AuditRow } from './audit-row.ts';
import type { Checkpoint } from './checkpoint.ts';

const text = z.string();
const number = z.number().int().nonnegative();
const hex = z.string().regex(/^[0-9a-f]{64}$/);
const rowSchema = z.strictObject({
  ...{ seq: number, at: text, type: text, outcome: text, reason: text },
  ...{ actorKey: text.nullable(), actorName: text.nullable() },
  ...{ targetKey: text.nullable(), targetName: text.nullable() },
  ...{ address: text, requestId: text, salt: text.nullable() },
  ...{ bodyDigest: hex, hash: hex, prunedAt: text.nullable() },
});
const checkpointSchema = z.strictObject({ seq: number, hash: hex, at: text, keyId: text, signature: text });
const headerSchema = z.strictObject({
  format: z.literal('two-step-gate audit'),
  version: z.literal(1),
  site: text,
  exportedAt: text,
  publicKeys: z.array(z.strictObject({ keyId: text, publicKey: text })),
  /** The hash of the row before the first one; of the whole chain 64 zeros. */
  chain: z
    .strictObject({ firstSeq: number, lastSeq: number, previousHash: hex, toEnd: z.boolean() })
    /** Absent where only some rows were asked for: their order and completeness cannot be shown. */
    .optional(),
});
const endSchema = z.strictObject({ rows: number });
const lineSchema = z.union([
  z.strictObject({ header: headerSchema }),
  z.strictObject({ row: rowSchema }),
  z.strictObject({ checkpoint: checkpointSchema }),
  z.strictObject({ end: endSchema }),
]);

export type ExportHeader = z.output<typeof headerSchema>;
export type ExportLine = z.output<typeof lineSchema>;

/** One JSON object a line: a header, the rows, the checkpoints that vouch for them, and the end. */
export async function* auditJsonLines(
  header: ExportHeader,
  rows: AsyncIterable<AuditRow>,
  checkpoints: () => Promise<readonly Checkpoint[]>,
): AsyncGenerator<string> {
  const line = (content: ExportLine) => `${JSON.stringify(content)}\n`;
  yield line({ header });
  let count = 0;
  for await (const row of rows) {
    count += 1;
    yield line({ row });
  }
  for (const checkpoint of await checkpoints()) yield line({ checkpoint });
  yield line({ end: { rows: count } });
}

/** @throws when a line is none of an export: then nothing can be said about the rest */
export function parseExportLine(content: string, lineNumber: number): ExportLine {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    throw new Error(`line ${lineNumber} is not JSON`);
  }
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) throw new Error(`line ${lineNumber} is not a line of an export of the audit`);
  return parsed.data;
}
