import type { PeopleFilter, PeopleQuery } from '../../../proxy/people/index.ts';
import type { LinkParameters } from '../console-links.ts';
import type { Parameters } from '../parameters.ts';

/** In the order of the field; the first one is what is shown before anybody chooses. */
export const usersFilters = [
  { value: 'active', label: 'All active' },
  { value: 'enrolled', label: 'Enrolled' },
  { value: 'not_enrolled', label: 'Not enrolled' },
  { value: 'in_grace', label: 'In grace' },
  { value: 'locked', label: 'Locked' },
  { value: 'exempt', label: 'Exempt' },
  { value: 'inactive', label: 'Inactive' },
  { value: 'all', label: 'Everybody' },
] as const satisfies readonly { value: PeopleFilter; label: string }[];

export const pageSizes = [25, 50] as const;
const filterValues = usersFilters.map(({ value }) => value);

/** What the list's address says. */
export type UsersQuery = {
  readonly text: string;
  readonly filter: PeopleFilter;
  readonly group: string;
  readonly method: string;
  /** From where the policy is asked; as it was typed. */
  readonly from: string;
  readonly size: number;
};

/** @param methods what people can have here, by method */
export function readUsersQuery(query: Parameters, methods: readonly string[]): UsersQuery {
  return {
    text: query.text('q'),
    filter: query.choice('show', filterValues, 'active'),
    group: query.text('group', 255),
    method: query.choice('method', methods, ''),
    from: query.text('from', 64),
    size: Number(query.choice('size', pageSizes.map(String), String(pageSizes[0]))),
  };
}

export function toPeopleQuery({ text, filter, group, method }: UsersQuery): PeopleQuery {
  return {
    ...{ text, filter },
    ...(group === '' ? {} : { group }),
    ...(method === '' ? {} : { method }),
  };
}

/** The parameters that say the same again. */
export function filterParameters({ text, filter, group, method }: UsersQuery): LinkParameters {
  return { q: text, show: filter === 'active' ? '' : filter, group, method };
}
