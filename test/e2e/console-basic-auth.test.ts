import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  consoleFormIn,
  consolePath,
  type GivenPerson,
  givenAdministrator,
} from '../support/gate/administrator.ts';
import { auditOf } from '../support/gate/audit-of.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { withinASecond } from '../support/gate/given-policy.ts';
import { Visitor } from '../support/gate/index.ts';

const path = `${consolePath}/basic-auth`;
const textOf = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('Basic authentication in the console', () => {
  let pair: GatePair;
  let ada: GivenPerson;
  beforeAll(async () => {
    pair = await startPair({ TSV_BASIC_AUTH: 'allow' }, { crowd: 9 });
    ada = await givenAdministrator({ gate: pair.first, clock: pair.clock, jira: pair.jira }, 1);
  });
  afterAll(() => pair?.close());

  const ask = (authorization: string) =>
    new Visitor(pair.second.url).client.ask('/rest/api/2/myself', { headers: { authorization } });
  const basic = (name: string, password = `${name}-password`) =>
    ask(`Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`);
  const edit = async (fields: Record<string, string>) => {
    const page = await ada.visitor.open(`${path}/edit`);
    const form = consoleFormIn(page, '/basic-auth/edit');
    return ada.visitor.submit(`${path}/edit`, { ...form, comment: 'as agreed', ...fields });
  };

  it('is switched off with a warning where one’s own scripts use it, and on all gates', async () => {
    await basic(ada.name);
    expect((await basic('alice')).status).toBe(200);
    const extra = await pair.startGate();
    await extra.close();
    // What a gate has noted is written down when it ends, and once a minute.
    await pair.query(
      `INSERT INTO credential_uses (kind, name, allowed, known, first_seen, last_seen, uses, address, path_class)
       VALUES ('basic', $1, true, true, now(), now(), 3, '192.0.2.5', 'rest'),
         ('basic', '=cmd()', false, false, now(), now(), 1, '192.0.2.5', 'rest')`,
      [ada.name],
    );
    const warned = await edit({ mode: 'block' });
    expect(warned.status).toBe(409);
    expect(textOf(warned.text)).toContain('Scripts of your own use it');
    expect((await basic('alice')).status).toBe(200);
    const done = await edit({ mode: 'block', sure: 'yes', users: 'bob' });
    expect(done.headers.location).toBe(`${path}?changed=yes`);
    await withinASecond(async () => (await basic('alice')).status === 403);
    expect((await basic('bob')).status).toBe(200);
  });

  it('warns as well where going back to earlier settings switches it off', async () => {
    const goBack = async (version: number, fields: Record<string, string> = {}) => {
      const revert = `${consolePath}/settings/revert?version=${version}`;
      const page = await ada.visitor.open(revert);
      const form = consoleFormIn(page, '/settings/revert');
      const answer = await ada.visitor.submit(revert, { ...form, comment: 'as before', ...fields });
      return { warned: textOf(page.text).includes('Scripts of your own use it'), answer };
    };
    const open = await goBack(0);
    expect([open.warned, open.answer.headers.location]).toEqual([
      false,
      `${consolePath}/settings?changed=yes`,
    ]);
    await withinASecond(async () => (await basic('alice')).status === 200);
    const blocked = await goBack(1);
    expect([blocked.warned, blocked.answer.status]).toEqual([true, 409]);
    expect((await basic('alice')).status).toBe(200);
    await goBack(1, { sure: 'yes' });
    await withinASecond(async () => (await basic('alice')).status === 403);
  });

  it('says who came with it, and gives the list as a file without formulas', async () => {
    const shown = textOf((await ada.visitor.open(path)).text);
    expect(shown).toContain('Passwords without a second factor Blocked');
    expect(shown).toMatch(/user1 Basic Let through .* 3 192\.0\.2\.5 rest/);
    expect(textOf((await ada.visitor.open(`${path}?outcome=refused`)).text)).not.toMatch(/user1 Basic/);
    const { text, headers } = await ada.visitor.open(`${path}/export`);
    expect(headers['content-disposition']).toContain('basic-and-tokens.csv');
    expect(text).toContain(`'=cmd(),,basic,false`);
    expect(await auditOf({ gate: pair.first }, 'credential_uses.exported')).toMatchObject([
      { actor: ada.userKey },
    ]);
  });

  it('writes down what a gate has seen, without passwords and tokens, when it ends', async () => {
    await basic('carol', 'a-wrong-password');
    await ask('Bearer pat-bob');
    await pair.second.close();
    const lines = await pair.query<{ kind: string; name: string; allowed: boolean }>(
      'SELECT * FROM credential_uses ORDER BY kind, name',
    );
    expect(lines).toContainEqual(expect.objectContaining({ kind: 'basic', name: 'carol', allowed: false }));
    expect(lines).toContainEqual(expect.objectContaining({ kind: 'token', name: 'bob', allowed: true }));
    expect(JSON.stringify(lines)).not.toMatch(/password|pat-bob/);
  });
});
