/**
 * Attack: be somebody else for the counter and the same person for the password: another spelling of the name, another
 * address in a header. Codes are counted for the user key that Jira tells, failures for the address that is really there.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letsIn } from '../support/gate/browsers.ts';
import { codeAt, type Site, startSite, Visitor } from '../support/gate/index.ts';
import { RestVisitor } from '../support/gate/rest-visitor.ts';
import { ask } from '../support/jira/raw-client.ts';

describe('a limit', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(() => site?.close());

  const authenticate = (username: unknown, password: unknown, headers: Record<string, string> = {}) =>
    ask(site.gate.url, '/rest/tsv/1.0/authenticate', { json: { username, password }, headers });

  it('counts for one person, however the name is spelled', async () => {
    const { secret } = await new Visitor(site.gate.url).enroll('jörg', 'joerg-password', site.clock.now);
    const spellings = ['jörg', 'JÖRG', 'Jörg', 'jÖrg', 'JörG'];
    const rest = new RestVisitor(site.gate.url);
    for (let guess = 0; guess < 10; guess += 1) {
      const id = await rest.begin(spellings[guess % spellings.length] ?? '', 'joerg-password');
      expect((await rest.sendCode(id, '000000')).status).toBe(401);
    }
    site.clock.pass(30_000);
    const code = codeAt(secret, site.clock.now);
    for (const spelling of spellings) {
      const id = await rest.begin(spelling, 'joerg-password');
      expect((await rest.sendCode(id, code)).status).toBe(429);
      const visitor = new Visitor(site.gate.url);
      await visitor.logIn(spelling, 'joerg-password');
      expect((await visitor.open('/plugins/servlet/two-step/challenge')).status).toBe(429);
    }
  });

  it.each<[string, unknown, number]>([
    ['in another Unicode form', 'jörg'.normalize('NFD'), 401],
    ['with a blank', 'jörg ', 401],
    ['with a NUL', 'jörg\0', 401],
    ['with a look-alike of another script', 'аlice', 401],
    ['in an array', ['jörg'], 400],
    ['in an object', { name: 'jörg' }, 400],
    ['as null', null, 400],
    ['as true', true, 400],
    ['as nothing', '', 400],
  ])('is not asked about somebody %s, who is nobody at all', async (_, username, status) => {
    const answer = await authenticate(username, 'joerg-password');
    expect(answer.status).toBe(status);
    expect(answer.json()).not.toHaveProperty('conversationId');
    expect(letsIn(answer)).toBe(false);
  });

  it('counts for the address that is there, whatever addresses a client claims', async () => {
    const claims = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'x-client-ip', 'true-client-ip'];
    const statuses: number[] = [];
    for (let at = 0; at < 70; at += 1) {
      const address = `198.51.100.${at}`;
      const headers = Object.fromEntries(
        claims.map((name) => [name, name === 'forwarded' ? `for=${address}` : address]),
      );
      statuses.push((await authenticate(`nobody-${at}`, 'guess', headers)).status);
    }
    expect(statuses.at(0)).toBe(401);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('behind a trusted proxy, the limit of an address', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite({ TSV_TRUSTED_PROXIES: '127.0.0.1' });
  });
  afterAll(() => site?.close());

  const guessFrom = async (forwardedFor: string) => {
    const json = { username: 'nobody', password: 'guess' };
    const headers = { 'x-forwarded-for': forwardedFor };
    return (await ask(site.gate.url, '/rest/tsv/1.0/authenticate', { json, headers })).status;
  };

  it('counts for the address that the proxy has seen, not for what stood there before', async () => {
    let status = 0;
    for (let at = 0; at < 70; at += 1) status = await guessFrom(`10.0.0.${at}, 203.0.113.7`);
    expect(status).toBe(429);
    expect(await guessFrom('203.0.113.8')).toBe(401);
  });

  it('counts for a whole /64 of IPv6, in which one client has every address', async () => {
    let status = 0;
    for (let at = 0; at < 70; at += 1)
      status = await guessFrom(`2001:db8:1:2::${(at * 7_919).toString(16).slice(-4)}`);
    expect(status).toBe(429);
    expect(await guessFrom('2001:db8:1:3::1')).toBe(401);
  });
});
