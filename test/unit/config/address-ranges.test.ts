import { describe, expect, it } from 'vitest';
import { type AddressRange, parseAddressRange } from '../../../proxy/config/address-ranges.ts';
import { addressMatcher, plainAddress } from '../../../proxy/config/index.ts';

const matcher = (...ranges: string[]) =>
  addressMatcher(ranges.map(parseAddressRange).filter((range): range is AddressRange => range !== undefined));

describe('a range of addresses', () => {
  it.each([
    ['10.0.0.0/8', '10.255.1.2', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.0.0.7', '10.0.0.7', true],
    ['10.0.0.7', '10.0.0.8', false],
    ['10.0.0.0/8', '::ffff:10.0.0.1', true],
    ['10.0.0.0/8', '::FFFF:10.0.0.1', true],
    ['fd00::/8', 'fd12:3456::1', true],
    ['fd00::/8', 'fe80::1', false],
    ['::1', '::1', true],
    ['::1', '0:0:0:0:0:0:0:1', true],
    ['10.0.0.0/8', '', false],
    ['10.0.0.0/8', 'unknown', false],
    ['10.0.0.0/8', '10.0.0.1:80', false],
    ['10.0.0.0/8', ' 10.0.0.1', false],
    ['10.0.0.0/8', '10.1', false],
    ['10.0.0.0/8', '0x0a.0.0.1', false],
  ])('%s with %s in it: %s', (range, address, inside) => {
    expect(matcher(range)(address)).toBe(inside);
  });

  it('holds nobody when there is none', () => {
    expect(matcher()('127.0.0.1')).toBe(false);
  });
});

describe('an address', () => {
  it.each([
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['10.0.0.1', '10.0.0.1'],
    ['::1', '::1'],
    ['::ffff:a00:1', '::ffff:a00:1'],
  ])('%s is written as %s', (address, plain) => {
    expect(plainAddress(address)).toBe(plain);
  });
});
