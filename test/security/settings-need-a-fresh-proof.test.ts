/**
 * Attack: somebody sits down at a browser that its owner left logged in, or holds a session that a remembered browser
 * opened, a token or the password, and changes how the owner logs in: adds a key of their own, takes the app away,
 * reads new codes. Each of these wants a factor that was shown within ten minutes, in this very session.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifiedCookie } from '../support/gate/browsers.ts';
import { codeAt, formsOf, type Site, secretIn, startSite, Visitor } from '../support/gate/index.ts';
import { keyOptionsIn, registerKey, SoftKey } from '../support/gate/soft-key.ts';
import { stateOf } from '../support/gate/state-of.ts';
import type { RawAnswer } from '../support/jira/raw-client.ts';

const pages = '/plugins/servlet/two-step';
const minute = 60_000;

type Fields = Readonly<Record<string, string>>;
type Home = {
  readonly site: Site;
  readonly name: string;
  readonly owner: Visitor;
  readonly secret: string;
  /** The token of the forms of the owner's session. */
  readonly token: string;
};
/** Opens what has to be open, while the proof is fresh; answers what to send later. */
type Prepare = (home: Home) => Promise<() => Fields>;

const withToken =
  (fields: Fields = {}): Prepare =>
  async ({ token }) =>
  () => ({ ...fields, token });

const lasting: Readonly<Record<string, Prepare>> = {
  'backup-codes': withToken(),
  'new-recovery-code': withToken(),
  remove: withToken({ id: 'app' }),
  'turn-off': withToken(),
  rename: withToken({ id: 'app', name: 'Mine' }),
  default: withToken({ method: 'key' }),
  add: async ({ owner, site }) => {
    const page = await owner.open(`${pages}/add?method=key`);
    const key = new SoftKey({ origin: site.gate.config.publicOrigin });
    const fields = { ...formIn(page, '/add'), response: key.create(keyOptionsIn(page)) };
    return () => fields;
  },
  'new-phone': async ({ owner, site }) => {
    const page = await owner.open(`${pages}/new-phone`);
    const secret = secretIn(page.text);
    return () => ({ ...formIn(page, '/new-phone'), code: codeAt(secret, site.clock.now) });
  },
};
/** These only take away; whoever is verified may. */
const ending: Readonly<Record<string, Prepare>> = {
  devices: withToken({ id: 'all' }),
  sessions: withToken({ id: 'others' }),
};
const all = { ...lasting, ...ending };

function formIn({ text }: RawAnswer, action: string): Fields {
  return formsOf(text).find((form) => form.action.endsWith(action))?.hidden ?? {};
}

