import type { AuditExport } from '../../../proxy/audit/index.ts';
import { originOf } from '../../../proxy/http/browser-name.ts';
import { AppError } from '../../../proxy/kernel/app-error.ts';
import type { Clock } from '../../../proxy/kernel/clock.ts';
import type { Screen } from '../screen.ts';
import { readAuditQuestion } from './audit-filter.ts';

const contentTypes = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' } as const;

/** What was found, as a file. That it was taken is an event itself. */
export function createAuditExportScreen(exporting: AuditExport, clock: Clock): Screen {
  return {
    path: '/audit/export',
    title: 'Audit export',
    under: '/audit',
    get: async ({ query, administrator }) => {
      const { filter, errors } = readAuditQuestion(query);
      const [wrong] = Object.keys(errors);
      if (wrong !== undefined) throw new AppError('bad_request', `parameter ${wrong} cannot be understood`);
      const format = query.choice('format', ['csv', 'jsonl'], 'csv');
      const { address, requestId } = originOf(administrator.scope);
      const day = new Date(clock()).toISOString().slice(0, 10);
      return {
        kind: 'file',
        name: `audit-${day}.${format}`,
        contentType: contentTypes[format],
        content: exporting.pieces({ format, filter, actor: administrator.person, address, requestId }),
      };
    },
  };
}
