import { describe, expect, it } from 'vitest';
import { addressMatcher } from '../../../proxy/config/index.ts';
import { clientAddress } from '../../../proxy/http/request-scope.ts';
import { buildRequest } from '../../support/builders/index.ts';

const trusted = addressMatcher([{ address: '10.0.0.0', prefix: 8, family: 'ipv4' }]);

function addressOf(remoteAddress: string, ...forwardedFor: string[]): string {
  const headers = forwardedFor.map((value): [string, string] => ['X-Forwarded-For', value]);
  return clientAddress(buildRequest({ remoteAddress, headers }), trusted);
}

describe("the client's address", () => {
  it('is that of the peer, without a proxy', () => {
    expect(addressOf('192.0.2.1')).toBe('192.0.2.1');
    expect(addressOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
    expect(addressOf('2001:db8::1')).toBe('2001:db8::1');
  });

  it('is not what a peer says that is no trusted proxy', () => {
    expect(addressOf('192.0.2.1', '203.0.113.9')).toBe('192.0.2.1');
    expect(addressOf('192.0.2.1', '10.0.0.1')).toBe('192.0.2.1');
  });

  it('is what a trusted proxy saw', () => {
    expect(addressOf('10.0.0.1', '203.0.113.9')).toBe('203.0.113.9');
    expect(addressOf('::ffff:10.0.0.1', '2001:db8::9')).toBe('2001:db8::9');
    expect(addressOf('10.0.0.1', '::ffff:203.0.113.9')).toBe('203.0.113.9');
  });

  it('is the last one that no trusted proxy has, whatever the client wrote in front of it', () => {
    expect(addressOf('10.0.0.1', '1.1.1.1, 203.0.113.9, 10.0.0.2')).toBe('203.0.113.9');
    expect(addressOf('10.0.0.1', '10.9.9.9,1.1.1.1,203.0.113.9')).toBe('203.0.113.9');
    expect(addressOf('10.0.0.1', '1.1.1.1', '203.0.113.9')).toBe('203.0.113.9');
    expect(addressOf('10.0.0.1', '203.0.113.9', '10.0.0.2')).toBe('203.0.113.9');
  });

  it("is the outermost proxy's when all of them are trusted", () => {
    expect(addressOf('10.0.0.1', '10.0.0.3, 10.0.0.2')).toBe('10.0.0.3');
  });

  it("is the proxy's own when it names nobody", () => {
    expect(addressOf('10.0.0.1')).toBe('10.0.0.1');
    expect(addressOf('10.0.0.1', '')).toBe('10.0.0.1');
    expect(addressOf('10.0.0.1', ' , ,')).toBe('10.0.0.1');
  });
});
