/**
 * Attack: have one half of a verified session, or two halves that do not belong together: a session id from a log, the
 * gate's cookie from a copied browser profile, both of them after the log-out.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOf, personSeen, verifiedCookie } from '../support/gate/browsers.ts';
import { codeAt, type Site, startSite, Visitor } from '../support/gate/index.ts';

describe('a verification', () => {
  let site: Site;
  let owner: Visitor;
  let secret: string;
  beforeAll(async () => {
    site = await startSite();
    owner = new Visitor(site.gate.url);
    ({ secret } = await owner.enroll('alice', 'alice-password', site.clock.now));
    await new Visitor(site.gate.url).enroll('bob', 'bob-password', site.clock.now);
  });
  afterAll(() => site?.close());

  const logIn = async (name: string) => {
    const visitor = new Visitor(site.gate.url);
    await visitor.logIn(name, `${name}-password`);
    return visitor;
  };
  const own = () => owner.client.cookies.get(verifiedCookie) ?? '';
  const verifiedElsewhere = async () => {
    site.clock.pass(30_000);
    const visitor = await logIn('alice');
    await visitor.fillIn('challenge', { code: codeAt(secret, site.clock.now) });
    expect(await personSeen(visitor)).toBe('alice');
    return visitor;
  };
  const withCookie = (visitor: Visitor, value: string) => {
    visitor.client.cookies.set(verifiedCookie, value);
    return visitor;
  };

  it.each<[string, () => Promise<Visitor>]>([
    ['a session id alone', async () => copyOf(owner, site.gate.url, ['JSESSIONID'])],
    ['another login of the same person', async () => withCookie(await logIn('alice'), own())],
    ['a login of another person', async () => withCookie(await logIn('bob'), own())],
    [
      'a verified session with the half of another one',
      async () => {
        const elsewhere = await verifiedElsewhere();
        return withCookie(copyOf(owner, site.gate.url), elsewhere.client.cookies.get(verifiedCookie) ?? '');
      },
    ],
    ['a half in other letters', async () => withCookie(copyOf(owner, site.gate.url), own().toLowerCase())],
    ['a part of a half', async () => withCookie(copyOf(owner, site.gate.url), own().slice(0, -1))],
    [
      'the session id in place of the half',
      async () => withCookie(copyOf(owner, site.gate.url), owner.client.cookies.get('JSESSIONID') ?? ''),
    ],
  ])('does not go along with %s', async (_, steal) => {
    const thief = await steal();
    expect((await thief.open('/browse/DEMO-1')).headers.location).toContain('/two-step/challenge');
    expect(await personSeen(owner)).toBe('alice');
  });

  it("is away with the gate's cookie, and back with the very same one", async () => {
    const visitor = await verifiedElsewhere();
    const half = visitor.client.cookies.get(verifiedCookie) ?? '';
    visitor.client.cookies.delete(verifiedCookie);
    expect(await personSeen(visitor)).toBeUndefined();
    expect(await personSeen(withCookie(visitor, half))).toBe('alice');
  });

  it.each(['/secure/Logout!default.jspa', '/logout'])('is over for good after %s', async (path) => {
    const visitor = await verifiedElsewhere();
    const copy = copyOf(visitor, site.gate.url);
    const token = visitor.client.cookies.get('atlassian.xsrf.token') ?? '';
    await visitor.open(`${path}?atl_token=${encodeURIComponent(token)}`);
    expect(await personSeen(copy)).toBeUndefined();
    const again = await logIn('alice');
    expect(
      await personSeen(withCookie(again, copy.client.cookies.get(verifiedCookie) ?? '')),
    ).toBeUndefined();
  });
});
