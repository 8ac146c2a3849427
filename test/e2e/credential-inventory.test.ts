import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { Visitor } from '../support/gate/index.ts';

const ownPage = '/plugins/servlet/two-step/profile';
const console = '/plugins/servlet/two-step/admin';
const tsv = '/rest/tsv/1.0';

/** Jira never sees these requests, so the gate itself is the only one to know who came with what. */
describe('who comes with Basic or a token to routes of the gate’s own', () => {
  let pair: GatePair;
  beforeAll(async () => {
    pair = await startPair({ TSV_BASIC_AUTH_USERS: 'bob' });
  });
  afterAll(() => pair?.close());

  const ask = async (path: string, authorization: string) =>
    (await new Visitor(pair.second.url).client.ask(path, { headers: { authorization } })).status;
  const basic = (name: string) => `Basic ${Buffer.from(`${name}:${name}-password`).toString('base64')}`;

  it('is in the inventory, let through or refused', async () => {
    expect(await ask(`${tsv}/status`, basic('alice'))).toBe(403);
    expect(await ask(`${tsv}/status`, basic('bob'))).toBe(200);
    expect(await ask(`${tsv}/elevate-permissions`, basic('bob'))).toBe(403);
    expect(await ask(`${tsv}/status`, 'Bearer pat-bob')).toBe(200);
    expect(await ask('/rest/two-step-admin/1.0/status', 'Bearer pat-admin')).toBe(403);
    expect(await ask(`${tsv}/status`, 'OAuth oauth_token="x"')).toBe(401);
    expect(await ask(ownPage, basic('carol'))).toBe(303);
    expect(await ask(console, 'Bearer pat-admin')).toBe(403);
    await pair.second.close();
    const lines = await pair.query<{ kind: string; name: string; allowed: boolean; uses: string }>(
      'SELECT kind, name, allowed, uses::int, path_class FROM credential_uses ORDER BY kind, name, allowed',
    );
    expect(lines).toEqual([
      { kind: 'basic', name: 'alice', allowed: false, uses: 1, path_class: 'pages' },
      { kind: 'basic', name: 'bob', allowed: false, uses: 1, path_class: 'pages' },
      { kind: 'basic', name: 'bob', allowed: true, uses: 1, path_class: 'pages' },
      { kind: 'basic', name: 'carol', allowed: false, uses: 1, path_class: 'pages' },
      { kind: 'token', name: '', allowed: false, uses: 1, path_class: 'pages' },
      { kind: 'token', name: 'admin', allowed: false, uses: 1, path_class: 'administration' },
      { kind: 'token', name: 'admin', allowed: true, uses: 1, path_class: 'administration' },
      { kind: 'token', name: 'bob', allowed: true, uses: 1, path_class: 'pages' },
    ]);
  });
});
