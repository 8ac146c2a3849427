import type { GroupSize } from '../../../proxy/people/index.ts';
import type { ConsoleLinks } from '../console-links.ts';
import { FilterForm, SearchField, SelectField } from '../ui/index.ts';
import { isAddress, methodName } from '../user/index.ts';
import { filterParameters, pageSizes, type UsersQuery, usersFilters } from './users-query.ts';

type Props = {
  readonly wanted: UsersQuery;
  readonly methods: readonly string[];
  readonly links: ConsoleLinks;
};

export function UsersFilter({ wanted, methods, links }: Props) {
  const { text, filter, group, method, from, size } = wanted;
  const isFiltered = Object.values({ ...filterParameters(wanted), from }).some((value) => value !== '');
  return (
    <>
      <FilterForm
        action={links.to('/users')}
        live="users"
        keep={size === pageSizes[0] ? [] : [['size', String(size)]]}
        clearHref={isFiltered ? links.to('/users') : undefined}
      >
        <SearchField name="q" label="Name, user name or mail" value={text} />
        <SelectField
          name="show"
          label="Show"
          value={filter}
          choices={usersFilters.map((one) => (one.value === 'active' ? { ...one, value: '' } : one))}
        />
        <SelectField
          name="method"
          label="With factor"
          value={method}
          choices={[
            { value: '', label: 'Any' },
            ...methods.map((one) => ({ value: one, label: methodName(one) })),
          ]}
        />
        <SearchField name="group" label="In group" value={group} longest={255} />
        <SearchField name="from" label="Policy as seen from address" value={from} longest={64} />
      </FilterForm>
      {from !== '' && !isAddress(from) && (
        <p class="description">“{from}” is no IPv4 or IPv6 address: the policy is asked without one.</p>
      )}
    </>
  );
}

type EmptyProps = {
  readonly wanted: UsersQuery;
  /** Whose name contains what was typed. */
  readonly groups: readonly GroupSize[];
  readonly links: ConsoleLinks;
  /** Whether Jira's users were ever read. */
  readonly wasRead: boolean;
};

/** Nobody, and perhaps why. */
export function EmptyList({ wanted, groups, links, wasRead }: EmptyProps) {
  const others = groups.filter(({ name }) => name.toLowerCase() !== wanted.group.toLowerCase());
  return (
    <div class="empty-state">
      <p>Nobody fits.</p>
      {!wasRead && (
        <p>
          Jira’s users have not been read yet, so only people who used Jira since are known: refresh from
          Jira.
        </p>
      )}
      {others.length > 0 && (
        <p>
          Groups are named exactly. Did you mean{' '}
          {others.map(({ name }, at) => (
            <>
              {at > 0 && ', '}
              <a key={name} href={links.to('/users', { ...filterParameters(wanted), group: name })}>
                <bdi>{name}</bdi>
              </a>
            </>
          ))}
          ?
        </p>
      )}
    </div>
  );
}
