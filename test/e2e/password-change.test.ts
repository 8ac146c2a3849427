import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeAt, type Site, startSite, Visitor } from '../support/gate/index.ts';

const pages = '/plugins/servlet/two-step';

describe('a password that changes', () => {
  let site: Site;
  let people = 0;
  beforeAll(async () => {
    site = await startSite({}, { crowd: 20 });
  });
  afterAll(() => site?.close());

  /** A browser that was told to remember its owner. */
  const remembered = async (who?: string) => {
    people += 1;
    const name = who ?? `user${people}`;
    const first = new Visitor(site.gate.url);
    const { secret } = await first.enroll(name, `${name}-password`, site.clock.now);
    const visitor = new Visitor(site.gate.url);
    await visitor.logIn(name, `${name}-password`);
    site.clock.pass(30_000);
    await visitor.fillIn('challenge', { code: codeAt(secret, site.clock.now), remember: 'yes' });
    return { name, visitor };
  };
  const isRemembered = async (name: string, visitor: Visitor) => {
    visitor.client.cookies.delete('JSESSIONID');
    await visitor.logIn(name, `${name}-password`);
    return (await visitor.open(`${pages}/challenge`)).status === 303;
  };

  it.each<[string, string, string]>([
    ['on the page for it', 'POST', '/secure/ChangePassword.jspa'],
    ['in an odd spelling', 'POST', '/secure//changepassword.jspa;x=1'],
    ['by REST', 'PUT', '/rest/api/2/myself/password'],
  ])('%s ends the remembered browsers of whoever changes it', async (_, method, path) => {
    const { name, visitor } = await remembered();
    const other = await remembered();
    await visitor.client.ask(path, { method, form: { password: 'x' } });
    expect(await isRemembered(name, visitor)).toBe(false);
    expect(await isRemembered(other.name, other.visitor)).toBe(true);
  });

  it('for somebody else, by somebody who may not, ends nothing', async () => {
    const { name, visitor } = await remembered();
    const other = await remembered();
    const path = `/rest/api/2/user/password?username=${name}`;
    await other.visitor.client.ask(path, { method: 'PUT', json: { password: 'x' } });
    expect(await isRemembered(name, visitor)).toBe(true);
    expect(await isRemembered(other.name, other.visitor)).toBe(true);
  });

  it('through an administrator ends those of the person it is for, and nobody else’s', async () => {
    const { name, visitor } = await remembered();
    const admin = await remembered('admin');
    const path = `/rest/api/2/user/password?username=${name.toUpperCase()}`;
    await admin.visitor.client.ask(path, { method: 'PUT', json: { password: 'x' } });
    expect(await isRemembered(name, visitor)).toBe(false);
    expect(await isRemembered(admin.name, admin.visitor)).toBe(true);
  });

  it('is no such sign when the page is only looked at', async () => {
    const { name, visitor } = await remembered();
    await visitor.open('/secure/ChangePassword!default.jspa');
    expect(await isRemembered(name, visitor)).toBe(true);
  });
});
