import type { Factors } from '../../../proxy/authenticators/index.ts';
import { originOf } from '../../../proxy/http/browser-name.ts';
import type { PeopleExport } from '../../../proxy/people/index.ts';
import type { Screen } from '../screen.ts';
import type { PersonDesk } from '../user/index.ts';
import { readUsersQuery, toPeopleQuery } from './users-query.ts';
import { methodsOf } from './users-screen.tsx';

export type ExportParts = {
  readonly desk: PersonDesk;
  readonly factors: Pick<Factors, 'all'>;
  readonly exporting: PeopleExport;
};

/** The list as it is filtered, whole. Written into the audit before the first line goes out. */
export function createExportScreen({ desk, factors, exporting }: ExportParts): Screen {
  return {
    path: '/users/export',
    title: 'Export',
    under: '/users',
    get: async ({ query, administrator }) => {
      const content = await exporting.csv({
        query: toPeopleQuery(readUsersQuery(query, methodsOf(factors))),
        ...{ moment: desk.moment, actor: administrator.person, origin: originOf(administrator.scope) },
      });
      const day = new Date(desk.moment.now).toISOString().slice(0, 10);
      return {
        ...{
          kind: 'file',
          name: `two-step-users-${day}.csv`,
          contentType: 'text/csv; charset=utf-8; header=present',
        },
        content,
      };
    },
  };
}
