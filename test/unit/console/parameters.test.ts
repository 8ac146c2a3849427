import { describe, expect, it } from 'vitest';
import { ConsoleLinks } from '../../../admin/console/console-links.ts';
import { dateTimeText, isTyped, readDateTime, readReason } from '../../../admin/console/form-readers.ts';
import { Parameters } from '../../../admin/console/parameters.ts';
import { AppError } from '../../../proxy/kernel/app-error.ts';
import { ownPath } from '../../../proxy/kernel/safe-path.ts';

const query = (text: string) => Parameters.ofQuery(text);
const refusal = (read: () => unknown) => {
  try {
    read();
  } catch (error) {
    return error instanceof AppError ? error.code : error;
  }
  return undefined;
};

describe('parameters of a screen', () => {
  it('are texts of one line without blanks around them', () => {
    expect(query('q=%20J%C3%B6rg%20M+').text('q')).toBe('Jörg M');
    expect(query('').text('q')).toBe('');
    expect(query('q=').has('q')).toBe(true);
  });

  it.each([
    ['came twice', 'q=a&q=b'],
    ['is too long', `q=${'x'.repeat(201)}`],
    ['holds a line end', 'q=a%0Ab'],
    ['holds a NUL', 'q=%00'],
  ])('are refused where one %s', (_why, text) => {
    expect(refusal(() => query(text).text('q'))).toBe('bad_request');
  });

  it('are whole numbers in a range, or what stands in for none', () => {
    const range = { from: 10, to: 100 };
    expect(query('n=10').integer('n', range, 25)).toBe(10);
    expect(query('n=100').integer('n', range, 25)).toBe(100);
    expect(query('n=').integer('n', range, undefined)).toBeUndefined();
    for (const wrong of ['9', '101', '1e1', '10.5', '0x10', 'NaN', '٣٣'])
      expect(refusal(() => query(`n=${wrong}`).integer('n', range, 25))).toBe('bad_request');
  });

  it('are choices, one or several', () => {
    const values = ['name', 'since'] as const;
    expect(query('sort=since').choice('sort', values, 'name')).toBe('since');
    expect(query('').choice('sort', values, 'name')).toBe('name');
    expect(refusal(() => query('sort=SINCE').choice('sort', values, 'name'))).toBe('bad_request');
    expect(query('m=since&m=name').choices('m', values)).toEqual(['name', 'since']);
    expect(refusal(() => query('m=name&m=x').choices('m', values))).toBe('bad_request');
  });

  it('come from a form as well, where lines are allowed if asked for', () => {
    const body = Parameters.ofBody({ text: ' a\r\nb ', twice: ['1', '2'] });
    expect(body.lines('text', 10)).toBe('a\nb');
    expect(refusal(() => body.lines('text', 2))).toBe('bad_request');
    expect(refusal(() => body.text('twice'))).toBe('bad_request');
    expect(Parameters.ofBody(undefined).text('x')).toBe('');
    expect(Parameters.ofBody('text').text('x')).toBe('');
  });
});

describe('links of the console', () => {
  const links = new ConsoleLinks(ownPath('/jira/plugins/servlet/two-step/admin'));

  it('lead to screens, with what they carry', () => {
    expect(links.to('/')).toBe('/jira/plugins/servlet/two-step/admin');
    expect(links.to('/user', { person: 'a&b=ö', page: 2, none: undefined, empty: '' })).toBe(
      '/jira/plugins/servlet/two-step/admin/user?person=a%26b%3D%C3%B6&page=2',
    );
  });

  it('keep what the address says, but for what changes', () => {
    const current = query('q=x+y&group=a&group=b&after=9');
    expect(links.keeping('/users', current, { after: undefined, size: 50 })).toBe(
      '/jira/plugins/servlet/two-step/admin/users?q=x+y&group=a&group=b&size=50',
    );
  });

  it('leave out what no address can hold, and never leave the console', () => {
    expect(links.to('/users', { q: 'x'.repeat(3_000) })).toBe('/jira/plugins/servlet/two-step/admin/users');
    expect(links.keeping('/users', query('os_password=x'), {})).toBe(
      '/jira/plugins/servlet/two-step/admin/users',
    );
  });
});

describe('what a form of the console holds', () => {
  it('is a reason of some words', () => {
    expect(readReason(query('reason=+lost+phone+'))).toEqual({ kind: 'ok', value: 'lost phone' });
    expect(readReason(query('reason=++x')).kind).toBe('wrong');
    expect(readReason(query('')).kind).toBe('wrong');
  });

  it('is a point in time in UTC, and no day that there is not', () => {
    const read = (value: string) => readDateTime(query(`at=${encodeURIComponent(value)}`), 'at');
    const at = new Date('2028-02-29T18:05:00Z');
    expect(read('2028-02-29T18:05')).toEqual({ kind: 'ok', value: at });
    expect(read('2028-02-29T18:05:00')).toEqual({ kind: 'ok', value: at });
    expect(read(dateTimeText(at))).toEqual({ kind: 'ok', value: at });
    for (const wrong of ['2027-02-29T18:05', '2028-02-29', '2028-02-29T24:00', 'tomorrow', ''])
      expect(read(wrong).kind).toBe('wrong');
  });

  it('is exactly what had to be typed', () => {
    expect(isTyped(query('typed=alice'), 'alice')).toBe(true);
    for (const wrong of ['typed=Alice', 'typed=alic', 'typed=', ''])
      expect(isTyped(query(wrong), 'alice')).toBe(false);
    expect(isTyped(query('typed='), '')).toBe(false);
  });
});
