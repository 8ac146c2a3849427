/**
 * Attack: take one's last factor away where everybody has to have one, so that from then on the password is enough, or
 * whoever comes first with it sets their own up: by two removals at once, by counting what does not count, or by the id
 * of somebody else's.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { copyOf, letsIn } from '../support/gate/browsers.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { codeAt, formsOf, Visitor } from '../support/gate/index.ts';
import { registerKey, SoftKey, showKey } from '../support/gate/soft-key.ts';
import type { RawAnswer } from '../support/jira/raw-client.ts';

const pages = '/plugins/servlet/two-step';
const publicUrl = 'http://jira.localhost:8080';

describe('the last factor of somebody who has to have one', () => {
  let pair: GatePair;
  let people = 0;
  let name: string;
  let key: string;
  let home: Visitor;
  let secret: string;
  beforeAll(async () => {
    pair = await startPair({ PUBLIC_URL: publicUrl }, { crowd: 40 });
  });
  beforeEach(async () => {
    ({ name, key, visitor: home, secret } = await enroll());
  });
  afterAll(() => pair?.close());

  const enroll = async () => {
    people += 1;
    const person = {
      name: `user${people}`,
      key: `JIRAUSER${30_000 + people}`,
      visitor: new Visitor(pair.first.url),
    };
    const { secret } = await person.visitor.enroll(
      ...([person.name, `${person.name}-password`, pair.clock.now] as const),
    );
    return { ...person, secret };
  };
  const tokenOf = async (visitor: Visitor) => {
    const { text } = await visitor.open(`${pages}/profile`);
    return formsOf(text).find(({ action }) => action.endsWith('/backup-codes'))?.hidden.token ?? '';
  };
  const remove = async (visitor: Visitor, id: string) =>
    visitor.submit(`${pages}/remove`, { id, token: await tokenOf(visitor) });
  /** Of what counts: the app, and rows that are not blocked. */
  const left = async (userKey = key) => {
    const [row] = await pair.query<{ app: boolean; rows: string[] }>(
      `SELECT "SECRET" <> '' AS app, ARRAY(SELECT id::text FROM authenticators WHERE user_key = "USER_KEY"
         AND method <> 'BACKUP_CODES' AND blocked_at IS NULL ORDER BY added_at) AS rows
       FROM "AO_ED669C_TOTP_USER_ENROLLMENT" WHERE "USER_KEY" = $1`,
      [userKey],
    );
    return [...(row?.app ? ['app'] : []), ...(row?.rows ?? [])];
  };
  const removed = ({ headers }: RawAnswer) => headers.location?.includes('done=removed') ?? false;

  it('is not taken away, though there are codes on paper', async () => {
    expect((await remove(home, 'app')).status).toBe(409);
    expect(await left()).toEqual(['app']);
    const turnedOff = await home.submit(`${pages}/turn-off`, { token: await tokenOf(home) });
    expect(turnedOff.headers.location).toBe(`${pages}/profile`);
    const rest = await home.client.ask('/rest/tsv/1.0/totp/unenroll', { method: 'DELETE', json: {} });
    expect(rest.status).toBeGreaterThanOrEqual(400);
    expect(await left()).toEqual(['app']);
  });

  it('stays, of two that are removed at once on two gates', async () => {
    for (let round = 0; round < 3; round += 1) {
      const person = await enroll();
      await registerKey(person.visitor, new SoftKey({ origin: publicUrl }));
      const [app = '', row = ''] = await left(person.key);
      const other = copyOf(person.visitor, pair.second.url);
      const token = await tokenOf(person.visitor);
      const enrollment = `SELECT 1 FROM "AO_ED669C_TOTP_USER_ENROLLMENT" WHERE "USER_KEY" = '${person.key}'`;
      const answers = await pair.holdUp(enrollment, 2, () =>
        Promise.all([
          person.visitor.submit(`${pages}/remove`, { id: app, token }),
          other.submit(`${pages}/remove`, { id: row, token }),
        ]),
      );
      expect(answers.filter(removed)).toHaveLength(1);
      expect(await left(person.key)).toHaveLength(1);
      const back = new Visitor(pair.first.url);
      await back.logIn(person.name, `${person.name}-password`);
      expect((await back.open('/browse/DEMO-1')).headers.location).toContain('/challenge');
    }
  });

  it('stays, when the other one is a key that was blocked', async () => {
    const copied = new SoftKey({ origin: publicUrl });
    await registerKey(home, copied);
    const thief = new Visitor(pair.second.url);
    await thief.logIn(name, `${name}-password`);
    expect(letsIn(await showKey(thief, copied, { counter: 0 }))).toBe(false);
    // The alarm ended all sessions of the person.
    pair.clock.pass(30_000);
    await home.fillIn('challenge?method=app', { code: codeAt(secret, pair.clock.now) });
    expect((await remove(home, 'app')).status).toBe(409);
    expect(await left()).toEqual(['app']);
  });

  it('goes when there is another, and that one is the last from then on', async () => {
    await registerKey(home, new SoftKey({ origin: publicUrl }));
    const [, row = ''] = await left();
    expect(removed(await remove(home, 'app'))).toBe(true);
    expect((await remove(home, row)).status).toBe(409);
    expect(await left()).toEqual([row]);
  });

  it('is not removed, renamed or looked at by somebody else who knows its id', async () => {
    await registerKey(home, new SoftKey({ origin: publicUrl }));
    const before = await left();
    const [, row = ''] = before;
    const mallory = (await enroll()).visitor;
    await registerKey(mallory, new SoftKey({ origin: publicUrl }));
    const token = await tokenOf(mallory);
    for (const id of [row, row.toUpperCase(), `${row}' OR true --`, 'AO_ED669C', '', '__proto__']) {
      expect(removed(await mallory.submit(`${pages}/remove`, { id, token }))).toBe(false);
      const renamed = await mallory.submit(`${pages}/rename`, { id, token, name: 'Mine' });
      expect(renamed.headers.location ?? '').not.toContain('done=renamed');
      for (const page of ['remove', 'rename']) {
        const looked = await mallory.open(`${pages}/${page}?id=${encodeURIComponent(id)}`);
        expect(looked.headers.location).toBe(`${pages}/profile`);
      }
    }
    expect(await left()).toEqual(before);
  });
});
