import { describe, expect, it } from 'vitest';
import type { ForwardAs } from '../../../proxy/gate/decide.ts';
import { checkReply } from '../../../proxy/gate/reply-check.ts';

const ways = ['person', 'anonymous', 'login', 'public', 'machine', 'basic'] as const;
const expectedOf = (as: ForwardAs) => (['person', 'basic', 'machine'].includes(as) ? 'alice' : undefined);
const verdict = (as: ForwardAs, userHeader: string | string[] | undefined, login = false) =>
  checkReply({ as, expected: expectedOf(as), login, signed: false, userHeader }).kind;
const forPerson = (expected: string | undefined, userHeader: string) =>
  checkReply({ as: 'person', expected, login: false, signed: false, userHeader }).kind;

describe('a reply', () => {
  it.each(ways)('passes for "%s" when it names nobody at all', (as) => {
    expect(verdict(as, undefined)).toBe('pass');
    expect(verdict(as, '')).toBe('pass');
  });

  it.each([
    ['person', 'pass_and_forget'],
    ['basic', 'pass_and_forget'],
    ['anonymous', 'pass'],
    ['public', 'pass'],
    ['login', 'pass'],
    ['machine', 'pass'],
  ] as const)('for "%s" that is anonymous: %s', (as, expected) => {
    expect(verdict(as, 'anonymous')).toBe(expected);
  });

  it.each([
    ['person', 'pass'],
    ['basic', 'pass'],
    ['login', 'pass'],
    ['machine', 'pass'],
    ['anonymous', 'drop'],
    ['public', 'drop'],
  ] as const)('for "%s" that names the user who was expected: %s', (as, expected) => {
    expect(verdict(as, 'alice')).toBe(expected);
  });

  it.each([
    ['person', 'drop'],
    ['basic', 'drop'],
    ['anonymous', 'drop'],
    ['public', 'drop'],
    ['login', 'pass'],
    ['machine', 'drop'],
  ] as const)('for "%s" that names somebody else: %s', (as, expected) => {
    expect(verdict(as, 'bob')).toBe(expected);
  });

  it('may name a user where nobody was logged in before a login, and nowhere else', () => {
    expect(verdict('anonymous', 'alice', true)).toBe('pass');
    expect(verdict('public', 'alice', true)).toBe('drop');
    expect(verdict('person', 'bob', true)).toBe('drop');
  });

  it.each(ways)('is dropped for "%s" when its user name cannot be read', (as) => {
    expect(verdict(as, '%ff')).toBe('drop');
    expect(verdict(as, '%')).toBe('drop');
    expect(verdict(as, ['alice', 'alice'])).toBe('drop');
    expect(verdict(as, ['alice', 'bob'])).toBe('drop');
    expect(verdict(as, [])).toBe('drop');
  });

  it('is dropped when a person was forwarded whose name nobody knows', () => {
    expect(forPerson(undefined, 'alice')).toBe('drop');
    expect(forPerson('', 'alice')).toBe('drop');
  });

  it('to a token that Jira does not know may name nobody; to a signature, whoever signed', () => {
    const facts = { as: 'machine', expected: undefined, login: false } as const;
    expect(checkReply({ ...facts, signed: false, userHeader: 'alice' }).kind).toBe('drop');
    expect(checkReply({ ...facts, signed: false, userHeader: 'anonymous' }).kind).toBe('pass');
    expect(checkReply({ ...facts, signed: true, userHeader: 'alice' }).kind).toBe('pass');
    expect(checkReply({ ...facts, as: 'public', signed: true, userHeader: 'alice' }).kind).toBe('drop');
  });

  it.each([
    ['alice', 'ALICE', true],
    ['Alice', 'alice', true],
    ['älice', '%C3%A4lice', true],
    ['älice', '%c3%84LICE', true],
    ['alice archer', 'alice%20archer', true],
    ['alice archer', 'alice+archer', true],
    ['alice+archer', 'alice+archer', true],
    ['alice+archer', 'alice%2Barcher', true],
    ['alice@example.com', 'alice%40example.com', true],
    ['anonymous2', 'anonymous2', true],
    ['alice', 'alice%20', false],
    ['alice', 'alice, alice', false],
    ['alice', 'alice,bob', false],
    ['alice', 'a%6Cice', true],
    ['alice', '%25alice', false],
    ['alice', '\u0430lice', false],
    ['alice', 'alice%00', false],
    ['alice', 'alic', false],
    ['Anonymous', 'Anonymous', true],
  ])('of "%s" that names "%s" passes: %s', (expected, userHeader, passes) => {
    expect(forPerson(expected, userHeader)).toBe(passes ? 'pass' : 'drop');
  });
});
