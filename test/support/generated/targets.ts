import fc from 'fast-check';

/** Where it matters how a path is read: what is exempt, what logs in, what is ours, and what is nobody else's business. */
const places = [
  '/images/logo.svg',
  '/images/icons/priority.png',
  '/static-assets/a/b.js',
  '/download/resources/x/y.css',
  '/download/batch/a:b/c.js',
  '/s/x/_/images/logo.svg',
  '/s/en_US/123/1.0/_/download/contextbatch/js/_super/batch.js',
  '/favicon.ico',
  '/status',
  '/login.jsp',
  '/rest/auth/1/session',
  '/rest/gadget/1.0/login',
  '/servicedesk/customer/user/login',
  '/logout',
  '/secure/Logout!default.jspa',
  '/rest/tsv/1.0/authenticate',
  '/rest/tsv/latest/totp/unenroll/user/bob',
  '/plugins/servlet/two-step/challenge',
  '/rest/pat/latest/tokens',
  '/plugins/servlet/oauth/authorize',
  '/secure/Dashboard.jspa',
  '/browse/DEMO-1',
  '/rest/api/2/myself',
  '/',
] as const;

/** What attackers put between the letters of a path. */
const tricks = [
  '/',
  '//',
  '/./',
  '/../',
  '/..',
  '/..;/',
  '/.;/',
  '/;/',
  ';',
  ';x=1',
  ';/',
  ';jsessionid=AB',
  ';JSESSIONID=AB',
  '%3bjsessionid=AB',
  ';x=/../',
  ';x=%2f',
  '.',
  '..',
  '%2e',
  '%2e%2e',
  '%2E%2e/',
  '%252e%252e/',
  '%2f',
  '%2F',
  '%252f',
  '%5c',
  '%255c',
  '\\',
  '\\..\\',
  '%00',
  '%0a',
  '%0d%0a',
  '%09',
  '%20',
  '%7f',
  '%c0%ae',
  '%c0%af',
  '%e0%80%af',
  '%ff',
  '%uff0e',
  '%',
  '%2',
  '%zz',
  '%25',
  '%3b',
  '%253b',
  '%3f',
  '%23',
  '#',
  '#/../',
  '?',
  '?/../',
  '&',
  '+',
  '~',
  '*',
  ':',
  '@',
  '|',
  '^',
  '[',
  ']',
  '{',
  '}',
  '"',
  '<',
  '>',
  '`',
  "'",
  '\xe9',
  '\x80',
  '\xff',
  '_',
  '/_/',
  '/s/x/_/',
  '/s/../',
  '.jspa',
  '!default.jspa',
  '.css',
  '/x.css',
  '/Dashboard.jspa',
  '/secure/Dashboard.jspa',
  '/images/',
  '/login.jsp',
  '/rest/tsv',
] as const;

type Change = {
  readonly at: number;
  readonly kind: 'insert' | 'encode' | 'encode twice' | 'case' | 'drop';
  readonly trick: string;
};

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('insert', 'insert', 'insert', 'encode', 'encode twice', 'case', 'drop'),
  trick: fc.constantFrom(...tricks),
});

const prefix = fc.oneof(
  { weight: 9, arbitrary: fc.constant('') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'http://localhost',
      'HTTP://LOCALHOST',
      '/.',
      '/x/..',
      '/x/..;',
      '/s/x/_',
      '//localhost',
      '/;a',
    ),
  },
);

/** A request target as it may stand in a request line: bytes 0x21 to 0xff. */
export const requestTarget: fc.Arbitrary<string> = fc
  .tuple(prefix, fc.constantFrom(...places), fc.array(change, { maxLength: 4 }))
  .map(([start, place, changes]) => start + changes.reduce(apply, place))
  .filter((target) => target !== '');

function apply(path: string, { at, kind, trick }: Change): string {
  const position = Math.floor(at * (path.length + 1));
  const [before, letter, after] = [path.slice(0, position), path.charAt(position), path.slice(position + 1)];
  switch (kind) {
    case 'insert':
      return before + trick + letter + after;
    case 'encode':
      return before + encoded(letter) + after;
    case 'encode twice':
      return before + encoded(letter).replace('%', '%25') + after;
    case 'case':
      return before + (/[a-z]/.test(letter) ? letter.toUpperCase() : letter.toLowerCase()) + after;
    case 'drop':
      return before + after;
    default:
      return kind satisfies never;
  }
}

function encoded(letter: string): string {
  return letter === '' ? '' : `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
