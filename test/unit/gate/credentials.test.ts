import { describe, expect, it } from 'vitest';
import { readCredentials } from '../../../proxy/gate/credentials.ts';
import { buildScope } from '../../support/builders/index.ts';

const read = (changes: Parameters<typeof buildScope>[0], signedForm = false) =>
  readCredentials(buildScope(changes), 'two-step', signedForm);
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const cookie = (name: string, value = 'value') => ({ name, value });
const nobody = {
  kind: 'browser',
  sessionId: undefined,
  verifiedSecret: undefined,
  adoptable: false,
  authorization: undefined,
};

describe('what a browser brings along', () => {
  it('is nothing at first', () => {
    expect(read({})).toEqual(nobody);
  });

  it('is a session id and the secret of the gate', () => {
    expect(read({ cookies: [cookie('JSESSIONID', 'SID'), cookie('two-step', 'secret')] })).toEqual({
      ...nobody,
      sessionId: 'SID',
      verifiedSecret: 'secret',
    });
  });

  it('is nothing when the cookies are empty', () => {
    expect(read({ cookies: [cookie('JSESSIONID', ''), cookie('two-step', '')] })).toEqual(nobody);
  });

  it('is no session when the name is written in another case', () => {
    expect(read({ cookies: [cookie('jsessionid', 'SID')] })).toEqual(nobody);
  });

  it.each(['seraph.rememberme.cookie', 'crowd.token_key'])('may be adopted with %s', (name) => {
    expect(read({ loginCookies: [cookie(name)] })).toEqual({ ...nobody, adoptable: true });
    expect(read({ loginCookies: [cookie(name, '')] })).toEqual(nobody);
  });

  it.each([
    'Negotiate YII',
    'JWT abc',
    'NTLM x',
    'Digest username="alice"',
    'Basically x',
    'Bearer2 x',
    '',
    'x',
  ])('may be adopted with the scheme of "%s", as a password login is', (authorization) => {
    expect(read({ authorization })).toEqual({ ...nobody, adoptable: true, authorization });
  });
});

describe('a token', () => {
  it.each(['Bearer abc', 'bearer abc', 'BEARER  abc', 'OAuth oauth_token="x"', 'Bearer', 'Bearer\tabc'])(
    'is what "%s" says',
    (authorization) => {
      expect(read({ authorization, cookies: [cookie('JSESSIONID')] })).toEqual({
        kind: 'machine',
        authorization,
        signed: authorization.startsWith('OAuth'),
      });
    },
  );
});

const signature =
  'oauth_consumer_key=c&oauth_signature_method=HMAC-SHA1&oauth_timestamp=1&oauth_nonce=n&oauth_signature=s';

describe('an OAuth 1 signature', () => {
  it.each([signature, signature.replace('oauth_n', '%6fauth_n'), `a;${signature.replaceAll('&', ';')}`])(
    'is a token in the query, too: %s',
    (query) => {
      const token = { kind: 'machine', authorization: undefined, signed: true };
      expect(read({ query, cookies: [cookie('JSESSIONID')] })).toEqual(token);
      expect(read({ cookies: [cookie('JSESSIONID')] }, true)).toEqual(token);
    },
  );

  it('is ambiguous beside an Authorization header', () => {
    for (const authorization of ['Bearer abc', 'OAuth x', basic('alice:secret'), 'Negotiate x']) {
      expect(read({ query: signature, authorization })).toMatchObject({ kind: 'refused' });
      expect(read({ authorization }, true)).toMatchObject({ kind: 'refused' });
    }
  });

  it.each(signature.split('&'))('is none without all of it: %s', (field) => {
    expect(read({ query: signature.replace(field, 'x=y') })).toEqual(nobody);
  });

  it('is not what the address of the consent page has', () => {
    expect(read({ query: 'oauth_token=x&oauth_callback=y', cookies: [cookie('JSESSIONID', 'S')] })).toEqual({
      ...nobody,
      sessionId: 'S',
    });
  });
});

describe('Basic authentication', () => {
  it.each([
    ['alice:secret', 'alice'],
    ['alice:', 'alice'],
    ['alice:a:b', 'alice'],
    ['älice:ö', 'älice'],
    [' alice:x', ' alice'],
  ])('names a user in "%s"', (text, username) => {
    expect(read({ authorization: basic(text) })).toEqual({
      kind: 'basic',
      username,
      authorization: basic(text),
    });
  });

  it('is written anew, so that nobody reads it in another way', () => {
    const text = Buffer.from('alice:secret').toString('base64');
    for (const authorization of [`basic   ${text}`, `BASIC ${text}`]) {
      expect(read({ authorization })).toMatchObject({ authorization: `Basic ${text}` });
    }
    // Bits that no byte is made of.
    expect(read({ authorization: 'Basic YTpi' })).toMatchObject({ authorization: 'Basic YTpi' });
    expect(read({ authorization: 'Basic YTpiYx==' })).toMatchObject({ authorization: 'Basic YTpiYw==' });
  });

  it.each([
    'Basic',
    'Basic ',
    'Basic !!!',
    basic('alice'),
    basic(':secret'),
    basic(''),
    'Basic YTpi YTpi',
    'Basic YTpi,YTpi',
    'Basic\tYTpi',
    'Basic YT_i',
    `Basic ${Buffer.from([0xff, 0x3a, 0x61]).toString('base64')}`,
  ])('is refused when it is malformed: %j', (authorization) => {
    expect(read({ authorization })).toMatchObject({ kind: 'refused', code: 'bad_request' });
  });
});

describe('a password in the query string', () => {
  it.each([
    'os_password=x',
    'a=b&os_username=alice&os_password=x',
    '%6fs_password=x',
    'os_password',
    'a;os_password=1',
  ])('is refused, whatever else there is: %s', (query) => {
    const code = { kind: 'refused', code: 'bad_request' };
    expect(read({ query })).toMatchObject(code);
    expect(read({ query, authorization: 'Bearer abc' })).toMatchObject(code);
    expect(read({ query, path: '/login.jsp', method: 'POST' })).toMatchObject(code);
  });

  it('is not a word in a value', () => {
    expect(read({ query: 'jql=os_password&xos_password=1&os_passwords=2' })).toEqual(nobody);
  });
});
