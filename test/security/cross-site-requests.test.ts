/**
 * Attack: a page of another site sends a request with the cookies of somebody who is logging in, or who administers the
 * second factors of others: to spend a code, enroll a thief's phone, log somebody out, or take a factor away.
 *
 * The routes are read from the running app, so one that is added later is attacked as well. Every attack is the request
 * that works but for one thing; in the end that very request is sent, and works.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type HonestRequest,
  hasHonestRequest,
  prepareHonestRequest,
  settingsFor,
} from '../support/gate/honest-requests.ts';
import { type Site, startSite } from '../support/gate/index.ts';
import { type OwnRoute, startWithRoutes, targetOf } from '../support/gate/own-routes.ts';
import { stateOf } from '../support/gate/state-of.ts';
import { ask, type RawAnswer, type RawRequest } from '../support/jira/raw-client.ts';

type Headers = Record<string, string | string[]>;

const { started, routes } = await startWithRoutes(() => startSite());
await started.close();
const changing = routes.filter(({ method }) => method !== 'GET');
const isPage = ({ path }: OwnRoute) => path.includes('/two-step/');
const named = (some: readonly OwnRoute[]) =>
  some.map((route) => ({ name: `${route.method} ${route.path}`, route }));

/** A site with one person in the middle of what the route is for, and the means to send what they would send. */
function given(route: OwnRoute) {
  const target = targetOf(route, 'bob');
  const tokens = new Set<string>();
  let site: Site;
  let before: Awaited<ReturnType<typeof stateOf>>;
  let honest: HonestRequest;

  beforeAll(async () => {
    site = await startSite(settingsFor(route));
    honest = await prepareHonestRequest(route, { site, tokens });
    before = await stateOf(site);
  });
  afterAll(() => site?.close());

  return {
    tokens,
    honest: () => honest,
    origin: () => site.gate.config.publicOrigin,
    /** With the victim's cookies. */
    send: (request: RawRequest, more = '') => {
      const query = [honest.query?.slice(1) ?? '', more].filter(Boolean).join('&');
      const path = query === '' ? target : `${target}?${query}`;
      const cookie = [...honest.visitor.client.cookies].map((pair) => pair.join('=')).join('; ');
      const headers = { accept: 'text/html', cookie, ...request.headers };
      return ask(site.gate.url, path, { method: route.method, ...request, headers });
    },
    body: (fields = honest.fields) =>
      isPage(route) ? { form: { ...fields } } : { json: honest.json ?? fields },
    expectNoChange: async (...answers: RawAnswer[]) => {
      for (const answer of answers) {
        expect(answer.status).toBeLessThan(500);
        expect(Object.keys(answer.headers).join()).not.toContain('access-control-');
      }
      expect(await stateOf(site)).toEqual(before);
    },
  };
}

describe.each(named(changing))('another site cannot use $name', ({ route }) => {
  const { honest, origin, send, body, expectNoChange } = given(route);

  it.each<[string, (own: string) => Headers]>([
    ['another Origin', () => ({ origin: 'https://evil.example' })],
    ['a hidden Origin', () => ({ origin: 'null' })],
    ['an empty Origin', () => ({ origin: '' })],
    ['another port', () => ({ origin: 'http://localhost:1' })],
    ['another scheme', (own) => ({ origin: own.replace('http:', 'https:') })],
    ['an Origin that begins as ours', (own) => ({ origin: `${own}.evil.example` })],
    ['two Origins', (own) => ({ origin: [own, 'https://evil.example'] })],
    ['Sec-Fetch-Site: cross-site', () => ({ 'sec-fetch-site': 'cross-site' })],
    ['Sec-Fetch-Site: same-site', () => ({ 'sec-fetch-site': 'same-site' })],
    ['our Origin, but cross-site', (own) => ({ origin: own, 'sec-fetch-site': 'cross-site' })],
    ['another Origin, but none', () => ({ origin: 'https://evil.example', 'sec-fetch-site': 'none' })],
    [
      'another Origin and what passes elsewhere',
      () => ({
        origin: 'https://evil.example',
        'x-requested-with': 'XMLHttpRequest',
        'x-atlassian-token': 'no-check',
      }),
    ],
  ])('with %s', async (_, headersFor) => {
    const answer = await send({ ...body(), headers: headersFor(origin()) });
    expect(answer.status).toBe(403);
    await expectNoChange(answer);
  });

  it('after a preflight', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': route.method };
    const answer = await send({ method: 'OPTIONS', headers });
    expect(answer.status).toBe(405);
    await expectNoChange(answer);
  });

  it('by another method that says it is this one', async () => {
    const fields = { ...honest().fields, _method: route.method };
    const headers = { 'x-http-method-override': route.method, 'x-method-override': route.method };
    const query = String(new URLSearchParams(fields));
    await expectNoChange(await send({ method: 'GET' }, query));
    await expectNoChange(await send({ method: 'GET', headers }, query));
    const other = route.method === 'POST' ? 'PUT' : 'POST';
    await expectNoChange(await send({ method: other, form: fields, headers }, query));
  });

  it('with a body of another type, such as forms of other sites can send', async () => {
    const { fields, json = fields } = honest();
    const parts = Object.entries(fields).map(
      ([name, value]) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const bodies = [
      JSON.stringify(json),
      new URLSearchParams({ ...fields }).toString(),
      `${parts.join('')}--x--\r\n`,
    ];
    const types = ['text/plain', 'multipart/form-data; boundary=x', 'application/xml', ''];
    const ofOthers = isPage(route) ? 'application/json' : 'application/x-www-form-urlencoded';
    for (const type of [...types, ofOthers]) {
      const headers: Headers = type === '' ? {} : { 'content-type': type };
      const answers = [];
      for (const text of bodies) answers.push(await send({ body: text, headers }));
      await expectNoChange(...answers);
    }
  });

  it('but our own page can', async () => {
    const headers = { origin: origin(), 'sec-fetch-site': 'same-origin' };
    expect(await send({ ...body(), headers })).toSatisfy(honest().worked);
  });
});

describe.each(named(changing.filter(isPage)))(
  'where a browser says nothing about the origin, $name',
  ({ route }) => {
    const { tokens, honest, send, body, expectNoChange } = given(route);

    it('wants the token of this very form, in the body, once', async () => {
      const { token = '', ...rest } = honest().fields;
      tokens.delete(token);
      expect(tokens.size).toBeGreaterThan(0);
      for (const other of ['', 'x', token.slice(1), `${token}x`, ...tokens])
        await expectNoChange(await send(body({ ...rest, token: other })));
      await expectNoChange(await send(body(rest)));
      await expectNoChange(await send(body(rest), `token=${encodeURIComponent(token)}`));
      const twice = `${new URLSearchParams({ ...rest, token })}&token=${token}`;
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      await expectNoChange(await send({ body: twice, headers }));
    });

    it('works with it', async () => {
      expect(await send(body())).toSatisfy(honest().worked);
    });
  },
);

it('the routes are found, and the known ones are attacked with requests that work', () => {
  expect(changing.filter(hasHonestRequest)).toHaveLength(86);
});
