import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminAsk, adminClient } from '../support/gate/admin-rest.ts';
import { givenAdministrator } from '../support/gate/administrator.ts';
import { givenUses } from '../support/gate/given-uses.ts';
import { type Site, startSite } from '../support/gate/index.ts';

type Page = { readonly uses: readonly { readonly name: string }[]; readonly next: string | null };

describe('who comes by Basic or with a token, by the administrators’ API', () => {
  let site: Site;
  let as: AdminAsk;
  beforeAll(async () => {
    site = await startSite({}, { crowd: 3 });
    await givenAdministrator(site, 1);
    as = adminClient(site.gate, 'pat-user1');
    const kinds = ['basic', 'token'] as const;
    const uses = Array.from({ length: 7 }, (_, at) => ({
      ...{ kind: kinds[at % 2] ?? 'basic', name: at === 0 ? 'user1' : `script${at}`, allowed: at < 4 },
      // Two of them at the same moment: a page must not end between them for good.
      lastSeen: new Date(Date.UTC(2026, 0, 1, at === 3 ? 2 : at)),
    }));
    await givenUses(site, [
      ...uses,
      { kind: 'basic', name: '=cmd()', allowed: false, lastSeen: new Date(0) },
    ]);
  });
  afterAll(() => site?.close());

  const page = async (query: string) => (await as('GET', `/credential-uses?${query}`)).json() as Page;
  const namesOf = ({ uses }: Page) => uses.map(({ name }) => name);

  it('is told page by page, the latest first, nobody twice and nobody left out', async () => {
    const names: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const found: Page = await page(`limit=2${next === '' ? '' : `&next=${next}`}`);
      expect(found.uses.length).toBeLessThanOrEqual(2);
      names.push(...namesOf(found));
      next = found.next;
    }
    expect(names.slice(0, 3)).toEqual(['script6', 'script5', 'script4']);
    expect(names.slice(-2)).toEqual(['user1', '=cmd()']);
    expect([...new Set(names)]).toHaveLength(8);
    expect(names).toHaveLength(8);
  });

  it('is filtered by kind, by what the gate did, and by name', async () => {
    expect(namesOf(await page('kind=token&allowed=false'))).toEqual(['script5']);
    expect(namesOf(await page('kind=token&allowed=true'))).toEqual(expect.arrayContaining(['script3']));
    expect((await page('text=USER1')).uses).toEqual([
      {
        ...{ name: 'user1', userKey: 'JIRAUSER30001', kind: 'basic', allowed: true, uses: 3 },
        ...{ firstSeen: '2026-01-01T00:00:00.000Z', lastSeen: '2026-01-01T00:00:00.000Z' },
        ...{ address: '192.0.2.5', path: 'rest' },
      },
    ]);
    for (const wrong of ['kind=cookie', 'allowed=maybe', 'next=x', "next='", 'limit=0', 'who=user1'])
      expect([wrong, (await as('GET', `/credential-uses?${wrong}`)).status]).toEqual([wrong, 400]);
  });

  it('is a file as well, without formulas', async () => {
    const { text, headers } = await as('GET', '/credential-uses/export?kind=basic');
    expect(headers['content-disposition']).toContain('basic-and-tokens.csv');
    expect(text.trimEnd().split('\r\n')).toHaveLength(6);
    expect(text).toContain(`'=cmd(),,basic,false`);
    expect((await as('GET', '/credential-uses/export?limit=5')).status).toBe(400);
  });
});
