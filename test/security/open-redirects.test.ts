/**
 * Attack: a link to the victim's own Jira that leads away after the login, to a page that asks for the password "once
 * more". Wherever a destination comes in (a query, a form, REST, the address that was asked for itself), what the gate
 * makes of it is resolved as a browser resolves it, and must stay on this site.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeAt, formsOf, type Site, startSite, Visitor } from '../support/gate/index.ts';
import { runs, timeFor } from '../support/generated/runs.ts';
import { ask, type RawAnswer } from '../support/jira/raw-client.ts';

const pages = '/plugins/servlet/two-step';
const html = { accept: 'text/html' };

const away = [
  ...[
    '//evil.example',
    '///evil.example',
    '////evil.example',
    '//x@evil.example',
    '//evil.example\\@localhost',
  ],
  ...[
    '/\\evil.example',
    '\\\\evil.example',
    '\\/evil.example',
    '/\t/evil.example',
    '\t//evil.example',
    ' //evil',
  ],
  ...[
    'https:evil.example',
    'https:/evil.example',
    'https://evil.example',
    'http:evil.example',
    'file:///etc/x',
  ],
  ...['/%2fevil.example', '/%5cevil.example', '/%09/evil.example', '/%0d/evil.example', '/%20/evil.example'],
  ...[
    '/.//evil.example',
    '/..//evil.example',
    '/%2e//evil.example',
    '/a/..//evil.example',
    '/x/%2E%2e//evil',
  ],
  ...[
    'javascript:alert(9)',
    'JaVa\tScRiPt:alert(9)',
    '\u0001javascript:alert(9)',
    'data:text/html,x',
    'vbscript:x',
  ],
  ...[
    '/\r\nLocation: https://evil.example',
    '/\0//evil.example',
    '/\n/evil.example',
    `/${'a'.repeat(10_000)}`,
  ],
  ...[
    'http://localhost:1/',
    '//localhost:1/',
    '//localhost:PORT@evil.example',
    'http://localhost:PORT@evil.example',
  ],
  ...[
    'evil.example',
    '@evil.example',
    '.evil.example',
    ':1',
    '?//evil.example',
    '/\u00a0/evil.example',
    '／／evil',
  ],
];
/** Stays here, though it looks otherwise. */
const here = [
  '/。evil.example',
  '/@evil.example',
  '/x//evil.example',
  '/?next=//evil.example',
  '/:1/',
  '/\u2028a',
];
const spellings = (text: string) => [
  text,
  encodeURIComponent(text),
  encodeURIComponent(encodeURIComponent(text)),
];

const titled = (text: string): [title: string, text: string] => [text.slice(0, 60), text];

/** Everything on an answer that leads a browser to a page: redirects, links, forms, and what comes back with a form. */
function placesIn({ headers, text }: RawAnswer): string[] {
  const links = [...text.matchAll(/\s(?:href|action|src)="([^"]*)"/g)].map(([, link = '']) =>
    link.replaceAll('&amp;', '&'),
  );
  const hidden = formsOf(text).flatMap((form) => form.hidden.destination ?? []);
  const redirects = headers.location === undefined ? [] : [headers.location];
  const pictures = /^(?:data:(?:image\/svg|text\/plain)|otpauth:)/;
  return [...redirects, ...links, ...hidden].filter((place) => !pictures.test(place));
}

