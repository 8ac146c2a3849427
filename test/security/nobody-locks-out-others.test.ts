/**
 * Attack: lock somebody out of their second factor without knowing their password, by whatever takes a name or a code:
 * the limits that protect people would be a weapon. Nothing is counted against anybody before their password was right.
 */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversationCookie, letsIn, verifiedCookie } from '../support/gate/browsers.ts';
import { codeAt, type Site, startSite, Visitor } from '../support/gate/index.ts';
import { RestVisitor } from '../support/gate/rest-visitor.ts';
import { ask } from '../support/jira/raw-client.ts';

const pages = '/plugins/servlet/two-step';
const guessedId = 'A'.repeat(43);
const often = 12;

describe('without the right password', () => {
  let site: Site;
  let secret: string;
  let database: pg.Client;
  beforeAll(async () => {
    site = await startSite();
    database = new pg.Client({ connectionString: site.gate.config.databaseUrl });
    await database.connect();
    ({ secret } = await new Visitor(site.gate.url).enroll('admin', 'admin-password', site.clock.now));
    await new Visitor(site.gate.url).enroll('bob', 'bob-password', site.clock.now);
  });
  afterAll(async () => {
    await database?.end();
    await site?.close();
  });

  const withCookies = (cookies: Record<string, string>) => {
    const visitor = new Visitor(site.gate.url);
    for (const [name, value] of Object.entries(cookies)) visitor.client.cookies.set(name, value);
    return visitor;
  };
  const unenroll = (user: string, headers: Record<string, string>) =>
    ask(site.gate.url, `/rest/tsv/1.0/totp/unenroll/user/${user}`, {
      method: 'DELETE',
      json: { totpCode: '000000' },
      headers,
    });
  const rest = () => new RestVisitor(site.gate.url);
  const forged = { JSESSIONID: 'F'.repeat(32), [conversationCookie]: guessedId, [verifiedCookie]: guessedId };

  it.each<[string, () => Promise<unknown>]>([
    ['wrong passwords on the login page', () => new Visitor(site.gate.url).logIn('admin', 'guess')],
    ['wrong passwords by REST', () => rest().post('authenticate', { username: 'admin', password: 'guess' })],
    ['codes for a guessed conversation', () => rest().sendCode(guessedId, '000000')],
    ['recovery codes for a guessed conversation', () => rest().sendRecoveryCode(guessedId, 'x')],
    ['a setup for a guessed conversation', () => rest().confirmSetup(guessedId, '000000')],
    ['codes with forged cookies', () => withCookies(forged).submit(`${pages}/challenge`, { code: '000000' })],
    [
      'recovery codes with forged cookies',
      () => withCookies(forged).submit(`${pages}/recover`, { recoveryCode: 'x' }),
    ],
    [
      'codes with a name of their own',
      () =>
        withCookies(forged).submit(`${pages}/challenge`, {
          code: '000000',
          user: 'admin',
          username: 'admin',
          userKey: 'JIRAUSER10100',
        }),
    ],
    ['unenrolling without any credentials', () => unenroll('admin', {})],
    ['unenrolling with a guessed token', () => unenroll('bob', { authorization: 'Bearer guess' })],
    ['unenrolling by somebody who may not', () => unenroll('admin', { authorization: 'Bearer pat-bob' })],
    [
      'unenrolling by an administrator who is not a system administrator',
      () => unenroll('admin', { authorization: 'Bearer pat-manager' }),
    ],
    [
      'unenrolling with forged cookies',
      () =>
        withCookies(forged).client.ask('/rest/tsv/1.0/totp/unenroll/user/bob', {
          method: 'DELETE',
          json: { totpCode: '000000' },
        }),
    ],
  ])('%s count against nobody', async (_, attack) => {
    for (let round = 0; round < often; round += 1) await attack();
    expect((await database.query('SELECT * FROM second_factor_attempts')).rows).toEqual([]);
  });

  it("a pending login of one's own counts against nobody else", async () => {
    const bob = new Visitor(site.gate.url);
    await bob.logIn('bob', 'bob-password');
    for (let round = 0; round < 4; round += 1) {
      await bob.fillIn('challenge', {
        code: '000000',
        user: 'admin',
        userKey: 'JIRAUSER10100',
        os_username: 'admin',
      });
    }
    const { rows } = await database.query('SELECT user_key FROM second_factor_attempts');
    expect(rows).toEqual([{ user_key: 'JIRAUSER10104' }]);
  });

  it('and the person gets in as always, by page and by REST', async () => {
    site.jira.control.resetFailedLogins('admin');
    site.clock.pass(30_000);
    const visitor = new Visitor(site.gate.url);
    await visitor.logIn('admin', 'admin-password');
    expect(letsIn(await visitor.fillIn('challenge', { code: codeAt(secret, site.clock.now) }))).toBe(true);
    site.clock.pass(30_000);
    const id = await rest().begin('admin');
    expect((await rest().sendCode(id, codeAt(secret, site.clock.now))).status).toBe(204);
  });
});
