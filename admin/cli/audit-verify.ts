import { open } from 'node:fs/promises';
import {
  type AuditHead,
  type AuditPublicKey,
  type ChainReport,
  type EnrollmentDifference,
  formatHead,
  parseHead,
  readPublicKey,
  verifyExport,
  verifySite,
} from '../../proxy/audit/index.ts';
import { type Command, type CommandContext, exitCodes, UsageError } from './command.ts';
import { parseOptions } from './parse-options.ts';

const options = {
  'from-export': { type: 'string' },
  head: { type: 'string', multiple: true },
  'public-key': { type: 'string', multiple: true },
} as const;

/** Longer than the gate takes between doing something and writing it down. */
const secondLookAfter = 1_500;

export const auditVerify: Command = {
  name: 'audit verify',
  options: '[--from-export FILE] [--head SEQ:HASH]… [--public-key KEY]…',
  summary: 'checks that nothing in the audit was changed, taken out or cut off',
  examples: ['audit verify', 'audit verify --from-export audit.jsonl'],
  run: async (args, context) => {
    const given = parseOptions(args, options);
    const wanted = {
      heads: (given.head ?? []).map(toHead),
      publicKeys: (given['public-key'] ?? []).map(toKey),
    };
    const file = given['from-export'];
    if (file !== undefined) {
      const report = await verifyExport(() => linesOf(file), wanted);
      if (wanted.publicKeys.length === 0) {
        context.remark(
          `Believing the keys in the export (${report.header.publicKeys.map(({ keyId }) => keyId).join(', ')}): compare them with those of "two-step audit key", or give --public-key.`,
        );
      }
      return tell(report, [], context);
    }
    const { search, chain, signer, headFile } = await context.site();
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve, secondLookAfter));
    const report = await verifySite({ search, chain, signer, headFile, pause }, wanted);
    return tell(report, report.enrollments, context);
  },
};

function toHead(text: string): AuditHead {
  const head = parseHead(text);
  if (head === undefined) throw new UsageError('--head: a number, a colon and 64 hexadecimal digits');
  return head;
}

function toKey(text: string): AuditPublicKey {
  try {
    return readPublicKey(text);
  } catch {
    throw new UsageError('--public-key: as "two-step audit key" prints it');
  }
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const file = await open(path);
  try {
    yield* file.readLines();
  } finally {
    await file.close();
  }
}

async function tell(
  report: ChainReport,
  enrollments: readonly EnrollmentDifference[],
  { json, print }: CommandContext,
): Promise<number> {
  const isWhole = report.findings.length === 0 && enrollments.length === 0;
  if (json) {
    await print(`${JSON.stringify({ ok: isWhole, ...report, enrollments })}\n`);
    return isWhole ? exitCodes.ok : exitCodes.found;
  }
  const { rows, prunedRows, head, signedUpTo, findings, notes } = report;
  const lines = [
    ...findings.map(({ text }) => `FOUND  ${text}`),
    ...enrollments.map((one) => `FOUND  ${differenceText(one)}`),
    ...notes.map((note) => `note   ${note}`),
    `${rows} rows${prunedRows > 0 ? `, ${prunedRows} of them emptied by retention` : ''}; signed up to row ${signedUpTo ?? 'none'}`,
    ...(head === undefined ? [] : [`head   ${formatHead(head)}`]),
    isWhole ? 'The audit is whole.' : 'The audit is not whole.',
  ];
  await print(`${lines.join('\n')}\n`);
  return isWhole ? exitCodes.ok : exitCodes.found;
}

function differenceText({ kind, userKey, name, seq }: EnrollmentDifference): string {
  const person = name === undefined ? userKey : `${name} (${userKey})`;
  switch (kind) {
    case 'gone_without_audit':
      return `the enrollment of ${person} is gone; the audit knows of no removal since row ${seq}`;
    case 'there_without_audit':
      return `${person} has an enrollment that the audit knows nothing of`;
    default:
      return kind satisfies never;
  }
}
