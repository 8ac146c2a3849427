import { BlockList, isIP, SocketAddress } from 'node:net';

/** One address, a CIDR range, or `first-last`; IPv4 or IPv6. */
export function isNetworkRange(text: string): boolean {
  return addRange(new BlockList(), text);
}

/** @throws RangeError for what `isNetworkRange` refuses */
export function rangeMatcher(ranges: readonly string[]): (address: string) => boolean {
  const blocks = new BlockList();
  for (const range of ranges) if (!addRange(blocks, range)) throw new RangeError(`not a range: ${range}`);
  return (address) => {
    // An IPv4 client of a socket for both families is an IPv4 client.
    const plain = address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
    const family = familyOf(plain);
    return family !== undefined && blocks.check(plain, family);
  };
}

function addRange(blocks: BlockList, text: string): boolean {
  const [first = '', last, ...more] = text.split('-').map((part) => part.trim());
  if (more.length > 0) return false;
  if (last !== undefined) return addSpan(blocks, first, last);
  const [address = '', prefix, ...rest] = first.split('/');
  const family = familyOf(address);
  if (family === undefined || rest.length > 0) return false;
  if (prefix === undefined) {
    blocks.addAddress(address, family);
    return true;
  }
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > (family === 'ipv4' ? 32 : 128)) return false;
  blocks.addSubnet(address, Number(prefix), family);
  return true;
}

function addSpan(blocks: BlockList, first: string, last: string): boolean {
  const family = familyOf(first);
  if (family === undefined || family !== familyOf(last)) return false;
  try {
    blocks.addRange(
      new SocketAddress({ address: first, family }),
      new SocketAddress({ address: last, family }),
    );
    return true;
  } catch {
    return false; // the last one lies before the first
  }
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address);
  // A zone (`fe80::1%eth0`) means something on one machine only.
  if (version === 0 || address.includes('%')) return undefined;
  return version === 4 ? 'ipv4' : 'ipv6';
}
