import { describe, expect, it } from 'vitest';
import { csvCell } from '../../../proxy/kernel/csv.ts';
import type { PersonRow } from '../../../proxy/people/index.ts';
import { peopleCsv } from '../../../proxy/people/people-csv.ts';

const person: PersonRow = {
  ...{ userKey: 'K1', username: 'alice', displayName: 'Alice', email: 'a@example.com', active: true },
  ...{ enrolledSince: undefined, methods: ['TOTP', 'WEBAUTHN'], lockedUntil: 'administrator', devices: 2 },
  ...{ exemptUntil: new Date(0), exemptReason: 'a "move", now', graceStartedAt: undefined },
  ...{ lastVerifiedAt: undefined, seenAt: undefined },
};

async function fileOf(...batches: PersonRow[][]): Promise<string> {
  async function* some() {
    yield* batches;
  }
  let text = '';
  for await (const piece of peopleCsv(some(), async () => new Map([['K1', 14]]))) text += piece;
  return text;
}

describe('a file of people', () => {
  it('has a line for each, as RFC 4180 says', async () => {
    const [head, first, second, rest] = (await fileOf([person], [{ ...person, username: 'bob' }])).split(
      '\r\n',
    );
    expect(head).toMatch(/^\uFEFFUser key,User name,Name,Mail,/);
    expect(first).toBe(
      'K1,alice,Alice,a@example.com,active,,TOTP WEBAUTHN,14,2,,administrator,1970-01-01T00:00:00.000Z,"a ""move"", now",,',
    );
    expect(second).toMatch(/^K1,bob,/);
    expect(rest).toBe('');
  });

  it.each([
    ['=HYPERLINK("http://evil")', `"'=HYPERLINK(""http://evil"")"`],
    ['+1', `'+1`],
    ['-1', `'-1`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\tx', `'\tx`],
    ['\rx', `"'\rx"`],
    ['  =1', `'  =1`],
    ['\u202E=1', `'\u202E=1`],
    ['＝1', `'＝1`],
    ['a\nb', '"a\nb"'],
    ['plain, quoted', '"plain, quoted"'],
    ['plain=1', 'plain=1'],
    ['', ''],
  ])('never holds a formula: %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });
});
