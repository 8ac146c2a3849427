import { beforeAll, describe, expect, it } from 'vitest';
import { KnexSiteDocuments } from '../../db/index.ts';
import type { NewSiteDocument, SiteDocuments } from '../../proxy/site-documents/index.ts';
import { createFakeSiteDocuments } from '../support/fakes/index.ts';
import { givenDatabase } from './given-database.ts';

const given = givenDatabase();
const kinds: readonly (readonly [string, () => SiteDocuments])[] = [
  ['the fake', () => createFakeSiteDocuments()],
  ['PostgreSQL', () => new KnexSiteDocuments(given.db)],
];

describe.each(kinds)('the history of a document: %s', (_name, open) => {
  let documents: SiteDocuments;
  beforeAll(() => {
    documents = open();
  });

  const change = (basedOn: number, document: unknown, kind: NewSiteDocument['kind'] = 'policy') =>
    documents.append({ kind, basedOn, document, actor: undefined, actorName: 'erin', comment: 'why' });

  it('begins empty, and counts from one', async () => {
    expect(await documents.latest('policy')).toBeUndefined();
    expect(await change(0, { rules: [1] })).toBe(1);
    expect(await change(1, { rules: [2] })).toBe(2);
    expect(await documents.latest('policy')).toMatchObject({
      version: 2,
      document: { rules: [2] },
      actorName: 'erin',
      comment: 'why',
    });
    expect((await documents.latest('policy'))?.at).toBeInstanceOf(Date);
  });

  it('keeps what was, and pages through it, the latest first', async () => {
    await change(2, { rules: [3] });
    expect(await documents.find('policy', 1)).toMatchObject({ document: { rules: [1] } });
    expect(await documents.find('policy', 99)).toBeUndefined();
    const versions = async (...page: [number, number?]) =>
      (await documents.history('policy', ...page)).map(({ version }) => version);
    expect(await versions(2)).toEqual([3, 2]);
    expect(await versions(2, 2)).toEqual([1]);
  });

  it('refuses a change of what somebody else has changed since', async () => {
    expect(await change(1, { rules: ['late'] })).toBeUndefined();
    expect(await documents.latest('policy')).toMatchObject({ version: 3 });
  });

  it('lets one of ten who change it at once win', async () => {
    const outcomes = await Promise.all(Array.from({ length: 10 }, (_, at) => change(3, { rules: [at] })));
    expect(outcomes.filter((version) => version === 4)).toHaveLength(1);
    expect(outcomes.filter((version) => version === undefined)).toHaveLength(9);
  });

  it('keeps kinds apart', async () => {
    expect(await documents.latest('settings')).toBeUndefined();
    expect(await change(0, { issuer: 'Jira' }, 'settings')).toBe(1);
  });
});
