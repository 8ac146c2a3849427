import { describe, expect, it } from 'vitest';
import { readContentType } from '../../../proxy/gate/content-type.ts';
import { AppError } from '../../../proxy/kernel/app-error.ts';

const form = 'application/x-www-form-urlencoded';

function refusalOf(header: string): string {
  try {
    readContentType(header);
    return 'not refused';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

describe('the type of a body', () => {
  it.each([
    [form, form],
    ['APPLICATION/X-WWW-Form-URLEncoded', form],
    [`${form};`, form],
    [`${form}; `, form],
    [`${form};charset=UTF-8`, `${form}; charset=UTF-8`],
    [`${form} ; charset="iso-8859-15" ;`, `${form}; charset=iso-8859-15`],
    [`${form}; charset=windows-1252`, `${form}; charset=windows-1252`],
    [`${form};\tCharset=us-ascii`, `${form}; charset=us-ascii`],
  ])('%s is a form, and Jira is told %s', (header, value) => {
    expect(readContentType(header)).toEqual({ isForm: true, value });
  });

  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'multipart/form-data; boundary=----x',
    'text/xml; charset="ISO-8859-1"',
    'text/plain',
    'nonsense',
  ])('%s is no form, and stays as it is', (header) => {
    expect(readContentType(header)).toEqual({ isForm: false, value: header });
  });

  it('may be absent', () => {
    expect(readContentType(undefined)).toEqual({ isForm: false, value: undefined });
    expect(readContentType('')).toEqual({ isForm: false, value: '' });
  });

  // Tomcat decodes by it, so in these a field could hide that the gate does not see.
  it.each([
    'UTF-16BE',
    'utf-16',
    'UTF-32',
    'IBM037',
    'cp1047',
    'utf-7',
    'x-utf-8',
    'utf-8x',
    'iso-2022-jp',
    '*',
  ])('is refused in the charset %s, whatever it is the type of', (charset) => {
    for (const type of [form, 'text/plain', 'multipart/form-data; boundary=x', 'application/json']) {
      expect(refusalOf(`${type};charset=${charset}`)).toBe('unsupported_media_type');
      expect(refusalOf(`${type}; Charset = "${charset}"`)).toBe('unsupported_media_type');
      expect(refusalOf(`${type}; charset=" ${charset}`)).toBe('unsupported_media_type');
      expect(refusalOf(`${type}; charset='${charset}'`)).toBe('unsupported_media_type');
    }
  });

  it.each([
    [`${form}; charset=utf-8; charset=utf-16be`],
    [`${form}; x="; charset=utf-8"; charset=utf-16be`],
    [`text/plain; charset=utf-8; CHARSET=ibm037`],
  ])('is refused with two charsets, since servers take the first or the last: %s', (header) => {
    expect(refusalOf(header)).toBe('ambiguous_request');
  });

  it.each([
    `${form}; charset=`,
    `${form}; boundary=x`,
    `${form}, text/plain`,
    `${form}2`,
    `text/plain; x=${form}`,
    `x${form}`,
    `${form}; charset=utf-8; charset=utf-8`,
    `${form};;charset=utf-8`,
    `${form}; charset="utf-8`.concat('"x'),
    `${form}; charset=utf-8; x=y`,
    `${form}\u00a0`,
  ])('is refused when it is a form only in one of its readings: %j', (header) => {
    expect(refusalOf(header)).toBe('unsupported_media_type');
  });

  it('is refused when it is longer than anything honest', () => {
    expect(refusalOf(`${form}${' '.repeat(300)}x`)).toBe('unsupported_media_type');
    expect(refusalOf(`text/plain; x=${'charset='.repeat(2_000)}`)).toBe('unsupported_media_type');
  });
});