describe("a change of somebody's own factors", () => {
  let site: Site;
  let people = 0;
  beforeAll(async () => {
    site = await startSite({ TSV_ENFORCEMENT: 'optional', TSV_BASIC_AUTH: 'allow' }, { crowd: 60 });
  });
  afterAll(() => site?.close());

  /** Somebody with an app, a key, another session and a remembered browser. */
  const atHome = async (): Promise<Home> => {
    people += 1;
    const name = `user${people}`;
    const owner = new Visitor(site.gate.url);
    const { secret } = await owner.enroll(name, `${name}-password`, site.clock.now);
    await registerKey(owner, new SoftKey({ origin: site.gate.config.publicOrigin }));
    await logIn({ site, name, secret }, { remember: 'yes' });
    return { site, name, owner, secret, token: await tokenOf(owner) };
  };
  const logIn = async ({ name, secret }: Pick<Home, 'site' | 'name' | 'secret'>, fields: Fields = {}) => {
    const visitor = new Visitor(site.gate.url);
    await visitor.logIn(name, `${name}-password`);
    site.clock.pass(30_000);
    const page = await visitor.open(`${pages}/challenge?method=app`);
    await visitor.answerForm(page, { code: codeAt(secret, site.clock.now), ...fields });
    return visitor;
  };
  const tokenOf = async (visitor: Visitor) =>
    formIn(await visitor.open(`${pages}/profile`), '/backup-codes').token ?? '';
  const send = (visitor: Visitor, page: string, fields: Fields, headers: Record<string, string> = {}) =>
    visitor.client.ask(`${pages}/${page}`, {
      form: { ...fields },
      headers: { accept: 'text/html', ...headers },
    });
  const expectNothing = async (...sending: (() => Promise<RawAnswer>)[]) => {
    const before = await stateOf(site);
    for (const one of sending) expect((await one()).status).toBeLessThan(500);
    expect(await stateOf(site)).toEqual(before);
  };

  it.each(Object.entries(all))('works right after the login: %s', async (page, prepare) => {
    const home = await atHome();
    const fields = await prepare(home);
    const before = await stateOf(site);
    const answer = await send(home.owner, page, fields());
    expect(answer.status).toBe(303);
    expect(answer.headers.location).not.toContain('/confirm');
    expect(await stateOf(site)).not.toEqual(before);
  });

  it.each(Object.entries(all))('does nothing for who gave the password only: %s', async (page, prepare) => {
    const home = await atHome();
    const fields = await prepare(home);
    const pending = new Visitor(site.gate.url);
    await pending.logIn(home.name, `${home.name}-password`);
    const planted = new Visitor(site.gate.url);
    await planted.logIn(home.name, `${home.name}-password`);
    for (const [name, value] of home.owner.client.cookies)
      if (name.startsWith('two-step')) planted.client.cookies.set(name, value);
    await expectNothing(
      () => send(pending, page, fields()),
      () => send(planted, page, fields()),
      () => send(new Visitor(site.gate.url), page, fields()),
    );
  });

  it.each(Object.entries(lasting))('does nothing eleven minutes later: %s', async (page, prepare) => {
    const home = await atHome();
    const fields = await prepare(home);
    site.clock.pass(11 * minute);
    await expectNothing(() => send(home.owner, page, fields()));
  });

  it.each(Object.entries(lasting))(
    'does nothing while another session is fresh: %s',
    async (page, prepare) => {
      const home = await atHome();
      const fields = await prepare(home);
      site.clock.pass(11 * minute);
      const fresh = await logIn(home);
      const token = await tokenOf(fresh);
      await expectNothing(
        () => send(home.owner, page, fields()),
        () => send(home.owner, page, { ...fields(), token }),
        () => send(fresh, page, fields()),
      );
    },
  );

  it.each(Object.entries(lasting))(
    'does nothing in a session of a remembered browser: %s',
    async (page, prepare) => {
      const home = await atHome();
      const first = await logIn(home, { remember: 'yes' });
      const device = first.client.cookies.get('two-step-device') ?? '';
      const remembered = new Visitor(site.gate.url);
      await remembered.logIn(home.name, `${home.name}-password`);
      remembered.client.cookies.set('two-step-device', device);
      await remembered.open(`${pages}/challenge`);
      expect(remembered.client.cookies.get(verifiedCookie)).toBeDefined();
      const token = await tokenOf(remembered);
      expect(token).not.toBe('');
      const fields = await prepare({ ...home, owner: remembered, token }).catch(() => () => ({ token }));
      await expectNothing(() => send(remembered, page, fields()));
    },
  );

  it.each(Object.entries(all))(
    'does nothing for a token or a password in a header: %s',
    async (page, prepare) => {
      const home = await atHome();
      const fields = await prepare(home);
      const basic = Buffer.from(`${home.name}:${home.name}-password`).toString('base64');
      const headers = [`Bearer pat-${home.name}`, `Bearer oauth-${home.name}`, `Basic ${basic}`];
      await expectNothing(
        ...headers.flatMap((authorization) => [
          () => send(new Visitor(site.gate.url), page, fields(), { authorization }),
          () => send(home.owner, page, fields(), { authorization }),
        ]),
      );
    },
  );

  it('is not within reach of who ends the other sessions first: that proves nothing', async () => {
    const home = await atHome();
    site.clock.pass(11 * minute);
    const ended = await send(home.owner, 'sessions', { token: home.token, id: 'others' });
    expect(ended.headers.location).toContain('done=ended');
    const token = await tokenOf(home.owner);
    for (const page of ['add', 'new-phone', 'remove?id=app', 'turn-off'])
      expect((await home.owner.open(`${pages}/${page}`)).headers.location).toContain('/confirm');
    for (const [page, fields] of [
      ['backup-codes', {}],
      ['new-recovery-code', {}],
      ['remove', { id: 'app' }],
      ['turn-off', {}],
    ] as const)
      await expectNothing(() => send(home.owner, page, { ...fields, token }));
  });

  it('is within reach for ten minutes from a confirmation, in the session that confirmed', async () => {
    const home = await atHome();
    site.clock.pass(11 * minute);
    const other = await logIn(home);
    const stale = await tokenOf(home.owner);
    site.clock.pass(11 * minute);
    const question = await home.owner.open(`${pages}/confirm?method=app`);
    const code = codeAt(home.secret, site.clock.now);
    expect((await home.owner.answerForm(question, { code })).status).toBe(303);
    const token = await tokenOf(other);
    await expectNothing(() => send(other, 'backup-codes', { token }));
    const before = await stateOf(site);
    await send(home.owner, 'backup-codes', { token: stale });
    expect((await stateOf(site)).rows.authenticators).not.toEqual(before.rows.authenticators);
    site.clock.pass(10 * minute);
    await expectNothing(() => send(home.owner, 'backup-codes', { token: stale }));
  });
});
