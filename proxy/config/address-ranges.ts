import { BlockList, isIP } from 'node:net';

export type AddressRange = {
  readonly address: string;
  readonly prefix: number;
  readonly family: 'ipv4' | 'ipv6';
};

/** `10.0.0.7`, `10.0.0.0/8`, `fd00::/8`. A name, a hop count or "everything" is not a range. */
export function parseAddressRange(text: string): AddressRange | undefined {
  const [address = '', prefixText, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return undefined;
  const bits = version === 4 ? 32 : 128;
  if (prefixText !== undefined && !/^\d{1,3}$/.test(prefixText)) return undefined;
  const prefix = prefixText === undefined ? bits : Number(prefixText);
  // Two halves of the internet are the internet: no range of proxies is that wide.
  if (prefix > bits || prefix < (version === 4 ? 8 : 7)) return undefined;
  return { address, prefix, family: version === 4 ? 'ipv4' : 'ipv6' };
}

/** A test whether an address lies in one of the ranges; IPv4 in IPv6 (`::ffff:10.0.0.1`) counts as IPv4. */
export function addressMatcher(ranges: readonly AddressRange[]): (address: string) => boolean {
  const blocks = new BlockList();
  for (const range of ranges) blocks.addSubnet(range.address, range.prefix, range.family);
  return (address) => {
    const plain = plainAddress(address);
    const version = isIP(plain);
    return version !== 0 && blocks.check(plain, version === 4 ? 'ipv4' : 'ipv6');
  };
}

export type NamedRange = { readonly range: AddressRange; readonly name: string };

/** What the site calls the network of an address; `undefined` where it has no name for it. The first range wins. */
export function networkNames(named: readonly NamedRange[]): (address: string) => string | undefined {
  const networks = named.map(({ range, name }) => ({ name, contains: addressMatcher([range]) }));
  return (address) => networks.find(({ contains }) => contains(address))?.name;
}

export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
}
