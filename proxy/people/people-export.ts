import type { AuditLog, Person } from '../audit/index.ts';
import { type CodesLeft, peopleCsv } from './people-csv.ts';
import type { PeopleMirror } from './people-mirror.ts';
import type { PeopleMoment, PeopleQuery } from './person-record.ts';

export type PeopleExportRequest = {
  readonly query: PeopleQuery;
  readonly moment: PeopleMoment;
  readonly actor: Person;
  readonly origin: { readonly address: string; readonly requestId: string };
};

/** A list of people as a file. Written into the audit before the first line goes out. */
export class PeopleExport {
  readonly #mirror: Pick<PeopleMirror, 'stream'>;
  readonly #audit: AuditLog;
  readonly #codesLeft: CodesLeft;

  constructor(parts: {
    readonly mirror: Pick<PeopleMirror, 'stream'>;
    readonly audit: AuditLog;
    readonly codesLeft: CodesLeft;
  }) {
    this.#mirror = parts.mirror;
    this.#audit = parts.audit;
    this.#codesLeft = parts.codesLeft;
  }

  /** Lines of CSV, piece by piece. @throws AppError `store_unavailable` */
  async csv({ query, moment, actor, origin }: PeopleExportRequest): Promise<AsyncGenerator<string>> {
    const { userKey, username } = actor;
    const { address, requestId } = origin;
    await this.#audit.record({
      ...{ type: 'people.exported', outcome: 'success', reason: filterWords(query) },
      ...{ actor: { userKey, username }, target: undefined, address, requestId },
    });
    return peopleCsv(this.#mirror.stream(query, moment), this.#codesLeft);
  }
}

/** For the audit: which list it was, in fixed words only. */
function filterWords({ text, filter, group, method }: PeopleQuery): string {
  return [
    filter.replaceAll('_', ' '),
    ...(text === undefined || text === '' ? [] : ['a text']),
    ...(group === undefined ? [] : ['a group']),
    ...(method === undefined ? [] : [method]),
  ].join(', ');
}
