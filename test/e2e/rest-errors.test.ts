import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Operation, operations } from '../../proxy/rest/operations.ts';
import { checkDescribed } from '../support/gate/described.ts';
import { type Site, startSite, Visitor } from '../support/gate/index.ts';
import { ask, type RawRequest } from '../support/jira/raw-client.ts';

const all = Object.values<Operation>(operations).map((operation) => ({
  ...operation,
  target: `/rest/tsv/1.0${operation.path.replace('{userName}', 'bob')}`,
}));
const withBody = all.filter(({ body }) => body !== undefined);
const json = { 'content-type': 'application/json' };

/** What every operation answers to what is no request of it, from the description of the API. */
describe('an operation of the API', () => {
  let site: Site;
  let admin: Visitor;
  beforeAll(async () => {
    site = await startSite();
    admin = new Visitor(site.gate.url);
    await admin.enroll('admin', 'admin-password', site.clock.now);
  });
  afterAll(() => site?.close());

  /** As a verified administrator, whom every operation listens to. */
  const send = async ({ method, target }: (typeof all)[number], request: RawRequest) => {
    const answer = await admin.client.ask(target, { method, ...request });
    checkDescribed(method, target, answer);
    return answer;
  };

  it.each(withBody)('takes JSON only: $method $path', async (operation) => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/xml',
    ]) {
      const answer = await send(operation, { body: '{"a":1}', headers: { 'content-type': type } });
      expect(answer.status).toBe(415);
    }
  });

  it.each(withBody)('says what is malformed, and what is missing: $method $path', async (operation) => {
    for (const body of [
      '',
      '{',
      '[]',
      'null',
      '"text"',
      '{}',
      '{"totpCode":{}}',
      '{"username":"","password":""}',
    ]) {
      expect((await send(operation, { body, headers: json })).status).toBe(400);
    }
  });

  it.each(withBody)('takes 16 KB at most: $method $path', async (operation) => {
    const body = JSON.stringify({ username: 'x'.repeat(17_000) });
    expect((await send(operation, { body, headers: json })).status).toBe(413);
  });

  it.each(all.filter(({ caller }) => caller !== 'anybody'))(
    'wants to know who calls: $method $path',
    async ({ method, target, query }) => {
      const request = {
        method,
        ...(method === 'GET'
          ? {}
          : { json: { totpCode: '123456', password: 'x', recoveryCode: 'x', conversationId: 'x' } }),
      };
      const anonymous = await ask(
        site.gate.url,
        target + (query ? '?actionType=unlock-user-2sv-settings' : ''),
        request,
      );
      checkDescribed(method, target, anonymous);
      expect(anonymous.status).toBe(401);
      expect(anonymous.headers['www-authenticate']).toBeDefined();
      const pending = new Visitor(site.gate.url);
      await pending.logIn('admin', 'admin-password');
      expect((await pending.client.ask(target, request)).status).toBe(401);
    },
  );

  it.each([
    '',
    '/',
    '/unknown',
    '/authenticate/',
    '/totp',
    '/totp/unenroll/user',
    '/totp/unenroll/user/a/b',
    '/AUTHENTICATE',
  ])('is not at %s', async (path) => {
    for (const version of ['1.0', 'latest', '2.0']) {
      const answer = await ask(site.gate.url, `/rest/tsv/${version}${path}`);
      expect(answer.status).toBe(404);
      expect(answer.headers['content-type']).toBe('application/json;charset=UTF-8');
      expect(answer.json()).toEqual({ message: expect.any(String) });
    }
  });
});
