/**
 * Attack: hide `os_password` from the gate in a query or a form that Tomcat reads all the same: by the charset, by
 * the media type, by escapes, by repetition, in chunks. Generated requests go to a real Tomcat; wherever it finds a
 * password (or an OAuth signature), the gate has to have found it too, or to have refused the request.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { readContentType } from '../../proxy/gate/content-type.ts';
import { AppError } from '../../proxy/kernel/app-error.ts';
import { searchField } from '../../proxy/kernel/form-fields.ts';
import { runs, timeFor } from '../support/generated/runs.ts';
import { startTomcat, type TestTomcat } from '../support/servers/tomcat.ts';
import { TomcatProbe, type Understood } from '../support/tomcat/probe.ts';

const form = 'application/x-www-form-urlencoded';
const charsets = [
  'utf-8',
  'UTF8',
  'iso-8859-1',
  'windows-1252',
  'utf-16',
  'UTF-16BE',
  'utf-7',
  'utf-32',
  'IBM037',
  'cp500',
];
const charset = fc.constantFrom(
  ...charsets,
  ...['x-MacRoman', 'GBK', 'Shift_JIS', 'ISO-2022-JP', 'koi8-r', 'nonsense', ''],
);

const contentType = fc.oneof(
  fc.constant(form),
  charset.map((name) => `${form}; charset=${name}`),
  charset.map((name) => `${form};charset="${name}"`),
  fc.tuple(charset, charset).map(([one, other]) => `${form}; charset=${one}; charset=${other}`),
  charset.map((name) => `${form};x="; charset=${name}"`),
  charset.map((name) => `text/plain;charset=${name}`),
  fc.constantFrom(
    ...[`${form} `, `${form};`, `${form} ; x`, form.toUpperCase(), `${form},text/plain`, `x/y,${form}`],
  ),
  fc.constantFrom(
    ...['multipart/form-data; boundary=b', 'application/json', '', `${form}\t;x=y`, `"${form}"`],
  ),
);

/** The name of a field in a spelling that may come out as this one. */
const spelled = (name: string) =>
  fc.oneof(
    fc.constant(name),
    fc
      .array(fc.boolean(), { minLength: name.length, maxLength: name.length })
      .map((which) => [...name].map((letter, at) => (which[at] ? escaped(letter) : letter)).join('')),
    fc.constantFrom(...['IBM037', 'utf-16be', 'utf-16le']).map((code) => inCharset(name, code)),
    fc.constantFrom(
      `+${name}`,
      `${name}+`,
      `%00${name}`,
      `${name}%00`,
      `\ufeff${name}`,
      name.toUpperCase(),
      `${name}[]`,
    ),
  );
const field = fc
  .tuple(
    fc.oneof(spelled('os_password'), spelled('oauth_signature'), fc.constantFrom('a', '', '%', '%zz')),
    fc.constantFrom('=x', '=', '', '==', '=%zz'),
  )
  .map(([name, value]) => name + value);
const fields = fc
  .array(fc.tuple(field, fc.constantFrom('&', '&&', ';', '&amp;', '\n', '\r\n&', '?')), {
    minLength: 1,
    maxLength: 4,
  })
  .map((pairs) => pairs.map((pair) => pair.join('')).join(''));

describe('a password or a signature', () => {
  let tomcat: TestTomcat;
  let probe: TomcatProbe;
  beforeAll(async () => {
    tomcat = await startTomcat();
    probe = new TomcatProbe(tomcat.port);
  });
  afterAll(async () => {
    probe?.close();
    await tomcat?.close();
  });

  it('that Tomcat finds in a form is found by the gate', { timeout: timeFor(120) }, async () => {
    const property = fc.asyncProperty(contentType, fields, async (type, text) => {
      const gate = readForm(type, text);
      if (gate === 'refused') return;
      const headers = gate.contentType === undefined ? {} : { 'content-type': gate.contentType };
      const body = Buffer.from(text, 'latin1');
      expectFound(await probe.ask('/x', { method: 'POST', headers, body }), gate);
    });
    await fc.assert(property, runs(3_000));
  });

  it('that Tomcat finds in a query is found by the gate', { timeout: timeFor(120) }, async () => {
    const property = fc.asyncProperty(contentType, fields, async (type, text) => {
      const gate = readForm(type, '');
      const query = text.replace(/[^!-~\x80-\xff]/g, '');
      if (gate === 'refused' || query.includes('#')) return;
      const headers = gate.contentType === undefined ? {} : { 'content-type': gate.contentType };
      expectFound(await probe.ask(`/x?${query}`, { headers }), search(query));
    });
    await fc.assert(property, runs(3_000));
  });
});

type Found = { readonly password: boolean; readonly signature: boolean };

function search(text: string): Found {
  return {
    password: searchField(text, 'os_password') !== 'absent',
    signature: searchField(text, 'oauth_signature') !== 'absent',
  };
}

/** As the gate does: what it sends on is the content type as it was understood. */
function readForm(type: string, text: string): 'refused' | (Found & { contentType: string | undefined }) {
  try {
    const { isForm, value } = readContentType(type);
    const body = Buffer.from(text, 'latin1').toString('latin1');
    return { contentType: value, ...(isForm ? search(body) : { password: false, signature: false }) };
  } catch (error) {
    if (error instanceof AppError) return 'refused';
    throw error;
  }
}

function expectFound(served: Understood | undefined, gate: Found): void {
  if (served === undefined) return;
  if (served.password !== null && !gate.password) throw new Error('a password that the gate did not see');
  if (served.signature !== null && !gate.signature) throw new Error('a signature that the gate did not see');
}

function escaped(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16)}`;
}

/** Every byte escaped, as a client would write the name in that charset. */
function inCharset(name: string, code: string): string {
  const bytes =
    code === 'IBM037'
      ? [...name].map((letter) => (letter === '_' ? 0x6d : ebcdic(letter)))
      : [...Buffer.from(name, 'utf16le')].map((_, at, all) => all[code === 'utf-16le' ? at : at ^ 1] ?? 0);
  return bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

function ebcdic(letter: string): number {
  const at = 'abcdefghi       jklmnopqr       stuvwxyz'.indexOf(letter);
  if (at < 9) return 0x81 + at;
  return at < 25 ? 0x91 + (at - 16) : 0xa2 + (at - 32);
}