describe('a destination', () => {
  let site: Site;
  let origin: string;
  let pending: Visitor;
  let newcomer: Visitor;
  let verified: Visitor;
  let secret: string;
  let token: string;

  beforeAll(async () => {
    site = await startSite();
    origin = site.gate.config.publicOrigin;
    verified = new Visitor(site.gate.url);
    const enrolled = await verified.enroll('alice', 'alice-password', site.clock.now);
    secret = enrolled.secret;
    token = formsOf(enrolled.shown.text)[0]?.hidden.token ?? '';
    pending = new Visitor(site.gate.url);
    await pending.logIn('alice', 'alice-password');
    newcomer = new Visitor(site.gate.url);
    await newcomer.logIn('bob', 'bob-password');
  });
  afterAll(() => site?.close());

  /** Follows in thought, also the destinations that addresses of ours carry along. */
  const expectHere = (places: readonly string[], base = `${pages}/challenge`): void => {
    for (const place of places) {
      const url = new URL(place, origin + base);
      expect({ place, origin: url.origin }).toEqual({ place, origin });
      const carried = [url.searchParams.get('destination'), url.searchParams.get('os_destination')];
      if (url.pathname.startsWith(pages) || url.pathname === '/login.jsp')
        expectHere(
          carried.filter((one) => one !== null),
          url.pathname,
        );
    }
  };
  const at = (page: string, text: string) => `${pages}/${page}?destination=${encodeURIComponent(text)}`;
  const save = (destination: string) =>
    verified.submit(`${pages}/recovery-code`, { token, saved: 'yes', destination });

  it.each<[string, (text: string) => Promise<RawAnswer>]>([
    ['after a recovery code was saved', save],
    ['of somebody who is verified already', (text) => verified.open(at('challenge', text))],
    ['of somebody at the wrong step', (text) => newcomer.open(at('challenge', text))],
    ['on the challenge', (text) => pending.open(at('challenge', text))],
    ['on the recovery', (text) => pending.open(at('recover', text))],
    ['in a form that comes back', (text) => pending.submit(`${pages}/challenge`, { destination: text })],
    ['on the setup', (text) => newcomer.open(at('enroll', text))],
    ['at the end of a login', (text) => new Visitor(site.gate.url).open(at('ended', text))],
    ['of somebody who has to log in', (text) => new Visitor(site.gate.url).open(at('challenge', text))],
  ])('%s stays on this site', async (_, enter) => {
    for (const text of [...away, ...here].flatMap(spellings)) {
      const answer = await enter(text.replace('PORT', String(site.gate.port)));
      expect(answer.status).toBeLessThan(400);
      expectHere(placesIn(answer));
    }
  });

  it.each(away.map(titled))('that leads away becomes the start page: %j', async (_, text) => {
    expect((await save(text)).headers.location).toBe('/');
    expect((await verified.open(at('challenge', text))).headers.location).toBe('/');
  });

  it.each(['/browse/DEMO-1?a=b&c=//d#e', '/x//y', '/issues/?jql=a%20%3D%20%22b%22'])(
    'that does not is kept: %s',
    async (text) => {
      expect((await save(text)).headers.location).toBe(text);
    },
  );

  it.each(['//evil.example', '/\\evil.example', '/%2fevil.example'])(
    'stays on this site after a right code: %s',
    async (text) => {
      site.clock.pass(30_000);
      const visitor = new Visitor(site.gate.url);
      await visitor.logIn('alice', 'alice-password');
      const page = await visitor.open(`${pages}/challenge`);
      const code = codeAt(secret, site.clock.now);
      const answer = await visitor.answerForm(page, { code, destination: text });
      expect(answer.headers.location).toBe('/');
    },
  );

  it('made of anything stays on this site', { timeout: timeFor(60) }, async () => {
    const pieces = [
      '/',
      '\\',
      '.',
      '%2e',
      '%2f',
      '%5c',
      '%09',
      '\t',
      '\n',
      ' ',
      ':',
      '@',
      ';',
      '?',
      '#',
      '//',
      '..',
    ];
    const words = ['evil.example', 'https:', 'javascript:', 'localhost', '%25', '\0', '。', '／', '\u2028'];
    const piece = fc.oneof(fc.constantFrom(...pieces, ...words), fc.string({ unit: 'binary', maxLength: 3 }));
    const text = fc.array(piece, { maxLength: 12 }).map((some) => `/${some.join('')}`);
    await fc.assert(
      fc.asyncProperty(text, async (destination) => {
        const saved = await save(destination);
        expect(saved.status).toBe(303);
        expectHere(placesIn(saved));
        expectHere(placesIn(await pending.open(at('challenge', destination))));
      }),
      runs(150),
    );
  });

  it.each([
    ...[
      '//evil.example/secure/Dashboard.jspa',
      '///evil.example/',
      '/\\evil.example/',
      '/.//evil.example/',
      '//evil',
    ],
    ...[
      '/%2fevil.example/',
      '/%5cevil.example/',
      '/%09/evil.example',
      '/a/..//evil.example',
      '/%2e%2e//evil.example',
    ],
    ...[
      '//evil.example/%2e%2e',
      '//x@evil.example/',
      '/;//evil.example',
      '/%0d%0aLocation:%20https://evil.example',
    ],
    ...[
      '/?//evil.example',
      '/x//evil.example',
      '//evil.example/login.jsp',
      '/@evil.example',
      '//localhost:1/',
    ],
    ...['/secure/Dashboard.jspa?os_destination=//evil.example'],
  ])('that is the address asked for stays on this site: %s', async (target) => {
    for (const visitor of [pending, newcomer]) {
      const answer = await visitor.client.ask(target, { headers: html });
      expect([302, 400]).toContain(answer.status);
      expectHere(placesIn(answer), target.startsWith('//') ? '/' : target);
    }
  });

  it('is not made of an address with a password in it', async () => {
    const answer = await pending.open('/browse/DEMO-1?a=b&os%5Fpassword=x');
    expect(placesIn(answer).join()).not.toContain('os_password');
    expect((await save('/browse/DEMO-1?os_username=a&os_password=b')).headers.location).toBe('/');
  });
});

describe('the next place of a login by REST', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite({ TSV_ENFORCEMENT: 'optional' });
  });
  afterAll(() => site?.close());

  const logIn = (targetUrl: unknown) => {
    const json = { username: 'alice', password: 'alice-password', targetUrl };
    return ask(site.gate.url, '/rest/tsv/1.0/authenticate', { json });
  };

  it.each(away.flatMap(spellings).map(titled))('is the start page for %j', async (_, targetUrl) => {
    const answer = await logIn(targetUrl);
    expect(answer.json()).toEqual({ next: '/' });
  });

  it('is the place asked for where it is on this site', async () => {
    expect((await logIn('/browse/DEMO-1')).json()).toEqual({ next: '/browse/DEMO-1' });
  });
});
