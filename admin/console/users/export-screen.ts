import type { AuditLog } from '../../../proxy/audit/index.ts';
import type { Factors } from '../../../proxy/authenticators/index.ts';
import { originOf } from '../../../proxy/http/browser-name.ts';
import type { PeopleMirror } from '../../../proxy/people/index.ts';
import type { Screen } from '../screen.ts';
import type { PersonDesk } from '../user/index.ts';
import { peopleCsv } from './people-csv.ts';
import { filterWords, readUsersQuery, toPeopleQuery } from './users-query.ts';
import { methodsOf } from './users-screen.tsx';

export type ExportParts = {
  readonly desk: PersonDesk;
  readonly mirror: Pick<PeopleMirror, 'stream'>;
  readonly factors: Pick<Factors, 'all' | 'codesLeft'>;
  readonly audit: AuditLog;
};

/** The list as it is filtered, whole. Written into the audit before the first line goes out. */
export function createExportScreen({ desk, mirror, factors, audit }: ExportParts): Screen {
  return {
    path: '/users/export',
    title: 'Export',
    under: '/users',
    get: async ({ query, administrator }) => {
      const people = toPeopleQuery(readUsersQuery(query, methodsOf(factors)));
      const { address, requestId } = originOf(administrator.scope);
      await audit.record({
        ...{ type: 'people.exported', outcome: 'success', reason: filterWords(people) },
        ...{ actor: administrator.person, target: undefined, address, requestId },
      });
      const day = new Date(desk.moment.now).toISOString().slice(0, 10);
      return {
        ...{
          kind: 'file',
          name: `two-step-users-${day}.csv`,
          contentType: 'text/csv; charset=utf-8; header=present',
        },
        content: peopleCsv(mirror.stream(people, desk.moment), (keys) => factors.codesLeft(keys)),
      };
    },
  };
}
