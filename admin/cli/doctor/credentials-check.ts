import type { CredentialInventory } from '../../../proxy/credential-uses/index.ts';
import type { CommandSite } from '../command.ts';
import { day, type Finding, note, ok, problem, type SiteCheck } from './finding.ts';

const days = 30;

/** Who comes without a second factor: by a password alone (Basic), or by a token. */
export const credentialsCheck: SiteCheck = {
  name: 'credentials',
  run: async (site) => {
    const { values, document } = await site.readSettings();
    const since = new Date(Date.now() - days * day);
    const inventory = await site.uses.inventory(since);
    const place = document.basicAuth === undefined ? 'TSV_BASIC_AUTH' : 'Basic authentication in the console';
    return [
      rule(values.basicAuth, place),
      ...came(inventory),
      ...(await unusedNames(site, values.basicAuth, since)),
    ];
  },
};

type BasicAuth = Awaited<ReturnType<CommandSite['readSettings']>>['values']['basicAuth'];

function rule({ mode, users, paths, networks }: BasicAuth, place: string): Finding {
  if (mode === 'allow')
    return problem(
      `Basic is let through everywhere (${place}): a password alone opens the REST API; block it, and list who still needs it`,
    );
  const lists = [
    [users.length, 'users'],
    [paths.length, 'paths'],
    [networks.length, 'networks'],
  ] as const;
  const some = lists.flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]));
  return some.length === 0
    ? ok(`Basic is blocked (${place})`)
    : note(`Basic is blocked but for ${some.join(', ')} (${place}): there a password alone is enough`);
}

function came(inventory: readonly CredentialInventory[]): readonly Finding[] {
  const find = (kind: CredentialInventory['kind'], allowed: boolean) =>
    inventory.find((one) => one.kind === kind && one.allowed === allowed);
  const basic = find('basic', true);
  const refused = find('basic', false);
  const tokens = find('token', true);
  return [
    basic === undefined
      ? ok(`nobody was let through with Basic in the last ${days} days`)
      : told(basic, 'let through with Basic', 'give them tokens before Basic is blocked'),
    ...(refused === undefined ? [] : [told(refused, 'refused with Basic', 'their scripts need tokens')]),
    tokens === undefined
      ? ok(`nobody came with a token in the last ${days} days`)
      : told(
          tokens,
          'came with a token',
          'tokens are asked for no second factor; Jira lists and revokes them',
        ),
  ];
}

function told(entry: CredentialInventory, what: string, hint: string): Finding {
  const { names, unknown, hasUnnamed, some } = entry;
  const more = names > some.length ? ` and ${names - some.length} more` : '';
  const list = names === 0 ? '' : `: ${some.join(', ')}${more}`;
  const asides = [
    ...(unknown > 0 ? [`${unknown} of no user that the gate knows`] : []),
    ...(hasUnnamed ? ['and some whose name is not known'] : []),
  ];
  const aside = asides.length === 0 ? '' : ` (${asides.join(', ')})`;
  const count = `${names} ${names === 1 ? 'name' : 'names'}`;
  const text = `${what} in the last ${days} days, ${count}${aside}${list}; ${hint}`;
  return { ...note(text), details: { days, ...entry } };
}

/** A list that is longer than it need be is a way in that nobody watches. */
async function unusedNames(
  { uses }: CommandSite,
  { mode, users }: BasicAuth,
  since: Date,
): Promise<readonly Finding[]> {
  if (mode === 'allow') return [];
  const unused: string[] = [];
  for (const user of users) {
    const last = await uses.lastBasicOf(user);
    if (last === undefined || last < since) unused.push(user);
  }
  if (unused.length === 0) return [];
  return [
    note(
      `listed for Basic, and not there in the last ${days} days: ${unused.join(', ')}; take them off the list`,
    ),
  ];
}
