import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type AuditFilter, isAddressFilter } from '../../proxy/audit/index.ts';
import { type Command, exitCodes, UsageError } from './command.ts';
import { parseOptions, parseTime } from './parse-options.ts';

const string = { type: 'string' } as const;
const options = {
  ...{ format: string, out: string, from: string, to: string },
  ...{ user: string, actor: string, type: string, outcome: string, address: string },
};

export const auditExport: Command = {
  name: 'audit export',
  options:
    '--format csv|jsonl [--out FILE] [--from TIME] [--to TIME] [--user NAME] [--actor NAME] [--type PATTERN] [--outcome success|failure] [--address ADDRESS|CIDR]',
  summary: 'copies the audit; jsonl without a person or type can be verified by itself',
  examples: [
    'audit export --format jsonl --out audit.jsonl',
    'audit export --format csv --user alice --from 2026-11-01',
  ],
  run: async (args, { site, print, remark }) => {
    const given = parseOptions(args, options);
    const { format } = given;
    if (format !== 'csv' && format !== 'jsonl') throw new UsageError('--format: csv or jsonl');
    const { outcome, address, user, actor, type } = given;
    if (outcome !== undefined && outcome !== 'success' && outcome !== 'failure') {
      throw new UsageError('--outcome: success or failure');
    }
    if (address !== undefined && !isAddressFilter(address))
      throw new UsageError('--address: an address or CIDR');
    const times = { from: parseTime('from', given.from), to: parseTime('to', given.to) };
    const filter: AuditFilter = { user, actor, type, outcome, address, ...times };
    const { exporting } = await site();
    const origin = { actor: undefined, address: 'local', requestId: 'command line' };
    const pieces = exporting.pieces({ format, filter, ...origin });
    if (given.out === undefined) {
      for await (const piece of pieces) await print(piece);
      return exitCodes.ok;
    }
    // Names and addresses of people: for the one who asked for it, and never over something that is there.
    await pipeline(Readable.from(pieces), createWriteStream(given.out, { mode: 0o600, flags: 'wx' }));
    remark(`written to ${given.out}`);
    return exitCodes.ok;
  },
};
