import type {
  CredentialUseFilter,
  CredentialUses,
  UsesExport,
} from '../../../proxy/credential-uses/index.ts';
import { originOf } from '../../../proxy/http/browser-name.ts';
import type { SettingsBook } from '../../../proxy/site-settings/index.ts';
import type { Message } from '../../../proxy/ui/index.ts';
import type { Parameters } from '../parameters.ts';
import type { Screen, ScreenVisit } from '../screen.ts';
import { CsvLink, Facts, FilterField, FilterForm, Pager, Section, SelectField } from '../ui/index.ts';
import { UsesTable } from './uses-table.tsx';

export const basicAuthPath = '/basic-auth';
const onPage = 50;

const changed: Message = { kind: 'success', text: 'Changed. All gates have it by now.' };

function readFilter(query: Parameters): CredentialUseFilter {
  const allowed = query.choice('outcome', ['allowed', 'refused'], undefined);
  const text = query.text('name', 100);
  return {
    kind: query.choice('kind', ['basic', 'token'], undefined),
    allowed: allowed === undefined ? undefined : allowed === 'allowed',
    text: text === '' ? undefined : text,
  };
}

const cursorIn = (query: Parameters) =>
  query.integer('after', { from: 1, to: Number.MAX_SAFE_INTEGER }, undefined);

/** Where a password alone is let through, and who comes with one. */
export function createBasicAuthScreen(book: SettingsBook, uses: CredentialUses): Screen {
  return {
    path: basicAuthPath,
    title: 'Basic authentication',
    navigation: { group: 'Rules', label: 'Basic authentication' },
    get: async (visit) => {
      const { query, links } = visit;
      const after = cursorIn(query);
      const page = await uses.search(
        readFilter(query),
        onPage,
        after === undefined ? undefined : String(after),
      );
      const filter = {
        name: query.text('name', 100),
        kind: query.text('kind'),
        outcome: query.text('outcome'),
      };
      return {
        kind: 'page',
        message: query.isTicked('changed') ? changed : undefined,
        actions: (
          <>
            <a class="aui-button aui-button-primary" href={links.to(`${basicAuthPath}/edit`)}>
              Change
            </a>
            <CsvLink href={links.to(`${basicAuthPath}/export`, filter)} what="who used it" />
          </>
        ),
        body: (
          <>
            <Rules book={book} />
            <Section
              id="uses"
              title="Who comes without a second factor"
              intro="By a password alone (Basic) or by a token, as far as the gate was asked. Jira may have refused the password all the same."
            >
              <UsesFilter visit={visit} />
              <UsesTable uses={page.uses} links={links} />
              <Pager
                what="uses"
                labels={{ newer: 'Latest', older: 'Older' }}
                newerHref={
                  after === undefined ? undefined : links.keeping(basicAuthPath, query, { after: undefined })
                }
                olderHref={page.next && links.keeping(basicAuthPath, query, { after: page.next })}
              />
            </Section>
          </>
        ),
      };
    },
  };
}

function Rules({ book }: { book: SettingsBook }) {
  const { mode, users, paths, networks } = book.current.basicAuth;
  const listed = (values: readonly string[]) => (values.length === 0 ? 'Nothing' : values.join(', '));
  const isBlocked = mode === 'block';
  return (
    <Facts
      facts={[
        {
          label: 'Passwords without a second factor',
          value: isBlocked ? 'Blocked' : 'Let through everywhere',
        },
        ...(isBlocked
          ? [
              { label: 'But let through for', value: listed(users), note: 'User names.' },
              { label: 'But let through at', value: listed(paths), note: 'Paths, and what is below them.' },
              { label: 'But let through from', value: listed(networks), note: 'Addresses and networks.' },
            ]
          : []),
      ]}
    />
  );
}

function UsesFilter({ visit: { links, query } }: { visit: ScreenVisit }) {
  const any = { value: '', label: 'Any' };
  const isFiltered = ['name', 'kind', 'outcome'].some((name) => query.text(name) !== '');
  return (
    <FilterForm action={links.to(basicAuthPath)} clearHref={isFiltered ? links.to(basicAuthPath) : undefined}>
      <FilterField name="name" label="Name" value={query.text('name', 100)} longest={100} />
      <SelectField
        name="kind"
        label="With"
        value={query.text('kind')}
        choices={[any, { value: 'basic', label: 'Basic' }, { value: 'token', label: 'Token' }]}
      />
      <SelectField
        name="outcome"
        label="At the gate"
        value={query.text('outcome')}
        choices={[any, { value: 'allowed', label: 'Let through' }, { value: 'refused', label: 'Refused' }]}
      />
    </FilterForm>
  );
}

/** The same list, as a file. */
export function createBasicAuthExportScreen(exporting: UsesExport): Screen {
  return {
    path: `${basicAuthPath}/export`,
    title: 'Who used Basic authentication',
    under: basicAuthPath,
    get: async ({ query, administrator }) => ({
      kind: 'file',
      name: 'basic-and-tokens.csv',
      contentType: 'text/csv; charset=utf-8',
      content: await exporting.csv(readFilter(query), administrator.person, originOf(administrator.scope)),
    }),
  };
}
